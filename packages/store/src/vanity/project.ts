import { sql } from 'kysely';
import { unnest } from '../bulk.ts';
import type { Database } from '../database.ts';
import { StaleWorkError } from '../stale-work-error.ts';
import { LOCKS } from '../locks.ts';
import { countCases, daysOfOpening } from './count-cases.ts';
import { countDays } from './count-days.ts';

/** Days counted at a time. */
const MAX_DAYS = 10;

interface Mark {
  readonly day: string;
  readonly batch: string;
}

const MARK_COLUMNS = [
  { name: 'day', type: 'date', of: (mark: Mark) => mark.day },
  { name: 'batch', type: 'uuid', of: (mark: Mark) => mark.batch },
];

/**
 * Counts the marked days anew and writes their readings. Answers how many marks were worked off: none where somebody
 * else is counting. The latest days first. A day is counted whole each time: nothing is added up, so nothing can be
 * added twice.
 */
export async function projectReadings(db: Database): Promise<number> {
  return db.transaction().execute(async (work) => {
    // Held by whoever counts: what happens on one day changes what is written of others, which bear no mark.
    const lock = await sql<{ alone: boolean }>`select pg_try_advisory_xact_lock(${LOCKS.vanity}) as alone`.execute(
      work,
    );
    if (lock.rows[0]?.alone !== true) return 0;
    const { rows: marks } = await sql<Mark>`
      select day::text, batch from vanity.mark
      where day in (select day from vanity.mark group by day order by day desc limit ${MAX_DAYS})`.execute(work);
    if (marks.length === 0) return 0;
    const days = [...new Set(marks.map(({ day }) => day))].sort();
    await countDays(work, days);
    await countCases(work, await daysOfOpening(work, days));
    const deleted = await sql`
      delete from vanity.mark using ${unnest(marks, MARK_COLUMNS)}
      where mark.day = rows.day and mark.batch = rows.batch`.execute(work);
    if (deleted.numAffectedRows !== BigInt(marks.length)) throw new StaleWorkError('vanity days');
    return marks.length;
  });
}
