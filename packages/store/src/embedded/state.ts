import { closeSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as sleep } from 'node:timers/promises';
import { EmbeddedError } from './error.ts';
import type { ProcessIdentity } from './process.ts';

/** A running server. `copy` is a folder of programs made for this run alone, to be removed after it. */
export type Server = ProcessIdentity & { readonly port: number; readonly copy?: string };

/** Somebody who needs the server: one process may hold it several times, each under its own id. */
export type User = ProcessIdentity & { readonly id: string };

export type State = { readonly password?: string; readonly server?: Server; readonly users: readonly User[] };

export type StateFile = { read(): State; write(state: State): void };

const waitMs = 120_000;

/**
 * Runs `body` while this process alone may read and change the state of `home`; others wait for their turn.
 *
 * State and lock are one file, `postgres.state`, readable by its owner only. It is an SQLite database for the sake of
 * SQLite's lock: the kernel lets go of it when its holder dies, however it dies, so nobody has to guess whether a lock
 * that was found is still meant. The lock is held until the file is closed, over several writes.
 */
export async function withState<T>(home: string, body: (file: StateFile) => Promise<T>): Promise<T> {
  const path = join(home, 'postgres.state');
  const database = await openLocked(path);
  try {
    return await body({
      read: () => parseState(database.prepare('select json from state').get()?.['json']),
      write: (state) => {
        database.prepare('insert or replace into state (id, json) values (0, ?)').run(JSON.stringify(state));
      },
    });
  } finally {
    database.close();
  }
}

async function openLocked(path: string): Promise<DatabaseSync> {
  const giveUpAt = Date.now() + waitMs;
  for (;;) {
    const database = open(path);
    try {
      database.exec('pragma locking_mode = exclusive; begin exclusive');
      database.exec('create table if not exists state (id integer primary key check (id = 0), json text not null)');
      database.exec('commit');
      return database;
    } catch (error) {
      database.close();
      if (!isBusy(error)) throw unreadable(path, error);
      if (Date.now() > giveUpAt) {
        throw new EmbeddedError('state-busy', `${path} has been locked by another process for ${waitMs / 1000} s`);
      }
    }
    await sleep(20 + Math.random() * 30);
  }
}

function open(path: string): DatabaseSync {
  try {
    // Made before SQLite makes it, because it will hold a password; SQLite's journal takes over the file's mode.
    closeSync(openSync(path, 'a', 0o600));
    return new DatabaseSync(path, { timeout: 0 });
  } catch (error) {
    throw unreadable(path, error);
  }
}

function unreadable(path: string, error: unknown): EmbeddedError {
  const reason = error instanceof Error ? error.message : String(error);
  return new EmbeddedError('state-unreadable', `cannot use ${path}: ${reason}`, { cause: error });
}

/** SQLITE_BUSY, in any of its extended forms. */
function isBusy(error: unknown): boolean {
  return error instanceof Error && 'errcode' in error && typeof error.errcode === 'number' && error.errcode % 256 === 5;
}

/** What we wrote ourselves, under a lock, is taken at its word. */
function parseState(json: unknown): State {
  return typeof json === 'string' ? (JSON.parse(json) as State) : { users: [] };
}
