import { BOOK_VERSION, type ReportQuery } from '@finest-hour/metrics';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../../../tests/support/database.ts';
import { DAY_US, event, MONDAY_US, opened } from '../../../../tests/support/events.ts';
import { derivedRows, foldAll, forgetAll, forgetDerived } from '../../../../tests/support/recovery.ts';
import { bucketOf } from '../bucket.ts';
import { openDatabase, type Database } from '../database.ts';
import { appendEvents } from '../log/append.ts';
import { markEverything } from './mark.ts';
import { readReportAsOf } from './report-as-of.ts';
import { readReport } from './report.ts';
import { readTrouble } from './trouble.ts';

const NOW_US = MONDAY_US + 100 * DAY_US;
const QUERY: ReportQuery = { from: '2026-01-01', to: '2026-02-01', timeZone: 'UTC', by: 'month', filters: {} };
let database: TestDatabase;
let ingest: Database;
let worker: Database;

beforeAll(async () => {
  database = await createTestDatabase();
  ingest = openDatabase(database.urls.ingest);
  worker = openDatabase(database.urls.worker);
});
afterAll(async () => {
  await Promise.all([ingest?.destroy(), worker?.destroy()]);
  await database?.drop();
});
beforeEach(() => forgetAll(database.db));

/** Puts an event into the log that no version of the contract would have let in: an assignment to nothing at all. */
async function damage(caseId: string): Promise<void> {
  const bad = event('case.assigned', caseId, MONDAY_US + 1, {}, { id: 'bad' });
  await appendEvents(ingest, [bad], 0);
}

async function mend(caseId: string): Promise<void> {
  const bucket = bucketOf('case', caseId);
  await sql`delete from log.event where bucket = ${bucket} and subject = ${caseId} and id = 'bad'`.execute(database.db);
  await sql`insert into recovery.mark values (${bucket}, 'case', ${caseId}, gen_random_uuid())`.execute(database.db);
}

const parked = async () => (await readTrouble(database.db)).parked;

async function factCases(): Promise<readonly string[]> {
  const { rows } = await sql<{ case_id: string }>`select case_id from recovery.case_fact order by 1`.execute(
    database.db,
  );
  return rows.map(({ case_id }) => case_id);
}

test('a case that cannot be folded is parked with its error and holds nobody up; mended, it is a case like any other', async () => {
  await appendEvents(ingest, [opened('a', 'ada', MONDAY_US), opened('b', 'ada', MONDAY_US)], 0);
  await damage('a');
  await foldAll(worker);
  expect(await parked()).toEqual([{ family: 'case', subject: 'a', error: expect.stringContaining('TypeError') }]);
  expect(await factCases()).toEqual(['b']);

  await mend('a');
  await foldAll(worker);
  expect([await parked(), await factCases()]).toEqual([[], ['a', 'b']]);
});

test('a case that can no longer be folded leaves no facts behind: its rows are those of a rebuild', async () => {
  await appendEvents(ingest, [opened('a', 'ada', MONDAY_US), opened('b', 'ada', MONDAY_US)], 0);
  await foldAll(worker);
  await damage('a');
  await foldAll(worker);
  expect(await factCases()).toEqual(['b']);
  const rows = await derivedRows(database.db);

  await forgetDerived(database.db);
  await markEverything(database.db);
  await foldAll(worker);
  expect(await derivedRows(database.db)).toEqual(rows);
  expect((await parked()).map(({ subject }) => subject)).toEqual(['a']);
});

test('what is parked is left out of the report and counted, once; the slow path says the same', async () => {
  await appendEvents(ingest, [opened('a', 'ada', MONDAY_US), opened('b', 'ada', MONDAY_US)], 0);
  await appendEvents(ingest, [event('case.closed', 'c', MONDAY_US)], 0);
  await foldAll(worker);
  await damage('a');
  await foldAll(worker);
  const report = await readReport(database.db, QUERY, NOW_US);
  expect([report.cases.opened, report.leftOut]).toEqual([1, { withoutOpening: 1, parked: 1 }]);
  expect(await readReportAsOf(database.db, QUERY, NOW_US)).toEqual(report);
});

test('a customer whose cases cannot be folded together is parked too, without facts', async () => {
  await appendEvents(ingest, [opened('a', 'ada', MONDAY_US), opened('b', 'bob', MONDAY_US)], 0);
  await foldAll(worker);
  const touch = sql`insert into recovery.mark values (${bucketOf('customer', 'ada')}, 'customer', 'ada', gen_random_uuid())`;
  // Of this book, or it would not be there yet.
  const broken = JSON.stringify([BOOK_VERSION, 'a']);
  await sql`update recovery.case_summary set summary = ${broken}::json where customer = 'ada'`.execute(database.db);
  await touch.execute(database.db);
  await foldAll(worker);
  expect(await parked()).toMatchObject([{ family: 'customer', subject: 'ada' }]);
  expect(await factCases()).toEqual(['b']);

  await markEverything(database.db);
  await foldAll(worker);
  expect([await parked(), await factCases()]).toEqual([[], ['a', 'b']]);
});

test('a case of more than 100,000 events is parked; one of just so many is not', async () => {
  await appendEvents(ingest, [opened('long', 'ada', MONDAY_US), opened('b', 'ada', MONDAY_US)], 0);
  await sql`
    insert into log.event (bucket, family, subject, source, id, type, time_us, received_us, content_hash, data)
    select ${bucketOf('case', 'long')}::smallint, 'case', 'long', 'flood', n, 'contact.received', ${MONDAY_US}::bigint + n,
           0, '', '{"channel":"phone"}' from generate_series(1, 99999) n`.execute(database.db);
  await foldAll(worker);
  expect([await parked(), await factCases()]).toEqual([[], ['b', 'long']]);

  await appendEvents(ingest, [event('contact.received', 'long', MONDAY_US, { channel: 'phone' })], 0);
  await foldAll(worker);
  expect(await parked()).toMatchObject([{ subject: 'long', error: 'more than 100000 events in one case' }]);
  expect(await factCases()).toEqual(['b']);
  expect((await readReportAsOf(database.db, QUERY, NOW_US)).leftOut.parked).toBe(1);
});
