import type { DailyReading } from '@finest-hour/vanity';
import { sql } from 'kysely';
import type { Database } from '../database.ts';

/** Readings by day (UTC) in [from, to), ascending. */
export async function readReadings(db: Database, from: string, to: string): Promise<readonly DailyReading[]> {
  const { rows } = await sql<DailyReading>`
    select name, day::text, unit, n, total::float8 as total from vanity.reading
    where day >= ${from}::date and day < ${to}::date order by day, name, unit`.execute(db);
  return rows;
}

/** The last day (UTC) of which there is a reading; null: there is none. */
export async function lastReadingDay(db: Database): Promise<string | null> {
  const { rows } = await sql<{ day: string | null }>`select max(day)::text as day from vanity.reading`.execute(db);
  return rows[0]?.day ?? null;
}
