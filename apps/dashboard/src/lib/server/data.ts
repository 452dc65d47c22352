import {
  dayStartUs,
  type CaseDetail,
  type CasePage,
  type FinestHours,
  type Report,
  type ReportQuery,
} from '@finest-hour/metrics';
import {
  countRejected,
  KeyRing,
  openDatabase,
  readiness,
  type Database,
  type KeyFinding,
  type Readiness,
  type RejectedCount,
} from '@finest-hour/store';
import * as recovery from '@finest-hour/store/recovery';
import { error, isHttpError } from '@sveltejs/kit';
import { log } from './log.ts';
import { settings } from './settings.ts';

/** The only door to the database: everything that pages and the read API know comes through here. */

export type { KeyFinding } from '@finest-hour/store';
export {
  BadCursorError,
  CASE_ORDERS,
  OWNER_STATES,
  shareGroup,
  type CaseOrder,
  type CaseQuery,
  type OwnerState,
  type ReportReader,
  type ShareGroup,
  type ShareName,
} from '@finest-hour/store/recovery';

const MAX_CONNECTIONS = 5;
let opened: Database | null = null;

function database(): Database {
  if (settings.databaseUrl === null) error(503, { message: 'no database: set DATABASE_URL_READER or DATABASE_URL' });
  opened ??= openDatabase(settings.databaseUrl, {
    max: MAX_CONNECTIONS,
    applicationName: 'finest-hour dashboard',
    statementTimeoutMs: 20_000,
  });
  return opened;
}

/** A read; where it fails because the database is away or not migrated, the reader is told that instead. */
async function read<Result>(query: (db: Database) => Promise<Result>): Promise<Result> {
  const db = database();
  try {
    return await query(db);
  } catch (cause) {
    if (isHttpError(cause) || cause instanceof recovery.BadCursorError) throw cause;
    const state = await readiness(db);
    const advice = 'Nothing is lost: events go on being accepted. Try again in a minute.';
    if (!state.database) error(503, { message: 'the database does not answer', advice });
    if (!state.migrations) error(503, { message: 'the database is not migrated: run `finest-hour migrate`' });
    throw cause;
  }
}

/** Now, in microseconds since 1970: what "as of" says on pages and in reports. */
export function nowUs(): number {
  return Date.now() * 1000;
}

export function readReport(query: ReportQuery, asOfUs: number): Promise<Report> {
  return read((db) => recovery.readReport(db, query, asOfUs));
}

/** Several reports of one moment. */
export function readReports<Result>(
  asOfUs: number,
  from: (reader: recovery.ReportReader) => Promise<Result>,
): Promise<Result> {
  return read((db) => recovery.readReports(db, asOfUs, from));
}

export function readDefaultPeriod(asOfUs: number): Promise<recovery.DefaultPeriod> {
  return read((db) => recovery.defaultPeriod(db, settings.timeZone, asOfUs));
}

/** The period that a page on returns opens on. */
export function readWatchedPeriod(asOfUs: number, watchedDays: number): Promise<recovery.DefaultPeriod> {
  return read((db) => recovery.watchedPeriod(db, settings.timeZone, asOfUs, watchedDays));
}

export function readLatestOpeningUs(): Promise<number | null> {
  return read((db) => recovery.latestOpeningUs(db));
}

export function readCases(query: recovery.CaseQuery, asOfUs: number): Promise<CasePage> {
  return read((db) => recovery.listCases(db, query, asOfUs));
}

/** The latest finest hours of a period, with their stories; at most `limit`. */
export function readFinestHours(query: ReportQuery, limit: number, asOfUs: number): Promise<FinestHours> {
  const { from, to, timeZone, filters } = query;
  const bounds = { fromUs: dayStartUs(from, timeZone), toUs: dayStartUs(to, timeZone) };
  return read((db) => recovery.readFinestHours(db, { ...bounds, filters, limit }, asOfUs));
}

export function readCase(id: string, asOfUs: number): Promise<CaseDetail | null> {
  return read((db) => recovery.readCase(db, id, asOfUs));
}

/** Refused events that wait, from a day on; null: all. */
export function readRefused(since: string | null): Promise<RejectedCount> {
  const sinceUs = since === null ? 0 : dayStartUs(since, settings.timeZone);
  return read((db) => countRejected(db, sinceUs));
}

let keys: KeyRing | null = null;

/** Who presents a secret, or why nobody does; believed for two seconds. */
export function readKey(secret: string): Promise<KeyFinding> {
  return read((db) => {
    keys ??= new KeyRing(db, { onError: (err) => log.warn({ err }, 'the use of a key was not noted') });
    return keys.find(secret);
  });
}

export async function readWorkload(): Promise<recovery.Workload> {
  return recovery.readWorkload(database());
}

export async function readReadiness(): Promise<Readiness> {
  if (settings.databaseUrl === null) {
    return { ready: false, database: false, migrations: false, waitingMarks: null, lagSeconds: null };
  }
  return readiness(database());
}
