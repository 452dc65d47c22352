import { findKey, openDatabase, type ApiKey, type Database } from '@finest-hour/store';
import { lastReadingDay, readReadings } from '@finest-hour/store/vanity';
import type { DailyReading } from '@finest-hour/vanity';
import { error } from '@sveltejs/kit';
import { settings } from './settings.ts';

/** The only door to the readings: as a role of its own, which sees nothing of recovery. */

const MAX_CONNECTIONS = 2;
let opened: Database | null = null;

function database(): Database {
  if (settings.databaseUrl === null) error(503, { message: 'no database: set DATABASE_URL_VANITY or DATABASE_URL' });
  opened ??= openDatabase(settings.databaseUrl, {
    max: MAX_CONNECTIONS,
    applicationName: 'finest-hour vanity',
    statementTimeoutMs: 20_000,
  });
  return opened;
}

/** What went wrong that is the database's: it is away, or not migrated. */
function faultOf(cause: unknown): string | null {
  const code = String((cause as { readonly code?: unknown } | null)?.code ?? '');
  if (/^(ECONN|ENOTFOUND|ETIMEDOUT|08|57P|53300)/.test(code)) return 'the database does not answer';
  if (/^(42P01|3F000|42703)$/.test(code)) return 'the database is not migrated: run `finest-hour migrate`';
  return null;
}

async function read<Result>(query: (db: Database) => Promise<Result>): Promise<Result> {
  try {
    return await query(database());
  } catch (cause) {
    const fault = faultOf(cause);
    if (fault !== null) error(503, { message: fault });
    throw cause;
  }
}

export function readDays(from: string, to: string): Promise<readonly DailyReading[]> {
  return read((db) => readReadings(db, from, to));
}

export function readLastDay(): Promise<string | null> {
  return read(lastReadingDay);
}

/** Who presents a secret; null: nobody whose key is good. */
export function readKey(secret: string): Promise<ApiKey | null> {
  return read((db) => findKey(db, secret));
}
