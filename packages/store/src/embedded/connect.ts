import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { errorCode } from './error.ts';
import { databaseName, superuser } from './settings.ts';

/** How to reach the server as its superuser. */
export type Access = { readonly port: number; readonly password: string };

/** The superuser's address of our database, which `provision` makes, with its owner, where it is missing. */
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

/** `busy`: it is there, but starting, recovering or stopping. `foreign`: somebody else's, or not PostgreSQL at all. */
async function knock({ port, password }: Access): Promise<'open' | 'silent' | 'busy' | 'foreign'> {
  const client = new pg.Client({
    ...{ host: '127.0.0.1', port, user: superuser, password, database: 'postgres' },
    connectionTimeoutMillis: 5_000,
  });
  client.on('error', () => undefined); // the server may go at any moment; what matters is whether it let us in
  try {
    await client.connect();
    return 'open';
  } catch (error) {
    const code = errorCode(error);
    if (code === '57P03') return 'busy';
    return code === '28P01' || code === '28000' ? 'foreign' : 'silent';
  } finally {
    await client.end().catch(() => undefined);
  }
}
