import { sql } from 'kysely';
import type { Asking } from '../audit/chain.ts';
import type { Database } from '../database.ts';
import { whereRejected, type RejectedFilter } from './rejected-filter.ts';
import { writeRejectedPlace, type RejectedPlace } from './rejected-place.ts';
import { replayRejected } from './rejected-replay.ts';

/** Each holds two texts of at most 64 KiB, so a transaction holds some megabytes at the worst. */
const BATCH = 100;

export interface ReplayedAll {
  readonly accepted: number;
  readonly duplicates: number;
  readonly refused: number;
  /** Where to go on, since no more than the limit was tried; null: all were. */
  readonly next: string | null;
}

async function readWaiting(
  db: Database,
  filter: RejectedFilter,
  after: RejectedPlace | null,
  nowUs: number,
  limit: number,
): Promise<readonly RejectedPlace[]> {
  const beyond =
    after === null ? sql`true` : sql`(r.received_us, r.id) > (${after.receivedUs}::bigint, ${after.id}::uuid)`;
  const { rows } = await sql<RejectedPlace>`
    select r.id, r.received_us as "receivedUs" from log.rejected_event r
    where ${whereRejected({ ...filter, status: 'waiting' })} and r.received_us <= ${nowUs}::bigint and ${beyond}
    order by r.received_us, r.id limit ${limit}`.execute(db);
  return rows;
}

/**
 * Replays waiting events as they were kept or last corrected, the oldest first, each once, up to `limit` of them. Each
 * batch of a hundred is committed by itself: what was done before an error stays done.
 */
export async function replayRejectedAll(
  db: Database,
  filter: RejectedFilter,
  { actor, nowUs, limit, after }: Asking & { readonly limit: number; readonly after: RejectedPlace | null },
): Promise<ReplayedAll> {
  const counts = { accepted: 0, duplicates: 0, refused: 0 };
  let place = after;
  for (let left = limit; left > 0;) {
    const size = Math.min(BATCH, left);
    const waiting = await readWaiting(db, filter, place, nowUs, size);
    const ids = waiting.map(({ id }) => id);
    const outcomes = await replayRejected(db, ids, null, { actor, nowUs, origin: filter.origin });
    for (const { status } of outcomes.values()) counts[status === 'duplicate' ? 'duplicates' : status] += 1;
    place = waiting.at(-1) ?? place;
    if (waiting.length < size) return { ...counts, next: null };
    left -= size;
  }
  return { ...counts, next: place === null ? null : writeRejectedPlace(place) };
}
