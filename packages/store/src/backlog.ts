import { sql } from 'kysely';
import { batchMs } from './batch-id.ts';
import type { Database } from './database.ts';

/** What waits for a worker. */
export interface Backlog {
  /** Counted up to 100,000. */
  readonly marks: number;
  /** Since the oldest of them was committed, by this process's clock; 0: none waits, or none tells since when. */
  readonly lagSeconds: number;
}

const MOST_COUNTED = 100_000;

/** Reads how much waits, and for how long. Of a longer queue the rows that the database finds first, mostly the oldest. */
export async function readBacklog(db: Database, nowMs: number = Date.now()): Promise<Backlog> {
  const { rows } = await sql<{ marks: number; oldest: string | null }>`
    select count(*) as marks, min(batch) filter (where substr(batch, 15, 1) = '7') as oldest
    from (select batch::text collate "C" as batch from recovery.mark limit ${MOST_COUNTED}) marks`.execute(db);
  const { marks = 0, oldest = null } = rows[0] ?? {};
  const oldestMs = oldest === null ? null : batchMs(oldest);
  return { marks, lagSeconds: oldestMs === null ? 0 : Math.max(0, (nowMs - oldestMs) / 1000) };
}
