import { sql } from 'kysely';
import type { Database } from '../database.ts';

/** What an operator should look at. */
export interface Trouble {
  /** Workers seen in the last ten seconds. */
  readonly workers: number;
  readonly withoutOpening: number;
  /** Refused events that wait to be corrected or discarded. */
  readonly rejected: number;
  /** Streams that can't be folded, at most 100. */
  readonly parked: readonly { readonly family: string; readonly subject: string; readonly error: string }[];
}

export async function readTrouble(db: Database): Promise<Trouble> {
  const counts = await sql<{ workers: number; without_opening: number; rejected: number }>`
    select (select count(*) from recovery.worker where seen > clock_timestamp() - interval '10 seconds') as workers,
           (select count(*) from recovery.case_head where customer is null) as without_opening,
           (select count(*) from log.rejected_event where replayed_us is null) as rejected`.execute(db);
  const parked = await sql<{ family: string; subject: string; error: string }>`
    select family, subject, error from recovery.parked order by parked_us desc, subject limit 100`.execute(db);
  const [row] = counts.rows;
  return {
    workers: row?.workers ?? 0,
    withoutOpening: row?.without_opening ?? 0,
    rejected: row?.rejected ?? 0,
    parked: parked.rows,
  };
}
