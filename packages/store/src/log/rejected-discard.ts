import { sql } from 'kysely';
import type { Database } from '../database.ts';
import { ofOrigin, whereRejected, type RejectedFilter } from './rejected-filter.ts';

const BATCH = 1_000;

/** Deletes one refused event; false: there is none of that id, or it came by keys of another origin. */
export async function discardRejected(db: Database, id: string, origin: string | null): Promise<boolean> {
  const result = await sql`
    delete from log.rejected_event r where r.id = ${id}::uuid and ${ofOrigin(origin)}`.execute(db);
  return (result.numAffectedRows ?? 0n) > 0n;
}

/** Deletes those that the filter means, a thousand at a time; answers how many. */
export async function discardRejectedAll(db: Database, filter: RejectedFilter): Promise<number> {
  for (let discarded = 0; ;) {
    const result = await sql`
      delete from log.rejected_event where id in (
        select r.id from log.rejected_event r where ${whereRejected(filter)} limit ${BATCH})`.execute(db);
    const count = Number(result.numAffectedRows ?? 0n);
    discarded += count;
    if (count < BATCH) return discarded;
  }
}
