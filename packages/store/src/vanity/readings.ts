import type { DailyReading } from '@finest-hour/vanity';
import { sql } from 'kysely';
import type { Database } from '../database.ts';

/** Readings by day (UTC) in [from, to), ascending. */
export async function readReadings(db: Database, from: string, to: string): Promise<readonly DailyReading[]> {
  const { rows } = await sql<DailyReading>`
    select name, day::text, value from vanity.reading
    where day >= ${from}::date and day < ${to}::date order by name, day`.execute(db);
  return rows;
}
