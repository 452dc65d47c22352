import { readBacklog } from './backlog.ts';
import type { Database } from './database.ts';
import { isMigrated } from './migrate.ts';

export interface Readiness {
  /** Reachable, and its schema is current. */
  readonly ready: boolean;
  readonly database: boolean;
  readonly migrations: boolean;
  /** Marks that wait for a worker; told, but never a reason not to be ready. null: could not be read. */
  readonly waitingMarks: number | null;
  /** How long the oldest of them has waited; told, likewise. null: could not be read. */
  readonly lagSeconds: number | null;
}

const NOT_READ = { waitingMarks: null, lagSeconds: null };

export async function readiness(db: Database): Promise<Readiness> {
  try {
    const migrations = await isMigrated(db);
    if (!migrations) return { ready: false, database: true, migrations, ...NOT_READ };
    const { marks, lagSeconds } = await readBacklog(db);
    return { ready: true, database: true, migrations, waitingMarks: marks, lagSeconds };
  } catch {
    return { ready: false, database: false, migrations: false, ...NOT_READ };
  }
}
