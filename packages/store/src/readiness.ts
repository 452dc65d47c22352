import { sql } from 'kysely';
import type { Database } from './database.ts';
import { isMigrated } from './migrate.ts';

export interface Readiness {
  /** Reachable, and its schema is current. */
  readonly ready: boolean;
  readonly database: boolean;
  readonly migrations: boolean;
  /** Marks that wait for a worker; told, but never a reason not to be ready. null: could not be read. */
  readonly waitingMarks: number | null;
}

const MOST_COUNTED = 100_000;

export async function readiness(db: Database): Promise<Readiness> {
  try {
    const migrations = await isMigrated(db);
    if (!migrations) return { ready: false, database: true, migrations, waitingMarks: null };
    const { rows } = await sql<{ waiting: number }>`
      select count(*) as waiting from (select from recovery.mark limit ${MOST_COUNTED}) marks`.execute(db);
    return { ready: true, database: true, migrations, waitingMarks: rows[0]?.waiting ?? 0 };
  } catch {
    return { ready: false, database: false, migrations: false, waitingMarks: null };
  }
}
