import type { LoggedEvent } from '@finest-hour/events';
import type { ReportQuery } from '@finest-hour/metrics';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../../../tests/support/database.ts';
import { DAY_US, event, MONDAY_US, opened, resolved } from '../../../../tests/support/events.ts';
import { foldAll, forgetAll } from '../../../../tests/support/recovery.ts';
import { untilSomebodyWaits } from '../../../../tests/support/waiting.ts';
import { ALL_BUCKETS, bucketOf } from '../bucket.ts';
import { openDatabase, type Database } from '../database.ts';
import { appendEvents } from '../log/append.ts';
import { projectCases } from './project-cases.ts';
import { projectCustomers } from './project-customers.ts';
import { readReport } from './report.ts';

const NOW_US = MONDAY_US + 100 * DAY_US;
const QUERY: ReportQuery = { from: '2026-01-01', to: '2026-03-01', timeZone: 'UTC', by: 'month', filters: {} };
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
beforeEach(() => forgetAll(database.db));

const day = (count: number) => MONDAY_US + count * DAY_US;
const say = (type: string) => (from: string, to: string, on: number) =>
  event(type, from, day(on), { to }, { id: `${type} ${to} ${on}` });
const [link, unlink] = [say('customer.linked'), say('customer.unlinked')];

const IDS = ['ann', 'bea', 'cyd', 'dot'] as const;

/** Each of the four complained twice, of the same, and buys, so that all that is written of somebody is. */
const COMPLAINTS = IDS.flatMap((customer, number) => [
  ...[0, 20].flatMap((on) => [
    opened(`${customer}-${on}`, customer, day(number + on), { cause: 'late' }),
    resolved(`${customer}-${on}`, day(number + on + 5)),
  ]),
  event('customer.visited', customer, day(30), {}),
]);
const CASES = IDS.flatMap((customer) => [`${customer}-0`, `${customer}-20`]).sort();

async function casesInFacts(): Promise<readonly string[]> {
  const { rows } = await sql<{ id: string }>`select case_id as id from recovery.case_fact order by 1`.execute(
    database.db,
  );
  return rows.map(({ id }) => id);
}

/** Buckets of customers that have something to be folded. */
async function markedBuckets(): Promise<readonly number[]> {
  const { rows } = await sql<{ bucket: number }>`
    select distinct bucket from recovery.mark where family = 'customer' order by bucket`.execute(database.db);
  return rows.map(({ bucket }) => bucket);
}

type Choose = (buckets: readonly number[]) => number;

/** Folds bucket by bucket until nothing is marked, and looks at the facts after each. Answers how many rounds it took. */
async function foldStepByStep(choose: Choose): Promise<number> {
  for (let rounds = 0; ; rounds += 1) {
    await projectCases(worker, ALL_BUCKETS, 0);
    const marked = await markedBuckets();
    if (marked.length === 0) return rounds;
    const bucket = choose(marked);
    await projectCustomers(worker, { first: bucket, last: bucket }, 0);
    expect(await casesInFacts(), `after bucket ${bucket}, round ${rounds}`).toEqual(CASES);
    expect((await readReport(reader, QUERY, NOW_US)).cases.opened).toBe(CASES.length);
  }
}

/** Links told one after the other: two pairs, joined by what their larger ids say, then undone and said again. */
const STORY: readonly LoggedEvent[] = [
  link('bea', 'ann', 1),
  link('cyd', 'dot', 1),
  link('cyd', 'bea', 2),
  unlink('bea', 'ann', 3),
  unlink('bea', 'cyd', 4),
  link('dot', 'ann', 5),
  unlink('dot', 'cyd', 6),
  link('ann', 'bea', 7),
];

const CHOICES: readonly (readonly [string, Choose])[] = [
  ['the first', (buckets) => buckets.at(0) as number],
  ['the last', (buckets) => buckets.at(-1) as number],
  ['the one in the middle', (buckets) => buckets[buckets.length >>> 1] as number],
];

describe.each(CHOICES)('where of the buckets with marks %s is folded next', (_, choose) => {
  test('every case is in one fact at every moment, as links arrive one by one', async () => {
    await appendEvents(ingest, COMPLAINTS, 0);
    await foldAll(worker);
    let rounds = 0;
    for (const one of STORY) {
      await appendEvents(ingest, [one], 0);
      rounds += await foldStepByStep(choose);
    }
    expect(rounds).toBeGreaterThan(2 * STORY.length);
  });

  test('and where they arrive in groups, and purchases with them', async () => {
    await appendEvents(ingest, COMPLAINTS, 0);
    await foldAll(worker);
    for (const some of [STORY.slice(0, 2), STORY.slice(2, 5), STORY.slice(5)]) {
      const visits = IDS.map((customer) => event('customer.visited', customer, day(40), {}, { id: some[0]?.id ?? '' }));
      await appendEvents(ingest, [...some, ...visits], 0);
      await foldStepByStep(choose);
    }
  });
});

test('no record of a customer is left behind, either: who is one person has one', async () => {
  await appendEvents(ingest, [...COMPLAINTS, ...STORY.slice(0, 2)], 0);
  await foldAll(worker);
  await appendEvents(ingest, STORY.slice(2, 3), 0);
  await foldAll(worker);
  const { rows } = await sql`select bucket, customer from recovery.customer_fact`.execute(database.db);
  expect(rows).toEqual([{ bucket: bucketOf('customer', 'ann'), customer: 'ann' }]);
});

test('a root that was told of a smaller id while it was folding leaves the facts to that one', async () => {
  await appendEvents(ingest, [...COMPLAINTS, link('cyd', 'dot', 1)], 0);
  await foldAll(worker);
  const only = (customer: string) => {
    const bucket = bucketOf('customer', customer);
    return projectCustomers(worker, { first: bucket, last: bucket }, 0);
  };
  // Cyd, root of two, has read her group when Ann, who takes both over, commits.
  await appendEvents(ingest, [event('customer.visited', 'cyd', day(40), {}), link('ann', 'cyd', 2)], 0);
  const { both } = await database.db.transaction().execute(async (work) => {
    await sql`lock table recovery.link_root in share mode`.execute(work);
    const both = Promise.all([only('ann'), only('cyd')]);
    await untilSomebodyWaits(database.db, 2);
    return { both };
  });
  expect(await both).toEqual([1, 1]);
  expect(await casesInFacts()).toEqual(CASES);
  await foldStepByStep((buckets) => buckets[0] as number);
});
