import { createHmac } from 'node:crypto';
import { sql } from 'kysely';
import { openDatabase } from './database.ts';
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

/** Makes the owner and the database that a superuser's URL names, where they are missing. */
async function createDatabase(superuserUrl: string, ownerPassword: string): Promise<void> {
  const server = new URL(superuserUrl);
  const database = decodeURIComponent(server.pathname.slice(1));
  server.pathname = '/postgres';
  const db = openDatabase(server.href, { max: 1, applicationName: 'finest-hour provision', statementTimeoutMs: 0 });
  try {
    const owner = sql.ref(OWNER_NAME);
    const roles = await sql`select from pg_roles where rolname = ${OWNER_NAME}`.execute(db);
    if (roles.rows.length === 0) await sql`create role ${owner} createrole`.execute(db);
    await sql`alter role ${owner} with login password ${sql.lit(ownerPassword)}`.execute(db);
    const databases = await sql`select from pg_database where datname = ${database}`.execute(db);
    if (databases.rows.length === 0) await sql`create database ${sql.ref(database)} owner ${owner}`.execute(db);
  } finally {
    await db.destroy();
  }
}

/**
 * Makes a server of our own ready: the owner, the database named in the URL, the newest schema, and sign-ins for the
 * roles with passwords derived from `secret`. Can be repeated; answers the URLs to work with.
 */
export async function provision(superuserUrl: string, secret: string): Promise<RoleUrls> {
  await createDatabase(superuserUrl, passwordOf(secret, OWNER_NAME));
  const urls = roleUrls(superuserUrl, secret);
  await migrate(urls.owner);
  await setRolePasswords(
    urls.owner,
    Object.fromEntries(ROLES.map((role) => [role, passwordOf(secret, ROLE_NAMES[role])])),
  );
  return urls;
}
