import { createHmac } from 'node:crypto';
import { sql } from 'kysely';
import { openDatabase, type Database } from './database.ts';
import { migrate, setRolePasswords } from './migrate.ts';
import { OWNER_NAME, ROLE_NAMES, ROLES, urlAs, type Role } from './roles.ts';

/** One URL per role; nobody shares a connection that may do more than they need. */
export type RoleUrls = Readonly<Record<Role | 'owner', string>>;

function passwordOf(secret: string, name: string): string {
  return createHmac('sha256', secret).update(name).digest('base64url');
}

/** URLs of the roles in a database, with passwords that follow from the server's secret. */
export function roleUrls(url: string, secret: string): RoleUrls {
  const as = (name: string) => urlAs(url, name, passwordOf(secret, name));
  return {
    owner: as(OWNER_NAME),
    ...(Object.fromEntries(ROLES.map((role) => [role, as(ROLE_NAMES[role])])) as Record<Role, string>),
  };
}

/** Taken on the server's own database; any number will do, as long as it is always this one. */
const PROVISION_LOCK = 4_201;

/**
 * Runs something while no other process provisions this server: those that start together would alter the same
 * roles at the same moment, which PostgreSQL refuses. The connection is held on to, since it holds the lock.
 */
async function alone<Result>(superuserUrl: string, run: (session: Database) => Promise<Result>): Promise<Result> {
  const server = new URL(superuserUrl);
  server.pathname = '/postgres';
  const db = openDatabase(server.href, { max: 1, applicationName: 'finest-hour provision', statementTimeoutMs: 0 });
  try {
    return await db.connection().execute(async (session) => {
      await sql`select set_config('lock_timeout', '0', false)`.execute(session);
      await sql`select pg_advisory_lock(${PROVISION_LOCK})`.execute(session);
      return run(session);
    });
  } finally {
    await db.destroy();
  }
}

/** Makes the owner and a database, where they are missing. */
async function createDatabase(session: Database, database: string, ownerPassword: string): Promise<void> {
  const owner = sql.ref(OWNER_NAME);
  const roles = await sql`select from pg_roles where rolname = ${OWNER_NAME}`.execute(session);
  if (roles.rows.length === 0) await sql`create role ${owner} createrole`.execute(session);
  await sql`alter role ${owner} with login password ${sql.lit(ownerPassword)}`.execute(session);
  const databases = await sql`select from pg_database where datname = ${database}`.execute(session);
  if (databases.rows.length === 0) await sql`create database ${sql.ref(database)} owner ${owner}`.execute(session);
}

/**
 * Makes a server of our own ready: the owner, the database named in the URL, the newest schema, and sign-ins for the
 * roles with passwords derived from `secret`. Can be repeated, also by several at once; answers the URLs to work with.
 */
export async function provision(superuserUrl: string, secret: string): Promise<RoleUrls> {
  const urls = roleUrls(superuserUrl, secret);
  return alone(superuserUrl, async (session) => {
    await createDatabase(
      session,
      decodeURIComponent(new URL(superuserUrl).pathname.slice(1)),
      passwordOf(secret, OWNER_NAME),
    );
    await migrate(urls.owner);
    await setRolePasswords(
      urls.owner,
      Object.fromEntries(ROLES.map((role) => [role, passwordOf(secret, ROLE_NAMES[role])])),
    );
    return urls;
  });
}
