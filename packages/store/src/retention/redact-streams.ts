import { sql } from 'kysely';
import type { Asking } from '../audit/chain.ts';
import { recordAudit } from '../audit/record.ts';
import { batchId } from '../batch-id.ts';
import { BUCKETS } from '../bucket.ts';
import { unnest } from '../bulk.ts';
import type { Database, Work } from '../database.ts';
import { shareFolding } from '../erasure/locks.ts';
import type { Stream } from '../log/read.ts';
import { COLUMNS, KEY_COLUMNS, type LogRow } from '../log/row.ts';
import { markStreams } from '../recovery/mark.ts';
import { retryable } from '../retry.ts';
import { readStreamRetentionDays, STREAM_RETENTION } from './setting.ts';
import { readRedacted, readSilentStreams } from './silent-streams.ts';

/** What was taken out. */
export interface Redaction {
  readonly streams: number;
  readonly events: number;
}

const DAY_US = 86_400_000_000;
/** Buckets that are searched at a time, so that no statement takes long. */
const AT_A_TIME = 16;
const STREAMS = 200;
/** Of a transaction; a stream that is longer takes several, and each leaves it as it may be left. */
const EVENTS = 2_000;

const CONTENT = COLUMNS.filter(({ name }) => ['content_hash', 'data', 'extensions'].includes(name));

/** Streams that had something to take out, by how many rows were written; another who does the same may have been faster. */
async function write(work: Work, rows: readonly LogRow[], nowUs: number): Promise<number> {
  const result = await sql`
    update log.event e
    set content_hash = rows.content_hash, data = rows.data, extensions = rows.extensions, redacted_us = ${nowUs}::bigint
    from ${unnest(rows, [...KEY_COLUMNS, ...CONTENT])}
    where e.bucket = rows.bucket and e.family = rows.family and e.subject = rows.subject
      and e.source = rows.source and e.id = rows.id and e.redacted_us is null`.execute(work);
  return Number(result.numAffectedRows ?? 0n);
}

/** One transaction: what it takes out of the log is marked to be folded anew, and written down. */
async function redactSome(
  work: Work,
  streams: readonly Stream[],
  { days, beforeUs }: { readonly days: number; readonly beforeUs: number },
  { actor, nowUs }: Asking,
): Promise<Redaction> {
  // An erasure, which writes the same rows, runs before or after this, never meanwhile.
  await shareFolding(work);
  const rows = await readRedacted(work, streams, beforeUs, EVENTS);
  const touched = new Map(rows.map((row) => [`${row.family}\0${row.subject}`, row]));
  const events = rows.length === 0 ? 0 : await write(work, rows, nowUs);
  if (events === 0) return { streams: 0, events };
  await markStreams(work, [...touched.values()], batchId());
  const detail = { [STREAM_RETENTION.name]: days, streams: touched.size, events };
  await recordAudit(work, { atUs: nowUs, actor, action: 'streams redacted', detail });
  return { streams: touched.size, events };
}

/**
 * Takes out of every stream that has been silent for longer than it is kept what may tell of persons: free text, addresses,
 * orders, and what the contract does not know, as an erasure does, but for the customers' ids. What is counted stays. What
 * is done is committed bit by bit; an event that comes late is stored, and redacted the next time. null: all is kept.
 */
export async function redactStreams(db: Database, request: Asking, signal?: AbortSignal): Promise<Redaction | null> {
  const days = await readStreamRetentionDays(db);
  if (days === null) return null;
  const beforeUs = request.nowUs - days * DAY_US;
  const done = { streams: 0, events: 0 };
  for (let first = 0; first < BUCKETS && signal?.aborted !== true;) {
    const span = { first, last: first + AT_A_TIME - 1 };
    const streams = await readSilentStreams(db, span, beforeUs, STREAMS);
    const redaction =
      streams.length === 0
        ? { streams: 0, events: 0 }
        : await retryable(() =>
            db.transaction().execute((work) => redactSome(work, streams, { days, beforeUs }, request)),
          );
    done.streams += redaction.streams;
    done.events += redaction.events;
    if (streams.length < STREAMS && redaction.events < EVENTS) first += AT_A_TIME;
  }
  return done;
}
