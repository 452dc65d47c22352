import { sql } from 'kysely';
import type { Database } from '../database.ts';

/** Refused events that wait to be corrected or discarded: how many, and why, the most frequent reason first. */
export interface RejectedCount {
  readonly waiting: number;
  readonly byReason: Readonly<Record<string, number>>;
}

/**
 * Counts those received since a moment (microseconds since 1970). It reads when and why, never what was sent, which
 * the reader's role may not see.
 */
export async function countRejected(db: Database, sinceUs: number): Promise<RejectedCount> {
  const { rows } = await sql<{ reason: string; count: number }>`
    select reason, count(*) as count from log.rejected_event
    where received_us >= ${sinceUs}::bigint and replayed_us is null
    group by reason order by count(*) desc, reason`.execute(db);
  return {
    waiting: rows.reduce((sum, { count }) => sum + count, 0),
    byReason: Object.fromEntries(rows.map(({ reason, count }) => [reason, count])),
  };
}
