import { COMPARISONS, DIMENSIONS, type Dimension, type ReportQuery } from '@finest-hour/metrics';
import { appendEvents, openDatabase, type Database } from '@finest-hour/store';
import { readReport, readReportAsOf, readReports } from '@finest-hour/store/recovery';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { DAY_US } from '../support/events.ts';
import { foldAll } from '../support/recovery.ts';
import { RECENT } from './eras.ts';
import { randomLog } from './random-company.ts';

let database: TestDatabase;
let reader: Database;
let asOfUs = 0;

beforeAll(async () => {
  database = await createTestDatabase();
  const [ingest, worker] = [openDatabase(database.urls.ingest), openDatabase(database.urls.worker)];
  reader = openDatabase(database.urls.reader);
  const events = [5, 6, 7].flatMap((seed) => randomLog(seed, RECENT));
  asOfUs = Math.max(...events.map(({ timeUs }) => timeUs)) + 60 * DAY_US;
  await appendEvents(ingest, events, 0);
  await foldAll(worker);
  await Promise.all([ingest.destroy(), worker.destroy()]);
});
afterAll(async () => {
  await reader?.destroy();
  await database?.drop();
});

const dimensions = Object.keys(DIMENSIONS) as readonly Dimension[];
const queryOf = (by: Dimension, compare: (typeof COMPARISONS)[number]): ReportQuery => {
  // Openings lie on days of the era: some in both periods.
  const [from, to] = compare === 'previous' ? ['2025-03-15', '2025-04-15'] : ['2025-12-20', '2026-12-20'];
  return { from, to, timeZone: 'UTC', filters: {}, by, compare };
};

describe.each(COMPARISONS)('a change against %s', (compare) => {
  test.each(dimensions)('over %s is, counted by the database, what it is over facts in memory', async (by) => {
    const query = queryOf(by, compare);
    const report = await readReport(reader, query, asOfUs);
    expect(report.moved).toEqual((await readReportAsOf(reader, query, asOfUs)).moved);
    expect(report.moved).toMatchObject({ against: compare, dimension: by });
    expect(report.moved?.after).toEqual(report.measures.recoveryRate);
    expect(report.moved?.groups.reduce((sum, { after }) => sum + after.n, 0)).toBe(report.cases.matured);
    expect(await readReports(reader, asOfUs, (all) => all.moved(query))).toEqual(report.moved);
  });
});

test('what a period is compared with is what that period has', async () => {
  const query = queryOf('channel', 'previous'); // with 12 February to 15 March
  const report = await readReport(reader, query, asOfUs);
  const { from, to } = report.moved ?? { from: '', to: '' };
  const before = await readReport(reader, { ...query, from, to, compare: undefined }, asOfUs);
  expect(before.moved).toBeNull();
  expect(report.moved?.before).toEqual(before.measures.recoveryRate);
  expect(before.cases.matured).toBeGreaterThan(10);
  expect(report.cases.matured).toBeGreaterThan(10);
});
