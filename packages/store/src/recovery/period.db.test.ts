import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../../../tests/support/database.ts';
import { DAY_US, event, MONDAY_US, opened } from '../../../../tests/support/events.ts';
import { foldAll, forgetAll } from '../../../../tests/support/recovery.ts';
import { openDatabase, type Database } from '../database.ts';
import { appendEvents } from '../log/append.ts';
import { defaultPeriod, latestOpeningUs, watchedPeriod } from './period.ts';

/** Monday, 2026-08-03. T + D = 44 days before it is Saturday, 2026-06-20, so the last settled week ends on June 15. */
const NOW_US = Date.UTC(2026, 7, 3) * 1000;
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

async function openCases(count: number, atUs: number): Promise<void> {
  const events = Array.from({ length: count }, (_, i) => opened(`${atUs} ${i}`, `customer-${i}`, atUs));
  await appendEvents(ingest, events, 0);
  await foldAll(worker);
}

const period = (timeZone = 'UTC') => defaultPeriod(reader, timeZone, NOW_US);

test('the last 13 settled weeks, where 30 cases opened in them', async () => {
  await openCases(30, Date.UTC(2026, 2, 16) * 1000);
  expect(await period()).toEqual({ from: '2026-03-16', to: '2026-06-15', why: 'settled' });
});

test('with fewer than 30 in them, the quarter with the most matured cases', async () => {
  await openCases(29, Date.UTC(2026, 2, 16) * 1000);
  await openCases(31, MONDAY_US - 400 * DAY_US);
  expect(await period()).toEqual({ from: '2024-10-01', to: '2025-01-01', why: 'densest' });
});

describe('the period of a page on returns', () => {
  const watched = () => watchedPeriod(reader, 'UTC', NOW_US, 90);
  const purchase = (atUs: number) => event('customer.purchased', 'customer-0', atUs, {});

  test('ends 90 days before the last settled one: 134 before 3 August is 22 March, in the week of the 16th', async () => {
    await appendEvents(ingest, [purchase(Date.UTC(2025, 5, 1) * 1000), purchase(NOW_US - DAY_US)], 0);
    await openCases(30, Date.UTC(2026, 2, 16) * 1000 - 1);
    expect(await watched()).toEqual({ from: '2025-12-15', to: '2026-03-16', why: 'watched' });
  });

  test('ends where purchases are told no more, a week after the last of them', async () => {
    // Told until 29 June; 134 days before it is 15 February, a Sunday.
    await appendEvents(ingest, [purchase(Date.UTC(2025, 5, 1) * 1000), purchase(Date.UTC(2026, 5, 22) * 1000)], 0);
    await openCases(30, Date.UTC(2026, 1, 2) * 1000);
    expect(await watched()).toEqual({ from: '2025-11-10', to: '2026-02-09', why: 'watched' });
  });

  test('is that of any report where those weeks hold fewer than 30, and where no purchases arrive', async () => {
    await openCases(30, Date.UTC(2026, 2, 16) * 1000);
    expect(await watched()).toEqual(await period());
    await appendEvents(ingest, [purchase(Date.UTC(2025, 5, 1) * 1000), purchase(NOW_US - DAY_US)], 0);
    await openCases(29, Date.UTC(2026, 2, 16) * 1000 - 1);
    expect((await watched()).why).toBe('settled');
  });
});

test('cases on the borders count where the weeks say: the first instant in, the last out', async () => {
  await openCases(15, Date.UTC(2026, 2, 16) * 1000);
  await openCases(15, Date.UTC(2026, 5, 15) * 1000);
  expect((await period()).why).toBe('densest');
  await openCases(15, Date.UTC(2026, 5, 15) * 1000 - 1);
  expect((await period()).why).toBe('settled');
});

test('of two quarters with as many, the later; and quarters are those of the time zone', async () => {
  // 2025-06-30T23:30Z is in July in Berlin, and in June in New York.
  await openCases(2, Date.UTC(2025, 5, 30, 23, 30) * 1000);
  await openCases(2, Date.UTC(2024, 0, 15) * 1000);
  expect(await period('Europe/Berlin')).toEqual({ from: '2025-07-01', to: '2025-10-01', why: 'densest' });
  expect(await period('America/New_York')).toEqual({ from: '2025-04-01', to: '2025-07-01', why: 'densest' });
});

test('while nothing has matured, the weeks up to the latest opening', async () => {
  await openCases(3, Date.UTC(2026, 6, 29) * 1000);
  expect(await period()).toEqual({ from: '2026-05-04', to: '2026-08-03', why: 'pending' });
});

test('without any case, the settled weeks, empty', async () => {
  expect(await period()).toEqual({ from: '2026-03-16', to: '2026-06-15', why: 'empty' });
  expect(await latestOpeningUs(reader)).toBeNull();
});

test('the latest opening is that of the case that opened last', async () => {
  await openCases(1, MONDAY_US + 1);
  await openCases(1, MONDAY_US);
  expect(await latestOpeningUs(reader)).toBe(MONDAY_US + 1);
});
