import { dayStartUs, type ReportQuery } from '@finest-hour/metrics';
import { appendEvents, openDatabase, type Database } from '@finest-hour/store';
import { readReport, readReportAsOf } from '@finest-hour/store/recovery';
import fc from 'fast-check';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { MINUTE_US } from '../support/events.ts';
import { foldAll, forgetAll } from '../support/recovery.ts';
import { untilSomebodyWaits } from '../support/waiting.ts';
import { RECENT } from './eras.ts';
import { randomLog } from './random-company.ts';
import { questions } from './random-queries.ts';

const NOW_US = dayStartUs('2026-02-01', 'UTC');
let database: TestDatabase;
let ingest: Database;
let worker: Database;
let reader: Database;

beforeAll(async () => {
  database = await createTestDatabase();
  ingest = openDatabase(database.urls.ingest);
  worker = openDatabase(database.urls.worker);
  reader = openDatabase(database.urls.reader);
});
afterAll(async () => {
  await Promise.all([ingest?.destroy(), worker?.destroy(), reader?.destroy()]);
  await database?.drop();
});
beforeEach(() => forgetAll(database.db));

test('a report as of now by the slow path is the report, to the last digit', async () => {
  const events = randomLog(3, RECENT);
  await appendEvents(ingest, events, 0);
  await foldAll(worker);
  const nowUs = Math.max(...events.map(({ timeUs }) => timeUs)) + MINUTE_US;
  const opened: number[] = [];
  for (const { query } of fc.sample(questions(RECENT), { numRuns: 8, seed: 3 })) {
    const report = await readReport(reader, query, nowUs);
    expect(await readReportAsOf(reader, query, nowUs)).toEqual(report);
    opened.push(report.cases.opened);
  }
  expect(Math.max(...opened)).toBeGreaterThan(10);
});

test('as of an earlier moment, what happened later is not known', async () => {
  const events = randomLog(4, RECENT);
  await appendEvents(ingest, events, 0);
  await foldAll(worker);
  const asOfUs = dayStartUs('2025-11-01', 'UTC');
  const query: ReportQuery = { from: '2025-01-01', to: '2026-02-01', timeZone: 'UTC', by: 'quarter', filters: {} };
  const then = await readReportAsOf(reader, query, asOfUs);

  await forgetAll(database.db);
  await appendEvents(
    ingest,
    events.filter(({ timeUs }) => timeUs <= asOfUs),
    0,
  );
  await foldAll(worker);
  expect(await readReport(reader, query, asOfUs)).toEqual(then);
});

test('all of a report is read on one snapshot', async () => {
  await appendEvents(ingest, randomLog(5, RECENT), 0);
  await foldAll(worker);
  const query: ReportQuery = { from: '2025-01-01', to: '2026-02-01', timeZone: 'UTC', by: 'cause', filters: {} };
  // What is parked is counted last: there the report waits, and what commits meanwhile must not be in it.
  const { report } = await database.db.transaction().execute(async (work) => {
    await sql`lock table recovery.parked in access exclusive mode`.execute(work);
    const report = readReport(reader, query, NOW_US);
    await untilSomebodyWaits(database.db);
    await sql`insert into recovery.parked values (0, 'case', 'x', '', 0)`.execute(work);
    return { report };
  });
  expect((await report).leftOut.parked).toBe(0);
  expect((await readReport(reader, query, NOW_US)).leftOut.parked).toBe(1);
});
