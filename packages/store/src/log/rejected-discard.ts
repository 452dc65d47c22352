import { sql } from 'kysely';
import type { Asking } from '../audit/chain.ts';
import { audited } from '../audit/record.ts';
import type { Database, Work } from '../database.ts';
import { ofOrigin, whereRejected, type RejectedFilter } from './rejected-filter.ts';

const BATCH = 1_000;

function actOf({ actor, nowUs }: Asking) {
  return { atUs: nowUs, actor, action: 'refused events discarded' };
}

/** Deletes one refused event, and writes it down; false: there is none of that id, or it came by keys of another origin. */
export function discardRejected(db: Database, id: string, origin: string | null, asking: Asking): Promise<boolean> {
  const discard = async (work: Work) => {
    const result = await sql`
      delete from log.rejected_event r where r.id = ${id}::uuid and ${ofOrigin(origin)}`.execute(work);
    return (result.numAffectedRows ?? 0n) > 0n;
  };
  return audited(db, actOf(asking), discard, (found) => (found ? { id, discarded: 1 } : null));
}

/** Deletes those that the filter means, a thousand at a time, each with its record; answers how many. */
export async function discardRejectedAll(db: Database, filter: RejectedFilter, asking: Asking): Promise<number> {
  const discard = async (work: Work) => {
    const result = await sql`
      delete from log.rejected_event where id in (
        select r.id from log.rejected_event r where ${whereRejected(filter)} limit ${BATCH})`.execute(work);
    return Number(result.numAffectedRows ?? 0n);
  };
  for (let discarded = 0; ;) {
    const count = await audited(db, actOf(asking), discard, (each) => (each === 0 ? null : { discarded: each }));
    discarded += count;
    if (count < BATCH) return discarded;
  }
}
