import { sql } from 'kysely';
import { Migrator } from 'kysely/migration';
import { openDatabase, type Database } from './database.ts';
import { MIGRATIONS } from './migrations/index.ts';
import { ROLE_NAMES, ROLES, type Role } from './roles.ts';

function migratorOf(db: Database): Migrator {
  return new Migrator({
    db,
    provider: { getMigrations: () => Promise.resolve({ ...MIGRATIONS }) },
    migrationTableSchema: 'access',
    migrationTableName: 'migration',
    migrationLockTableName: 'migration_lock',
  });
}

/**
 * Brings a database to the newest schema, as its owner, under a lock. Answers the names of what ran.
 * One that fails is undone as a whole, and its error is thrown.
 */
export async function migrate(ownerUrl: string): Promise<readonly string[]> {
  const db = openDatabase(ownerUrl, { max: 2, applicationName: 'finest-hour migrate', statementTimeoutMs: 0 });
  try {
    const { error, results } = await migratorOf(db).migrateToLatest();
    if (error !== undefined) throw error;
    return (results ?? []).map(({ migrationName }) => migrationName);
  } finally {
    await db.destroy();
  }
}

/** Lets the roles sign in with these passwords. */
export async function setRolePasswords(
  ownerUrl: string,
  passwords: Readonly<Partial<Record<Role, string>>>,
): Promise<void> {
  const db = openDatabase(ownerUrl, { max: 1, applicationName: 'finest-hour migrate' });
  try {
    for (const role of ROLES) {
      const password = passwords[role];
      if (password === undefined) continue;
      await sql`alter role ${sql.ref(ROLE_NAMES[role])} with login password ${sql.lit(password)}`.execute(db);
    }
  } finally {
    await db.destroy();
  }
}

/** Whether every migration that this version knows has run. */
export async function isMigrated(db: Database): Promise<boolean> {
  const { rows } = await sql<{ present: boolean }>`
    select to_regclass('access.migration') is not null as present`.execute(db);
  if (rows[0]?.present !== true) return false;
  const ran = await sql<{ name: string }>`select name from access.migration`.execute(db);
  const names = new Set(ran.rows.map(({ name }) => name));
  return Object.keys(MIGRATIONS).every((name) => names.has(name));
}
