import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../../../tests/support/database.ts';
import { event, MONDAY_US, opened } from '../../../../tests/support/events.ts';
import { foldAll, forgetAll } from '../../../../tests/support/recovery.ts';
import { ALL_BUCKETS, bucketOf } from '../bucket.ts';
import { openDatabase, type Database } from '../database.ts';
import { appendEvents } from '../log/append.ts';
import { Rests } from '../worker/rests.ts';
import { LaneTurn } from '../worker/turn.ts';
import { projectCases } from './project-cases.ts';
import { projectCustomers } from './project-customers.ts';

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

async function marks(family: string): Promise<Readonly<Record<string, number>>> {
  const { rows } = await sql<{ subject: string; n: number }>`
    select subject, count(*) as n from recovery.mark where family = ${family} group by 1`.execute(database.db);
  return Object.fromEntries(rows.map(({ subject, n }) => [subject, n]));
}

const contact = (caseId: string, n: number) =>
  event('contact.received', caseId, MONDAY_US + n, { channel: 'phone' }, { id: `${n}` });

test('a long stream in which something happens all the time keeps nobody waiting, and is then folded once for all of it', async () => {
  let nowMs = 0;
  const turn = new LaneTurn(new Rests(() => nowMs));
  const long = Array.from({ length: 2_499 }, (_, n) => contact('hot', n + 1));
  await appendEvents(ingest, [opened('hot', 'ada', MONDAY_US), ...long], 0);
  expect(await projectCases(worker, ALL_BUCKETS, 0, { turn })).toBe(1);

  for (let n = 3_000; n < 3_003; n += 1) await appendEvents(ingest, [contact('hot', n)], 0);
  await appendEvents(ingest, [opened('other', 'bob', MONDAY_US)], 0);
  // 2,500 events: it rests for half a second.
  nowMs = 499;
  expect(await projectCases(worker, ALL_BUCKETS, 0, { turn })).toBe(1);
  expect(await marks('case')).toEqual({ hot: 3 });
  nowMs = 500;
  expect(await projectCases(worker, ALL_BUCKETS, 0, { turn })).toBe(3);
  expect(await marks('case')).toEqual({});
});

test('a customer of many cases rests likewise', async () => {
  let nowMs = 0;
  const turn = new LaneTurn(new Rests(() => nowMs));
  const cases = Array.from({ length: 1_000 }, (_, n) => opened(`case-${n}`, 'guest', MONDAY_US + n));
  await appendEvents(ingest, cases, 0);
  await foldAll(worker);
  await appendEvents(ingest, [contact('case-1', 1)], 0);
  await projectCases(worker, ALL_BUCKETS, 0);
  expect(await projectCustomers(worker, ALL_BUCKETS, 0, { turn })).toBe(1);

  await appendEvents(ingest, [contact('case-1', 2), opened('other', 'bob', MONDAY_US)], 0);
  await projectCases(worker, ALL_BUCKETS, 0);
  nowMs = 199;
  expect(await projectCustomers(worker, ALL_BUCKETS, 0, { turn })).toBe(1);
  expect(await marks('customer')).toEqual({ guest: 1 });
  nowMs = 200;
  expect(await projectCustomers(worker, ALL_BUCKETS, 0, { turn })).toBe(1);
});

test('where more waits than a round takes, those whose buckets come last have their turn too', async () => {
  const ids = Array.from({ length: 1_100 }, (_, n) => `case-${n}`).sort(
    (a, b) => bucketOf('case', a) - bucketOf('case', b),
  );
  await appendEvents(
    ingest,
    ids.map((id) => opened(id, 'ada', MONDAY_US)),
    0,
  );
  const turn = new LaneTurn();
  const last = ids.at(-1) ?? '';
  expect(await projectCases(worker, ALL_BUCKETS, 0, { turn })).toBe(1_000);
  expect(await marks('case')).toHaveProperty(last);
  // Something happens in every case of the first buckets, before the others were looked at.
  await appendEvents(
    ingest,
    ids.slice(0, 1_000).map((id) => contact(id, 1)),
    0,
  );
  await projectCases(worker, ALL_BUCKETS, 0, { turn });
  expect(await marks('case')).not.toHaveProperty(last);
  await projectCases(worker, ALL_BUCKETS, 0, { turn });
  await projectCases(worker, ALL_BUCKETS, 0, { turn });
  expect(await marks('case')).toEqual({});
});
