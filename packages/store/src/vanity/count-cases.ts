import { FIRST_RESPONSE, HANDLE_TIME } from '@finest-hour/vanity';
import { sql } from 'kysely';
import type { Work } from '../database.ts';
import { eventsOn, rowsOf } from './days.ts';

/** Readings that belong to the day on which a case opened, and change with what happens on other days. */
export const OF_CASES = [HANDLE_TIME.name, FIRST_RESPONSE.name] as const;

/** These days, and those on which the cases opened in which something happened on them. */
export async function daysOfOpening(work: Work, days: readonly string[]): Promise<readonly string[]> {
  const { rows } = await sql<{ day: string }>`
    select distinct (to_timestamp(o.time_us / 1000000) at time zone 'UTC')::date::text as day
    from (select distinct e.bucket, e.subject from ${eventsOn(days, 'e')} where e.family = 'case') as touched
    cross join lateral (
      select e.time_us from vanity.event e
      where e.bucket = touched.bucket and e.family = 'case' and e.subject = touched.subject and e.type = 'case.opened'
      offset 0
    ) as o`.execute(work);
  return [...new Set([...days, ...rows.map(({ day }) => day)])].sort();
}

/** Counts the cases that opened on these days, in the place of what was counted before. */
export async function countCases(work: Work, days: readonly string[]): Promise<void> {
  await sql`
    delete from vanity.reading using ${rowsOf(days)}
    where reading.day = rows.day and reading.name in (${sql.join(OF_CASES)})`.execute(work);
  await sql`
    insert into vanity.reading (day, name, unit, n, total)
    select opened.day, waited.name, '', count(*), sum(waited.until_us - opened.time_us)::numeric / 1000000
    from (
      select distinct rows.day, o.bucket, o.subject, o.time_us
      from ${eventsOn(days, 'o')}
      where o.family = 'case' and o.type = 'case.opened'
    ) as opened
    cross join lateral (
      select
        min(e.time_us) filter (where e.type = 'case.opened') as first_us,
        min(e.time_us) filter (where e.type in ('case.resolved', 'case.closed')
                                 and e.time_us >= opened.time_us) as ended_us,
        min(e.time_us) filter (where e.type = 'contact.made' and not e.internal
                                 and e.time_us >= opened.time_us) as answered_us
      from vanity.event e where e.bucket = opened.bucket and e.family = 'case' and e.subject = opened.subject
    ) as told
    cross join lateral (
      values (${HANDLE_TIME.name}, told.ended_us), (${FIRST_RESPONSE.name}, told.answered_us)
    ) as waited (name, until_us)
    where opened.time_us = told.first_us and waited.until_us is not null
    group by opened.day, waited.name`.execute(work);
}
