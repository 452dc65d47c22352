import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../../../tests/support/database.ts';
import { MONDAY_US, opened } from '../../../../tests/support/events.ts';
import { foldAll, forgetAll } from '../../../../tests/support/recovery.ts';
import { readBacklog } from '../backlog.ts';
import { batchId } from '../batch-id.ts';
import { bucketOf } from '../bucket.ts';
import { openDatabase, type Database } from '../database.ts';
import { appendEvents } from '../log/append.ts';
import { keepRejectedEvents } from '../log/rejected.ts';
import { ALL_BUCKETS } from '../bucket.ts';
import { projectCases } from './project-cases.ts';
import { readWorkload } from './workload.ts';

let database: TestDatabase;
let ingest: Database;
let reader: Database;
let worker: Database;

beforeAll(async () => {
  database = await createTestDatabase();
  ingest = openDatabase(database.urls.ingest);
  reader = openDatabase(database.urls.reader);
  worker = openDatabase(database.urls.worker);
});
afterAll(async () => {
  await Promise.all([ingest?.destroy(), reader?.destroy(), worker?.destroy()]);
  await database?.drop();
});
beforeEach(() => forgetAll(database.db));

const NOW_MS = Date.parse('2026-03-03T12:00:00Z');

async function mark(family: 'case' | 'customer', subject: string, batch: string): Promise<void> {
  await sql`insert into recovery.mark values (${bucketOf(family, subject)}, ${family}, ${subject}, ${batch})`.execute(
    database.db,
  );
}

test('the lag is the age of the oldest mark that tells one', async () => {
  expect(await readBacklog(reader, NOW_MS)).toEqual({ marks: 0, lagSeconds: 0 });
  await mark('case', 'a', batchId(NOW_MS - 2_000));
  await mark('case', 'b', batchId(NOW_MS - 7_500));
  await mark('customer', 'ada', batchId(NOW_MS - 500));
  await mark('case', 'old', '00000000-52d1-4320-9bac-f847db4148a8');
  expect(await readBacklog(reader, NOW_MS)).toEqual({ marks: 4, lagSeconds: 7.5 });
  // A clock that is behind makes no negative lag.
  expect((await readBacklog(reader, NOW_MS - 60_000)).lagSeconds).toBe(0);
});

test('an event waits from its commit until its facts are there, through both stages', async () => {
  const beforeMs = Date.now();
  await appendEvents(ingest, [opened('a', 'ada', MONDAY_US)], 0);
  const afterMs = Date.now();
  const stageOne = await readBacklog(reader, beforeMs + 60_000);
  expect(await projectCases(worker, ALL_BUCKETS, 0)).toBe(1);
  // Only the customer waits by now, and since when the event came.
  const stageTwo = await readBacklog(reader, beforeMs + 60_000);
  expect(stageTwo).toEqual(stageOne);
  expect(stageTwo.marks).toBe(1);
  expect(stageTwo.lagSeconds).toBeLessThanOrEqual(60);
  expect(stageTwo.lagSeconds).toBeGreaterThanOrEqual(60 - (afterMs - beforeMs + 1) / 1000);
  await foldAll(worker);
  expect(await readBacklog(reader, beforeMs + 60_000)).toEqual({ marks: 0, lagSeconds: 0 });
});

test('both servers may count what waits, is parked and is kept, and who works', async () => {
  await mark('case', 'a', batchId());
  await sql`insert into recovery.parked values (1, 'case', 'p', 'TypeError', 0), (2, 'case', 'q', 'TypeError', 0)`.execute(
    database.db,
  );
  await sql`insert into recovery.worker values (gen_random_uuid(), clock_timestamp()),
            (gen_random_uuid(), clock_timestamp() - interval '1 minute')`.execute(database.db);
  const problem = { type: 'bad-data', title: 'x', detail: 'x', pointer: '' };
  const kept = { payload: '{}', truncated: false, source: null, id: null, problem, receivedUs: 0 };
  await keepRejectedEvents(
    ingest,
    Array.from({ length: 3 }, () => ({ ...kept, keyId: crypto.randomUUID() })),
  );
  await sql`update log.rejected_event set replayed_us = 1 where id = (select id from log.rejected_event limit 1)`.execute(
    database.db,
  );
  for (const db of [ingest, reader]) {
    expect(await readWorkload(db)).toMatchObject({ marksWaiting: 1, parkedStreams: 2, rejectedEvents: 2, workers: 1 });
  }
  await sql`truncate recovery.worker`.execute(database.db);
});
