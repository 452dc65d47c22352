import { sql, type RawBuilder } from 'kysely';
import { unnest } from '../bulk.ts';

/** Days as rows. */
export function rowsOf(days: readonly string[]): RawBuilder<unknown> {
  return unnest(days, [{ name: 'day', type: 'date', of: (day) => day }]);
}

/** An event happened on a row's day (UTC). */
export function inDay(event: string): RawBuilder<boolean> {
  const timeUs = sql.ref(`${event}.time_us`);
  return sql`${timeUs} >= extract(epoch from rows.day::timestamp)::bigint * 1000000
    and ${timeUs} < extract(epoch from rows.day::timestamp + interval '1 day')::bigint * 1000000`;
}
