import { CASES_OPENED } from '@finest-hour/vanity';
import { sql } from 'kysely';
import { unnest } from '../bulk.ts';
import type { Database } from '../database.ts';
import { StaleWorkError } from '../stale-work-error.ts';

/** Days counted at a time. */
const MAX_DAYS = 200;

interface Mark {
  readonly day: string;
  readonly batch: string;
}

const MARK_COLUMNS = [
  { name: 'day', type: 'date', of: (mark: Mark) => mark.day },
  { name: 'batch', type: 'uuid', of: (mark: Mark) => mark.batch },
];

/**
 * Counts the marked days anew and writes their readings. Answers how many marks were worked off.
 * A day is counted whole each time: nothing is added up, so nothing can be added twice.
 */
export async function projectReadings(db: Database): Promise<number> {
  return db.transaction().execute(async (work) => {
    const { rows: marks } = await sql<Mark>`
      select day::text, batch from vanity.mark
      where day in (select day from vanity.mark group by day order by day limit ${MAX_DAYS})`.execute(work);
    if (marks.length === 0) return 0;
    // In one order for all who count, or two of them would wait for each other.
    const days = [...new Set(marks.map(({ day }) => day))].sort();
    await sql`
      insert into vanity.reading (day, name, value)
      select rows.day, ${CASES_OPENED.name}, (
        select count(distinct (e.bucket, e.subject)) from log.event e
        where e.type = 'case.opened'
          and e.time_us >= extract(epoch from rows.day::timestamp)::bigint * 1000000
          and e.time_us < extract(epoch from rows.day::timestamp + interval '1 day')::bigint * 1000000
      )
      from ${unnest(days, [{ name: 'day', type: 'date', of: (day) => day }])}
      on conflict (day, name) do update set value = excluded.value`.execute(work);
    const deleted = await sql`
      delete from vanity.mark using ${unnest(marks, MARK_COLUMNS)}
      where mark.day = rows.day and mark.batch = rows.batch`.execute(work);
    if (deleted.numAffectedRows !== BigInt(marks.length)) throw new StaleWorkError('vanity days');
    return marks.length;
  });
}
