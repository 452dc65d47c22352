import type { LoggedEvent } from '@finest-hour/events';
import { sql } from 'kysely';
import type { Database, Work } from '../database.ts';
import { buryCases } from '../erasure/bury.ts';
import { newlyErasedCases, screenRows } from '../erasure/screen.ts';
import { assertTombstones, OutdatedTombstones, withTombstones, type Tombstones } from '../erasure/tombstones.ts';
import { retryable } from '../retry.ts';
import { appendExactly } from './append-exact.ts';
import { appendNew } from './append-new.ts';
import { keyOf, rowOf, statusesOf, uniqueRows, type AppendStatus, type LogRow } from './row.ts';

/** Databases whose last events were in part known: a sender repeats itself, and more of it is to be expected. */
const repeating = new WeakSet<Database>();

/** Stores what may be stored of some rows, by `append`, and answers for all of them. */
async function appendScreened(
  rows: readonly LogRow[],
  tombstones: Tombstones,
  append: (allowed: readonly LogRow[]) => Promise<readonly AppendStatus[]>,
): Promise<readonly AppendStatus[]> {
  const screened = screenRows(rows, tombstones);
  const allowed = screened.filter((row) => row !== null);
  const statuses = (allowed.length === 0 ? [] : await append(allowed)).values();
  return screened.map((row) => (row === null ? 'erased' : (statuses.next().value as AppendStatus)));
}

async function appendOnce(
  db: Database,
  rows: readonly LogRow[],
  tombstones: Tombstones,
): Promise<readonly AppendStatus[]> {
  if (!repeating.has(db)) {
    const unique = uniqueRows(rows);
    const allNew = await appendNew(db, unique, tombstones);
    if (allNew && unique.length === rows.length) return rows.map(() => 'accepted');
    if (allNew) return statusesOf(rows, new Map(unique.map((row) => [keyOf(row), row])), new Map());
  }
  const statuses = await db.transaction().execute(async (work) => {
    await sql.raw(assertTombstones(tombstones)).execute(work);
    return appendExactly(work, rows);
  });
  if (statuses.every((status) => status === 'accepted')) repeating.delete(db);
  else repeating.add(db);
  return statuses;
}

/** Throws where there are any: the tombstones are others now. */
async function buryNewCases(db: Database, rows: readonly LogRow[], tombstones: Tombstones): Promise<void> {
  const caseIds = newlyErasedCases(rows, tombstones);
  if (caseIds.length === 0) return;
  await buryCases(db, tombstones, caseIds, rows[0]?.receivedUs ?? 0);
  throw new OutdatedTombstones();
}

/**
 * Stores rows with the marks that tell the workers, in one transaction: all or nothing. As `appendEvents`, for rows that
 * are made already.
 */
export function appendRows(db: Database, rows: readonly LogRow[]): Promise<readonly AppendStatus[]> {
  if (rows.length === 0) return Promise.resolve([]);
  return retryable(() =>
    withTombstones(db, async (tombstones) => {
      await buryNewCases(db, rows, tombstones);
      return appendScreened(rows, tombstones, (allowed) => appendOnce(db, allowed, tombstones));
    }),
  );
}

/**
 * The same inside somebody's transaction, so that what it does besides is done if and only if they are stored. It must have
 * begun with `assertTombstones` of these.
 */
export function appendWithin(
  work: Work,
  events: readonly LoggedEvent[],
  receivedUs: number,
  tombstones: Tombstones,
): Promise<readonly AppendStatus[]> {
  const rows = events.map((event) => rowOf(event, receivedUs));
  return appendScreened(rows, tombstones, (allowed) => appendExactly(work, allowed));
}

/**
 * Stores events with the marks that tell the workers, in one transaction: all or nothing.
 * Answers for each event, in the order given. `receivedUs`: microseconds since 1970.
 * Throws what the database says when it can't be done, after retrying deadlocks and serialization failures.
 */
export async function appendEvents(
  db: Database,
  events: readonly LoggedEvent[],
  receivedUs: number,
): Promise<readonly AppendStatus[]> {
  return appendRows(
    db,
    events.map((event) => rowOf(event, receivedUs)),
  );
}
