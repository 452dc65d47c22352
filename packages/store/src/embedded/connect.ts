import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { errorCode } from './error.ts';
import { databaseName, superuser } from './settings.ts';

/** How to reach the server as its superuser. */
export type Access = { readonly port: number; readonly password: string };

export function adminUrl({ port, password }: Access): string {
  return `postgres://${superuser}:${password}@127.0.0.1:${port}/${databaseName}`;
}

/**
 * Waits until the server at this port answers to our password, for as long as `goesOn` says. True when it does, false
 * when waiting ended first. SCRAM proves both sides, so no other server passes for ours.
 */
export async function answers(access: Access, goesOn: (state: 'silent' | 'busy') => boolean): Promise<boolean> {
  for (;;) {
    const state = await knock(access);
    if (state === 'open') return true;
    if (state === 'foreign' || !goesOn(state)) return false;
    await sleep(30);
  }
}

/** Makes our database where it is missing. */
export async function ensureDatabase(access: Access): Promise<void> {
  await withMaintenanceClient(access, async (client) => {
    const found = await client.query('select from pg_database where datname = $1', [databaseName]);
    if (found.rowCount === 0) await client.query(`create database ${databaseName}`);
  });
}

/** `busy`: it is there, but starting, recovering or stopping. `foreign`: somebody else's, or not PostgreSQL at all. */
async function knock(access: Access): Promise<'open' | 'silent' | 'busy' | 'foreign'> {
  try {
    await withMaintenanceClient(access, (client) => client.query('select 1'));
    return 'open';
  } catch (error) {
    const code = errorCode(error);
    if (code === '57P03') return 'busy';
    return code === '28P01' || code === '28000' ? 'foreign' : 'silent';
  }
}

async function withMaintenanceClient<T>(
  { port, password }: Access,
  use: (client: pg.Client) => Promise<T>,
): Promise<T> {
  const client = new pg.Client({
    ...{ host: '127.0.0.1', port, user: superuser, password, database: 'postgres' },
    connectionTimeoutMillis: 5_000,
  });
  client.on('error', () => undefined); // the server may go while we are connected; the query at hand tells
  try {
    await client.connect();
    return await use(client);
  } finally {
    await client.end().catch(() => undefined);
  }
}
