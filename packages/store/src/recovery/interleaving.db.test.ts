import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../../../tests/support/database.ts';
import { DAY_US, event, MINUTE_US, MONDAY_US, opened, resolved } from '../../../../tests/support/events.ts';
import { foldAll, forgetAll } from '../../../../tests/support/recovery.ts';
import { untilSomebodyWaits } from '../../../../tests/support/waiting.ts';
import { ALL_BUCKETS, bucketOf } from '../bucket.ts';
import { openDatabase, type Database } from '../database.ts';
import { appendEvents } from '../log/append.ts';
import { StaleWorkError } from '../stale-work-error.ts';
import { readCase } from './case.ts';
import { projectCases } from './project-cases.ts';

const NOW_US = MONDAY_US + 100 * DAY_US;
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

const state = async (caseId: string) => (await readCase(database.db, caseId, NOW_US))?.state;

async function markCount(): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*) as count from recovery.mark`.execute(database.db);
  return rows[0]?.count ?? NaN;
}

/** Holds back whoever writes the head of a case, until what is under test waits and `meanwhile` is done. */
async function whileHeadIsHeld(caseId: string, run: () => Promise<unknown>, meanwhile: () => Promise<unknown>) {
  const held = await database.db.transaction().execute(async (work) => {
    await sql`select from recovery.case_head where bucket = ${bucketOf('case', caseId)} and case_id = ${caseId}
              for update`.execute(work);
    const running = run().then(
      (value) => ({ value }),
      (error: unknown) => ({ error }),
    );
    await untilSomebodyWaits(database.db);
    await meanwhile();
    return { running };
  });
  return held.running;
}

/** Two cases of which the worker writes the first before the second. */
function casesInOrder(): readonly [string, string] {
  const [first, second] = ['a', 'b', 'c', 'd'].toSorted((a, b) => bucketOf('case', a) - bucketOf('case', b));
  return [first as string, second as string];
}

test('an event that commits between the reading of marks and their deletion keeps its own mark, and is folded', async () => {
  await appendEvents(ingest, [opened('a', 'ada', MONDAY_US)], 0);
  await projectCases(worker, ALL_BUCKETS, 0, {
    afterReadingMarks: async () => {
      await appendEvents(ingest, [resolved('a', MONDAY_US + MINUTE_US)], 0);
    },
  });
  const { rows } = await sql`select subject from recovery.mark where family = 'case'`.execute(database.db);
  expect(rows).toEqual([{ subject: 'a' }]);
  await foldAll(worker);
  expect([await state('a'), await markCount()]).toEqual(['resolved', 0]);
});

test('so is one that commits after the streams were read, when what is being written does not know it', async () => {
  await appendEvents(ingest, [opened('a', 'ada', MONDAY_US)], 0);
  await foldAll(worker);
  await appendEvents(ingest, [event('contact.received', 'a', MONDAY_US + 1, { channel: 'phone' })], 0);
  const outcome = await whileHeadIsHeld(
    'a',
    () => projectCases(worker, ALL_BUCKETS, 0),
    () => appendEvents(ingest, [resolved('a', MONDAY_US + MINUTE_US)], 0),
  );
  expect(outcome).toEqual({ value: 1 });
  await foldAll(worker);
  expect([await state('a'), await markCount()]).toEqual(['resolved', 0]);
});

test('an event whose transaction is open while the worker reads is folded once it commits', async () => {
  await appendEvents(ingest, [opened('a', 'ada', MONDAY_US)], 0);
  const late = resolved('a', MONDAY_US + MINUTE_US);
  const lateBucket = bucketOf('case', 'a');
  await database.db.transaction().execute(async (work) => {
    await sql`insert into log.event (bucket, family, subject, source, id, type, time_us, received_us, content_hash, data)
              values (${lateBucket}, 'case', 'a', 'desk', 'late', ${late.type}, ${late.timeUs}, 0, '', '{}')`.execute(
      work,
    );
    await sql`insert into recovery.mark values (${lateBucket}, 'case', 'a', gen_random_uuid())`.execute(work);
    await foldAll(worker);
    expect(await state('a')).toBe('open');
  });
  await foldAll(worker);
  expect([await state('a'), await markCount()]).toEqual(['resolved', 0]);
});

test('of two workers on the same marks the slower one is undone, and tells so', async () => {
  await appendEvents(ingest, [opened('a', 'ada', MONDAY_US)], 0);
  const slow = projectCases(worker, ALL_BUCKETS, 0, {
    afterReadingMarks: async () => {
      await foldAll(worker);
    },
  });
  await expect(slow).rejects.toBeInstanceOf(StaleWorkError);
  expect([await state('a'), await markCount()]).toEqual(['open', 0]);
});

test('a slow worker never puts what it read earlier over what a faster one wrote from newer events', async () => {
  const [first, second] = casesInOrder();
  await appendEvents(ingest, [opened(first, 'ada', MONDAY_US), opened(second, 'bob', MONDAY_US)], 0);
  await foldAll(worker);
  const noise = (caseId: string) => event('contact.received', caseId, MONDAY_US + 1, { channel: 'phone' });
  await appendEvents(ingest, [noise(first), noise(second)], 0);
  // The slow one has read both streams, and waits to write the first; the fast one works on the second alone.
  const outcome = await whileHeadIsHeld(
    first,
    () => projectCases(worker, ALL_BUCKETS, 0),
    async () => {
      await appendEvents(ingest, [resolved(second, MONDAY_US + MINUTE_US)], 0);
      const bucket = bucketOf('case', second);
      expect(await projectCases(worker, { first: bucket, last: bucket }, 0)).toBe(2);
    },
  );
  expect(outcome).toEqual({ error: expect.any(StaleWorkError) });
  await foldAll(worker);
  expect([await state(second), await markCount()]).toEqual(['resolved', 0]);
});

test('a hot stream is worked off whole, however many marks it has', async () => {
  await appendEvents(ingest, [opened('a', 'ada', MONDAY_US)], 0);
  const bucket = bucketOf('case', 'a');
  await sql`insert into recovery.mark select ${bucket}::smallint, 'case', 'a', gen_random_uuid()
            from generate_series(1, 1500)`.execute(database.db);
  expect(await projectCases(worker, ALL_BUCKETS, 0)).toBe(1501);
  expect(await projectCases(worker, ALL_BUCKETS, 0)).toBe(0);
});

test('a case whose earlier opening arrives late moves to the customer whom that one names, and leaves nothing behind', async () => {
  await appendEvents(ingest, [opened('a', 'ada', MONDAY_US), opened('b', 'ada', MONDAY_US)], 0);
  await foldAll(worker);
  await appendEvents(ingest, [opened('a', 'bob', MONDAY_US - DAY_US)], 0);
  await foldAll(worker);
  const facts = await sql`select customer, case_id from recovery.case_fact order by case_id`.execute(database.db);
  const summaries = await sql`select customer, case_id from recovery.case_summary order by case_id`.execute(
    database.db,
  );
  const expected = [
    { customer: 'bob', case_id: 'a' },
    { customer: 'ada', case_id: 'b' },
  ];
  expect([facts.rows, summaries.rows]).toEqual([expected, expected]);
  expect((await readCase(database.db, 'a', NOW_US))?.customer).toBe('bob');
});
