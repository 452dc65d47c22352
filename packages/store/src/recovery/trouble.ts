import { sql } from 'kysely';
import type { Database } from '../database.ts';

/** What an operator should look at. */
export interface Trouble {
  /** Workers seen in the last ten seconds. */
  readonly workers: number;
  readonly withoutOpening: number;
  /** Refused events that wait to be corrected or discarded. */
  readonly rejected: number;
  /** Merges into a case that is unknown, another customer's, or merged into it: kept, and not applied. */
  readonly strayMerges: number;
  /** Types that this version does not know, with their events, at most 100: stored, and folded by nothing. */
  readonly unknownTypes: readonly { readonly type: string; readonly events: number }[];
  /** Streams that can't be folded, at most 100. */
  readonly parked: readonly { readonly family: string; readonly subject: string; readonly error: string }[];
}

export async function readTrouble(db: Database): Promise<Trouble> {
  const counts = await sql<{ workers: number; without_opening: number; stray_merges: number; rejected: number }>`
    select (select count(*) from recovery.worker where seen > clock_timestamp() - interval '10 seconds') as workers,
           (select count(*) from recovery.case_head where customer is null) as without_opening,
           (select count(*) from recovery.case_fact where stray_merge) as stray_merges,
           (select count(*) from log.rejected_event where replayed_us is null) as rejected`.execute(db);
  const unknown = await sql<{ type: string; events: number }>`
    select type, count(*) as events from log.event where family = 'other'
    group by type order by events desc, type limit 100`.execute(db);
  const parked = await sql<{ family: string; subject: string; error: string }>`
    select family, subject, error from recovery.parked order by parked_us desc, subject limit 100`.execute(db);
  const [row] = counts.rows;
  return {
    workers: row?.workers ?? 0,
    withoutOpening: row?.without_opening ?? 0,
    rejected: row?.rejected ?? 0,
    strayMerges: row?.stray_merges ?? 0,
    unknownTypes: unknown.rows,
    parked: parked.rows,
  };
}
