import { CASES_OPENED, CONTACTS_MADE, MEAN_SCORE, PUSHED, SURVEYS_SENT } from '@finest-hour/vanity';
import { sql } from 'kysely';
import type { Work } from '../database.ts';
import { eventsOn, rowsOf } from './days.ts';
import { OF_CASES } from './count-cases.ts';

/** Counts what happens on a day: each of these days whole, in the place of what was counted before. */
export async function countDays(work: Work, days: readonly string[]): Promise<void> {
  await sql`
    delete from vanity.reading using ${rowsOf(days)}
    where reading.day = rows.day and reading.name not in (${sql.join(OF_CASES)})`.execute(work);
  await sql`
    insert into vanity.reading (day, name, unit, n, total)
    select day, name, unit,
      case name when ${CASES_OPENED.name} then count(distinct (bucket, subject)) else count(*) end,
      coalesce(sum(value), 0)
    from (
      select rows.day, e.bucket, e.subject, e.unit, e.value,
        case e.type
          when 'case.opened' then ${CASES_OPENED.name}
          when 'contact.made' then ${CONTACTS_MADE.name}
          when 'satisfaction.asked' then ${SURVEYS_SENT.name}
          when 'satisfaction.stated' then ${MEAN_SCORE.name}
          else ${PUSHED} || e.subject
        end as name
      from ${eventsOn(days, 'e')}
      where not e.internal
        and (e.type in ('case.opened', 'contact.made', 'satisfaction.asked', 'reading.taken')
             or e.type = 'satisfaction.stated' and e.value is not null)
    ) as taken
    group by day, name, unit`.execute(work);
}
