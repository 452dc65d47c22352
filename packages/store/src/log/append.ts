import { randomUUID } from 'node:crypto';
import { contentHash, type LoggedEvent } from '@finest-hour/events';
import { sql } from 'kysely';
import { bucketOf } from '../bucket.ts';
import { unnest, type BulkColumn } from '../bulk.ts';
import type { Database, Work } from '../database.ts';
import { retryable } from '../retry.ts';
import { markStreams } from '../recovery/mark.ts';
import { markDays } from '../vanity/mark.ts';

/** Stored now; already stored with the same content; the same source and id were stored with other content. */
export type AppendStatus = 'accepted' | 'duplicate' | 'conflict';

interface Row {
  readonly event: LoggedEvent;
  readonly bucket: number;
  readonly key: string;
  readonly hash: Buffer;
}

const COLUMNS: readonly BulkColumn<Row>[] = [
  { name: 'bucket', type: 'smallint', of: (row) => row.bucket },
  { name: 'family', type: 'text', of: (row) => row.event.family },
  { name: 'subject', type: 'text', of: (row) => row.event.subject },
  { name: 'source', type: 'text', of: (row) => row.event.source },
  { name: 'id', type: 'text', of: (row) => row.event.id },
  { name: 'type', type: 'text', of: (row) => row.event.type },
  { name: 'time_us', type: 'bigint', of: (row) => row.event.timeUs },
  { name: 'sequence', type: 'text', of: (row) => row.event.sequence },
  { name: 'content_hash', type: 'bytea', of: (row) => row.hash },
  { name: 'data', type: 'json', of: (row) => JSON.stringify(row.event.data) },
  {
    name: 'extensions',
    type: 'json',
    of: ({ event }) => (Object.keys(event.extensions).length === 0 ? null : JSON.stringify(event.extensions)),
  },
];

/** The first five columns are the key. */
const KEY_COLUMNS = COLUMNS.slice(0, 5);

function rowOf(event: LoggedEvent): Row {
  const { family, subject, source, id } = event;
  const bucket = bucketOf(family, subject);
  const key = JSON.stringify([family, subject, source, id]);
  return { event, bucket, key, hash: contentHash(event) };
}

/** One order for all writers, or a retry racing its original would deadlock with it. */
function compareRows(a: Row, b: Row): number {
  return a.bucket - b.bucket || (a.key < b.key ? -1 : a.key > b.key ? 1 : 0);
}

async function insert(work: Work, rows: readonly Row[], receivedUs: number): Promise<ReadonlySet<string>> {
  const names = sql.join(COLUMNS.map(({ name }) => sql.ref(name)));
  const result = await sql<{ family: string; subject: string; source: string; id: string }>`
    insert into log.event (${names}, received_us)
    select ${names}, ${receivedUs}::bigint from ${unnest(rows, COLUMNS)}
    on conflict (bucket, family, subject, source, id) do nothing
    returning family, subject, source, id`.execute(work);
  return new Set(result.rows.map(({ family, subject, source, id }) => JSON.stringify([family, subject, source, id])));
}

/** Hashes of what stands in the log already. A second statement, so it sees what a rival has just committed. */
async function readHashes(work: Work, rows: readonly Row[]): Promise<ReadonlyMap<string, Buffer>> {
  if (rows.length === 0) return new Map();
  const result = await sql<{ family: string; subject: string; source: string; id: string; content_hash: Buffer }>`
    select family, subject, source, id, content_hash
    from log.event join ${unnest(rows, KEY_COLUMNS)} using (bucket, family, subject, source, id)`.execute(work);
  return new Map(
    result.rows.map((row) => [JSON.stringify([row.family, row.subject, row.source, row.id]), row.content_hash]),
  );
}

async function appendInto(work: Work, rows: readonly Row[], receivedUs: number): Promise<readonly AppendStatus[]> {
  const first = new Map<string, Row>();
  for (const row of rows) if (!first.has(row.key)) first.set(row.key, row);
  const unique = [...first.values()].sort(compareRows);
  const inserted = await insert(work, unique, receivedUs);
  const stored = await readHashes(
    work,
    unique.filter(({ key }) => !inserted.has(key)),
  );
  const accepted = unique.filter(({ key }) => inserted.has(key));
  const batch = randomUUID();
  await markStreams(
    work,
    accepted.map(({ event, bucket }) => ({ bucket, family: event.family, subject: event.subject })),
    batch,
  );
  await markDays(
    work,
    accepted.map(({ event }) => event),
    batch,
  );
  return rows.map((row) => {
    if (inserted.has(row.key) && first.get(row.key) === row) return 'accepted';
    const known = inserted.has(row.key) ? first.get(row.key)?.hash : stored.get(row.key);
    return known?.equals(row.hash) === true ? 'duplicate' : 'conflict';
  });
}

/** The same inside somebody's transaction, so that what it does besides is done if and only if they are stored. */
export function appendWithin(
  work: Work,
  events: readonly LoggedEvent[],
  receivedUs: number,
): Promise<readonly AppendStatus[]> {
  return events.length === 0 ? Promise.resolve([]) : appendInto(work, events.map(rowOf), receivedUs);
}

/**
 * Stores events with the marks that tell the workers, in one transaction: all or nothing.
 * Answers for each event, in the order given. `receivedUs`: microseconds since 1970.
 * Throws what the database says when it can't be done, after retrying deadlocks and serialization failures.
 */
export async function appendEvents(
  db: Database,
  events: readonly LoggedEvent[],
  receivedUs: number,
): Promise<readonly AppendStatus[]> {
  if (events.length === 0) return [];
  const rows = events.map(rowOf);
  return retryable(() => db.transaction().execute((work) => appendInto(work, rows, receivedUs)));
}
