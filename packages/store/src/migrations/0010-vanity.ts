import { sql, type Kysely } from 'kysely';
import { ROLE_NAMES } from '../roles.ts';

const { vanity } = ROLE_NAMES;

/** What some reading is counted from. */
const TYPES = `('case.opened', 'case.resolved', 'case.closed', 'contact.made', 'satisfaction.asked',
    'satisfaction.stated', 'reading.taken')`;

/** All readings, of which days add up; and of the log what they are counted from, without anything that tells of persons. */
const UP = `
  drop table vanity.reading;
  create table vanity.reading (
    day date not null,
    name text collate "C" not null,
    unit text collate "C" not null,
    n bigint not null,
    total numeric not null,
    primary key (day, name, unit)
  );

  drop index log.event_opened;
  -- The readings count by day; nothing else is looked up by time.
  create index event_counted on log.event (time_us) where type in ${TYPES};

  create view vanity.event as
    select bucket, family, subject, type, time_us,
      type = 'contact.made' and coalesce(data ->> 'kind', '') = 'internal-note' as internal,
      case type
        when 'satisfaction.stated' then (data ->> 'score')::numeric
        when 'reading.taken' then (data ->> 'value')::numeric
      end as value,
      case type when 'reading.taken' then coalesce(data ->> 'unit', '') else '' end collate "C" as unit
    from log.event where type in ${TYPES};

  -- From here on the log is seen through that view alone.
  revoke select (bucket, subject, type, time_us) on log.event from ${vanity};
  revoke usage on schema log from ${vanity};
  grant select on vanity.event to ${vanity};
  grant select, insert, update, delete on vanity.reading to ${vanity};

  insert into vanity.mark
    select day, gen_random_uuid() from (
      select distinct (to_timestamp(time_us / 1000000) at time zone 'UTC')::date as day
      from log.event where type in ${TYPES}
    ) as counted;
`;

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql.raw(UP).execute(db);
}
