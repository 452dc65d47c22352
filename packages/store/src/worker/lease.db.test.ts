import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../../../tests/support/database.ts';
import { untilSomebodyWaits } from '../../../../tests/support/waiting.ts';
import { ALL_BUCKETS, BUCKETS, type BucketSpan } from '../bucket.ts';
import { openDatabase, type Database } from '../database.ts';
import { Leases, spansOf } from './lease.ts';

let database: TestDatabase;
let worker: Database;

beforeAll(async () => {
  database = await createTestDatabase();
  worker = openDatabase(database.urls.worker);
});
afterAll(async () => {
  await worker?.destroy();
  await database?.drop();
});
beforeEach(async () => {
  await sql`update recovery.lease set holder = null, expires = '-infinity'`.execute(database.db);
  await sql`truncate recovery.worker`.execute(database.db);
});

/** Workers that ask for their spans in turn; every call is a renewal, as if two seconds had passed. */
function crew(size: number) {
  const all = Array.from({ length: size }, () => new Leases(worker));
  let nowMs = 0;
  const ask = async (some: readonly Leases[] = all) => {
    nowMs += 2_000;
    const spans: (readonly BucketSpan[])[] = [];
    for (const one of some) spans.push(await one.hold(nowMs));
    return spans;
  };
  return { all, ask };
}

const buckets = (spans: readonly BucketSpan[]) =>
  spans.flatMap(({ first, last }) => Array.from({ length: last - first + 1 }, (_, i) => first + i));

const everyBucket = Array.from({ length: BUCKETS }, (_, i) => i);

/** A worker of whom nothing has been heard for as long as a lease lasts. */
async function passTenSeconds(): Promise<void> {
  await sql`update recovery.lease set expires = expires - interval '10 s' where holder is not null`.execute(
    database.db,
  );
  await sql`update recovery.worker set seen = seen - interval '10 s'`.execute(database.db);
}

test('ranges beside each other are one span', () => {
  expect(spansOf([3, 0, 1, 15])).toEqual([
    { first: 0, last: 127 },
    { first: 192, last: 255 },
    { first: 960, last: 1023 },
  ]);
});

test('one worker alone holds all buckets as one span', async () => {
  const { ask } = crew(1);
  expect(await ask()).toEqual([[ALL_BUCKETS]]);
});

test('workers share the buckets: after two rounds every bucket is covered exactly once, by fair shares', async () => {
  for (const size of [2, 3, 5]) {
    const { all, ask } = crew(size);
    await ask();
    await ask();
    const spans = await ask();
    expect(spans.flatMap(buckets).toSorted((a, b) => a - b)).toEqual(everyBucket);
    const shares = spans.map((own) => buckets(own).length);
    expect(Math.max(...shares)).toBe(Math.ceil(16 / size) * 64);
    for (const one of all) await one.release();
  }
});

test('workers that ask at the same moment never hold the same range', async () => {
  const { all } = crew(6);
  for (let round = 1; round <= 4; round += 1) {
    const spans = await Promise.all(all.map((one) => one.hold(round * 2_000)));
    const held = spans.flatMap(buckets);
    expect(new Set(held).size).toBe(held.length);
    if (round === 4) expect(held.length).toBe(BUCKETS);
  }
});

test('two that saw the same ranges free do not both get them', async () => {
  const { all } = crew(2);
  const both = await database.db.transaction().execute(async (work) => {
    await sql`select from recovery.lease for update`.execute(work);
    const asking = all.map((one) => one.hold(0));
    await untilSomebodyWaits(database.db, 2);
    return { asking };
  });
  const held = (await Promise.all(both.asking)).flatMap(buckets);
  expect(new Set(held).size).toBe(held.length);
});

test('a share is asked for again only after two seconds', async () => {
  const leases = new Leases(worker);
  await leases.hold(0);
  await sql`update recovery.lease set holder = gen_random_uuid(), expires = 'infinity'`.execute(database.db);
  expect(await leases.hold(1_999)).toEqual([ALL_BUCKETS]);
  expect(await leases.hold(2_000)).toEqual([]);
});

test('what a dead worker held is taken over once its lease has run out, and not before', async () => {
  const { all, ask } = crew(2);
  await ask();
  await ask();
  await ask();
  const [survivor] = all as [Leases, Leases];
  expect(buckets((await ask([survivor]))[0] ?? []).length).toBe(BUCKETS / 2);
  await passTenSeconds();
  expect(await ask([survivor])).toEqual([[ALL_BUCKETS]]);
});

test('a worker that stops in good order leaves its share to the others at once', async () => {
  const { all, ask } = crew(2);
  await ask();
  await ask();
  const [stays, leaves] = all as [Leases, Leases];
  await leaves.release();
  expect(await ask([stays])).toEqual([[ALL_BUCKETS]]);
});
