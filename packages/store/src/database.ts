import { Kysely, PostgresDialect, type Transaction } from 'kysely';
import pg from 'pg';
import type { Schema } from './schema.ts';

export type Database = Kysely<Schema>;
export type Work = Transaction<Schema>;

export interface DatabaseOptions {
  /** Connections that this process may hold. */
  readonly max?: number;
  readonly applicationName?: string;
  readonly statementTimeoutMs?: number;
}

const INT8 = 20;

/** Counts and microseconds fit a number exactly up to 2^53; anything larger is a fault, not a rounding. */
function parseInt8(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new RangeError(`integer out of range: ${text}`);
  return value;
}

const types = {
  getTypeParser: ((oid: number, format?: 'text' | 'binary') =>
    oid === INT8 ? parseInt8 : pg.types.getTypeParser(oid, format)) as typeof pg.types.getTypeParser,
};

const pools = new WeakMap<Database, pg.Pool>();

/** The connections of a database that was opened here, for what Kysely has no words for. */
export function poolOf(db: Database): pg.Pool {
  const pool = pools.get(db);
  if (pool === undefined) throw new Error('not a database that openDatabase opened');
  return pool;
}

/**
 * Opens a pool. Time limits are set by statement when a connection is made, so that it works behind a pooler
 * that refuses start-up parameters.
 */
export function openDatabase(url: string, options: DatabaseOptions = {}): Database {
  const { max = 5, applicationName = 'finest-hour', statementTimeoutMs = 60_000 } = options;
  const pool = new pg.Pool({
    connectionString: url,
    max,
    types,
    connectionTimeoutMillis: 5_000,
    idleTimeoutMillis: 30_000,
    onConnect: async (client) => {
      // One in use that breaks between two statements tells by the next one; without a listener it would end the process.
      client.on('error', () => undefined);
      await client.query(
        `select set_config('application_name', $1, false), set_config('statement_timeout', $2, false),
                set_config('lock_timeout', '10s', false), set_config('idle_in_transaction_session_timeout', '60s', false)`,
        [applicationName, String(statementTimeoutMs)],
      );
    },
  });
  // An idle connection that breaks is replaced by the pool; the next query tells if the server is gone.
  pool.on('error', () => undefined);
  const db = new Kysely<Schema>({ dialect: new PostgresDialect({ pool }) });
  pools.set(db, pool);
  return db;
}
