import type { ReportQuery } from '@finest-hour/metrics';
import { appendEvents, openDatabase, type Database } from '@finest-hour/store';
import { readReport, readReportAsOf } from '@finest-hour/store/recovery';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { DAY_US, MONDAY_US } from '../support/events.ts';
import { foldAll, forgetAll } from '../support/recovery.ts';
import { complaintsOfFew, CROWDED, numbered } from './random-events.ts';

const NOW_US = MONDAY_US + 120 * DAY_US;
const QUERY: ReportQuery = { from: '2026-01-01', to: '2026-05-01', timeZone: 'UTC', by: 'month', filters: {} };
/** Each a few people with 40 cases, whose merges and links are made and undone. */
const histories = fc.sample(complaintsOfFew({ fromUs: MONDAY_US, cases: 40, offsetsUs: CROWDED }).map(numbered), {
  numRuns: 6,
  seed: 7,
});

let database: TestDatabase;
let ingest: Database;
let worker: Database;
let reader: Database;

beforeAll(async () => {
  database = await createTestDatabase();
  [ingest, worker, reader] = (['ingest', 'worker', 'reader'] as const).map((role) =>
    openDatabase(database.urls[role]),
  ) as [Database, Database, Database];
});
afterAll(async () => {
  await Promise.all([ingest?.destroy(), worker?.destroy(), reader?.destroy()]);
  await database?.drop();
});

test('with merges and links in play, the slow path gives the report, now and as of an earlier moment', async () => {
  const merged: number[] = [];
  for (const events of histories) {
    await forgetAll(database.db);
    await appendEvents(ingest, events, 0);
    await foldAll(worker);
    const report = await readReport(reader, QUERY, NOW_US);
    expect(await readReportAsOf(reader, QUERY, NOW_US)).toEqual(report);
    merged.push(report.cases.excluded.merged);

    const asOfUs = MONDAY_US + 31 * DAY_US;
    const then = await readReportAsOf(reader, QUERY, asOfUs);
    await forgetAll(database.db);
    await appendEvents(
      ingest,
      events.filter(({ timeUs }) => timeUs <= asOfUs),
      0,
    );
    await foldAll(worker);
    expect(await readReport(reader, QUERY, asOfUs)).toEqual(then);
  }
  expect(Math.max(...merged)).toBeGreaterThan(2);
});
