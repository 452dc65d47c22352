import { sql, type RawBuilder } from 'kysely';
import { unnest } from '../bulk.ts';

/** Days as rows. */
export function rowsOf(days: readonly string[]): RawBuilder<unknown> {
  return unnest(days, [{ name: 'day', type: 'date', of: (day) => day }]);
}

/**
 * What was counted of these days (UTC), an event a row beside its `rows.day`. `offset 0` has each day looked up by itself:
 * else the planner, which does not know how many days there are, reads all events and compares each with every day.
 */
export function eventsOn(days: readonly string[], as: string): RawBuilder<unknown> {
  return sql`${rowsOf(days)} cross join lateral (
    select * from vanity.event
    where time_us >= extract(epoch from rows.day::timestamp)::bigint * 1000000
      and time_us < extract(epoch from rows.day::timestamp + interval '1 day')::bigint * 1000000
    offset 0) as ${sql.ref(as)}`;
}
