import { openDatabase, provision, ROLES, type Database, type Role, type RoleUrls } from '@finest-hour/store';
import { acquireEmbedded } from '@finest-hour/store/embedded';
import type { Environment } from './environment.ts';

export interface Databases {
  readonly urls: Partial<RoleUrls>;
  /** Whether the embedded server is still there; a server of one's own is its operator's to watch. */
  readonly isRunning: () => boolean;
  /** Lets go of the embedded server; the last to do so stops it. */
  readonly release: () => Promise<void>;
}

/** URLs of a database of one's own: each role's, or the owner's where a role has none. */
function ownUrls({ databaseUrl, roleUrls }: Environment): Partial<RoleUrls> {
  if (databaseUrl === null) return roleUrls;
  const owner = { owner: databaseUrl };
  return { ...owner, ...Object.fromEntries(ROLES.map((role) => [role, roleUrls[role] ?? databaseUrl])) };
}

/** The databases to work on: one's own where a URL says so, else the embedded one, started if need be. */
export async function acquireDatabases(environment: Environment): Promise<Databases> {
  if (environment.databaseUrl !== null || Object.keys(environment.roleUrls).length > 0) {
    return { urls: ownUrls(environment), isRunning: () => true, release: () => Promise.resolve() };
  }
  const embedded = await acquireEmbedded(environment.home);
  try {
    const urls = await provision(embedded.adminUrl, embedded.superuserPassword);
    return { urls, isRunning: embedded.isRunning, release: embedded.release };
  } catch (error) {
    await embedded.release();
    throw error;
  }
}

/** The URL of a role, or a message that says which variable is missing. */
export function urlOf(urls: Partial<RoleUrls>, role: Role | 'owner'): string {
  const url = urls[role];
  if (url === undefined) {
    throw new Error(
      role === 'owner'
        ? 'DATABASE_URL is not set'
        : `neither DATABASE_URL_${role.toUpperCase()} nor DATABASE_URL is set`,
    );
  }
  return url;
}

/** Runs something on one role's connection, and closes all behind it. */
export async function withDatabase<Result>(
  environment: Environment,
  role: Role,
  use: (db: Database, urls: Partial<RoleUrls>) => Promise<Result>,
): Promise<Result> {
  const { urls, release } = await acquireDatabases(environment);
  try {
    const db = openDatabase(urlOf(urls, role), { applicationName: 'finest-hour cli', statementTimeoutMs: 0 });
    try {
      return await use(db, urls);
    } finally {
      await db.destroy();
    }
  } finally {
    await release();
  }
}
