import { sql } from 'kysely';
import { batchMs } from '../batch-id.ts';
import { BUCKETS } from '../bucket.ts';
import type { Database } from '../database.ts';
import { JUST_MS } from './pace.ts';

/** A flood reaches all buckets, so one in so many tells. */
const STRIDE = 32;

/** Whether anything has come just now. */
export async function stillComes(db: Database): Promise<boolean> {
  const { rows } = await sql<{ newest: string | null }>`
    select max(batch::text) as newest from recovery.mark where bucket < ${sql.lit(BUCKETS / STRIDE)}`.execute(db);
  const newest = rows[0]?.newest ?? null;
  return newest !== null && Date.now() - (batchMs(newest) ?? 0) < JUST_MS;
}
