import type { LoggedEvent } from '@finest-hour/events';
import {
  CLUSTER_PLANS,
  DEFAULT_BOOK_SETTINGS,
  NO_CLUSTERS,
  tallyQueries,
  type ReportQuery,
} from '@finest-hour/metrics';
import { appendEvents, bucketOf, openDatabase } from '@finest-hour/store';
import { countBaseline, readCoverage, sumClusters } from '@finest-hour/store/recovery';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { DAY_US, event, MONDAY_US, opened, resolved } from '../support/events.ts';
import { foldAll, forgetAll } from '../support/recovery.ts';

const QUERY: ReportQuery = { from: '2026-01-05', to: '2026-01-12', timeZone: 'UTC', by: null, filters: {} };
const NOW_US = MONDAY_US + 100 * DAY_US;

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database?.drop());
beforeEach(() => forgetAll(database.db));

/** So many names of customers in every fourth of the buckets, so that a half or a fourth of buckets has its share. */
function spread(count: number): readonly string[] {
  const names = Array.from({ length: 1_000 }, (_, i) => `customer-${i}`);
  const byRest = Map.groupBy(names, (name) => bucketOf('customer', name) % 4);
  return [...byRest.values()].flatMap((some) => some.slice(0, count));
}

async function store(events: readonly LoggedEvent[]): Promise<void> {
  const worker = openDatabase(database.urls.worker);
  await appendEvents(database.db, events, 0);
  await foldAll(worker);
  await worker.destroy();
}

test('sums over customers are exact, however many cases one of them has', async () => {
  // 40 customers with two cases, both recovered; 12 with three, of which one is; 12 with one, which is not;
  // and a placeholder with 30, none of which is.
  const [twos, threes, ones] = [spread(10).slice(0, 40), spread(13), spread(16)];
  const some = threes.filter((name) => !twos.includes(name));
  const single = ones.filter((name) => !threes.includes(name));
  const cases = [
    ...twos.flatMap((customer) => [1, 2].map((number) => ({ customer, number, isResolved: true }))),
    ...some.flatMap((customer) => [1, 2, 3].map((number) => ({ customer, number, isResolved: number === 1 }))),
    ...single.map((customer) => ({ customer, number: 1, isResolved: false })),
    ...Array.from({ length: 30 }, (_, i) => ({ customer: 'unknown', number: 1 + i / 100, isResolved: false })),
  ];
  const events = cases.flatMap(({ customer, number, isResolved }) => {
    const caseId = `${customer} ${number}`;
    const openedUs = MONDAY_US + number * DAY_US;
    return [opened(caseId, customer, openedUs), ...(isResolved ? [resolved(caseId, openedUs + 1)] : [])];
  });
  await store(events);

  const { whole } = tallyQueries(QUERY, NOW_US, DEFAULT_BOOK_SETTINGS, new Map());
  const { clusters } = await sumClusters(database.db, whole, CLUSTER_PLANS.whole);
  const told = clusters.get(null) ?? NO_CLUSTERS;
  // 12 customers each of the kinds with three and with one: 40 × 2 + 12 × 3 + 12 + 30 cases; squares 40 × 4 + 12 × 9 + 12 + 900.
  expect([twos.length, some.length, single.length]).toEqual([40, 12, 12]);
  expect([told.cases, told.clusters, told.sizes2]).toEqual([158, 65, 1180]);
  // 40 × 2 + 12 cases; 40 × 2 × 2 + 12 × 3 × 1; 40 × 4 + 12.
  expect(told.flags.recovered).toEqual({ successes: 92, sizesTimesSuccesses: 196, successes2: 172 });
});

test('of very many customers a sample is the baseline', async () => {
  // 64 customers over all buckets, as many in odd ones as in even ones, of which as many in those that four divides.
  const wanted = new Set(Array.from({ length: 64 }, (_, i) => 16 * i + (i % 16)));
  const customers: string[] = [];
  for (let i = 0; customers.length < 64; i += 1)
    if (wanted.delete(bucketOf('customer', `${i}`))) customers.push(`${i}`);
  // Each bought before the period and once after it, so whatever the index day is, each comes back.
  const bought = (customer: string, atUs: number) => event('customer.purchased', customer, atUs);
  await store([
    ...customers.flatMap((one) => [bought(one, MONDAY_US - 10 * DAY_US), bought(one, MONDAY_US + 20 * DAY_US)]),
    opened('a', 'ada', MONDAY_US),
  ]);
  const { whole } = tallyQueries(QUERY, NOW_US, DEFAULT_BOOK_SETTINGS, await readCoverage(database.db));
  for (const [most, told] of [
    [64, 64],
    [63, 32],
    [32, 32],
    [31, 16],
  ] as const) {
    const cells = await countBaseline(database.db, whole, most);
    expect(cells.map(({ cause }) => cause)).toEqual(cells.map(() => 1));
    expect(cells.reduce((sum, { count }) => sum + count, 0)).toBe(told);
  }
});
