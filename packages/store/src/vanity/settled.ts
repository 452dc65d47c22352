import { sql } from 'kysely';
import { batchMs } from '../batch-id.ts';
import type { Database } from '../database.ts';

/** More is to come where something has come within so long; */
const SETTLED_MS = 1_000;
/** but nothing waits for longer than that. */
const PATIENT_MS = 60_000;

/** Since when the oldest and the newest of what waits has been there, in milliseconds since 1970. */
export interface Waiting {
  readonly oldestMs: number;
  readonly newestMs: number;
}

/** Whether what waits is to be counted now. A day is counted whole, so one that is still filling up is left to it. */
export function isSettled({ oldestMs, newestMs }: Waiting, nowMs: number): boolean {
  return nowMs - newestMs >= SETTLED_MS || nowMs - oldestMs >= PATIENT_MS;
}

/** What waits to be counted; null: nothing. What does not tell since when, waits for ever. */
export async function readWaiting(db: Database): Promise<Waiting | null> {
  const { rows } = await sql<{ oldest: string; newest: string }>`
    select min(batch::text) as oldest, max(batch::text) as newest from vanity.mark having count(*) > 0`.execute(db);
  const [marks] = rows;
  if (marks === undefined) return null;
  return { oldestMs: batchMs(marks.oldest) ?? -Infinity, newestMs: batchMs(marks.newest) ?? -Infinity };
}
