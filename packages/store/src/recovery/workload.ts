import { sql } from 'kysely';
import { readBacklog } from '../backlog.ts';
import type { Database } from '../database.ts';

/** What a monitoring system watches: numbers, and no names. */
export interface Workload {
  /** Marks that wait for a worker, counted up to 100,000. */
  readonly marksWaiting: number;
  /** How long the oldest of them has waited; 0: none waits. */
  readonly lagSeconds: number;
  /** Streams that can't be folded. */
  readonly parkedStreams: number;
  /** Refused events that wait to be corrected or discarded, counted up to 100,000. */
  readonly rejectedEvents: number;
  /** Workers seen in the last ten seconds. */
  readonly workers: number;
}

/** For the roles of ingest and reader. */
export async function readWorkload(db: Database): Promise<Workload> {
  const { marks, lagSeconds } = await readBacklog(db);
  const { rows } = await sql<{ parked: number; rejected: number; workers: number }>`
    select (select count(*) from recovery.parked) as parked,
           (select count(*) from (select from log.rejected_event where replayed_us is null limit 100000) kept) as rejected,
           (select count(*) from recovery.worker where seen > clock_timestamp() - interval '10 seconds') as workers`.execute(
    db,
  );
  const { parked = 0, rejected = 0, workers = 0 } = rows[0] ?? {};
  return { marksWaiting: marks, lagSeconds, parkedStreams: parked, rejectedEvents: rejected, workers };
}
