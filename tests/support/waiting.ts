import type { Database } from '@finest-hour/store';
import { sql } from 'kysely';

/** Returns once so many statements in this database wait for locks that somebody else holds. */
export async function untilSomebodyWaits(db: Database, count = 1): Promise<void> {
  for (;;) {
    const { rows } = await sql`
      select from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()`.execute(db);
    if (rows.length >= count) return;
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}
