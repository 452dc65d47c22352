import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../../../tests/support/database.ts';
import { event, MINUTE_US, MONDAY_US, opened, resolved } from '../../../../tests/support/events.ts';
import { derivedRows, foldAll, forgetAll, forgetDerived } from '../../../../tests/support/recovery.ts';
import { openDatabase, type Database } from '../database.ts';
import { appendEvents } from '../log/append.ts';
import { markEverything } from '../recovery/mark.ts';
import { hasMarks, waitUntilFolded } from '../recovery/progress.ts';
import { foldEverything } from './fold-all.ts';
import { runWorker } from './run.ts';

let database: TestDatabase;
let ingest: Database;
let worker: Database;

beforeAll(async () => {
  database = await createTestDatabase();
  ingest = openDatabase(database.urls.ingest);
  worker = openDatabase(database.urls.worker, { max: 10 });
});
afterAll(async () => {
  await Promise.all([ingest?.destroy(), worker?.destroy()]);
  await database?.drop();
});
beforeEach(async () => {
  await forgetAll(database.db);
  await sql`update recovery.lease set holder = null, expires = '-infinity'`.execute(database.db);
  await sql`truncate recovery.worker`.execute(database.db);
});

const events = Array.from({ length: 60 }, (_, i) => [
  opened(`case-${i}`, `customer-${i % 7}`, MONDAY_US + i, { cause: 'late' }),
  event('case.assigned', `case-${i}`, MONDAY_US + MINUTE_US, { to: { agent: `agent-${i % 3}` } }),
  resolved(`case-${i}`, MONDAY_US + 2 * MINUTE_US),
]).flat();

test('three workers at once, while events go on arriving, give the rows of one', async () => {
  const stop = new AbortController();
  const errors: unknown[] = [];
  const workers = [1, 2, 3].map(() =>
    runWorker(worker, { signal: stop.signal, pollMs: 5, onError: (error) => errors.push(error) }),
  );
  for (let i = 0; i < events.length; i += 9) await appendEvents(ingest, events.slice(i, i + 9), 0);
  await waitUntilFolded(worker, 5);
  stop.abort();
  await Promise.all(workers);
  expect([errors, await hasMarks(worker)]).toEqual([[], false]);
  const rows = await derivedRows(database.db);

  await forgetDerived(database.db);
  await markEverything(database.db);
  await foldAll(worker);
  expect(await derivedRows(database.db)).toEqual(rows);
  expect(rows['case_fact']).toHaveLength(60);
});

test('a worker that stops holds nothing any more', async () => {
  const stop = new AbortController();
  const errors: unknown[] = [];
  const running = runWorker(worker, { signal: stop.signal, pollMs: 5, onError: (error) => errors.push(error) });
  await appendEvents(ingest, events, 0);
  await waitUntilFolded(worker, 5);
  stop.abort();
  await running;
  const { rows } = await sql`
    select (select count(*) from recovery.lease where holder is not null) as held,
           (select count(*) from recovery.worker) as workers`.execute(database.db);
  expect([errors, rows]).toEqual([[], [{ held: 0, workers: 0 }]]);
});

test('a worker goes on after an error, and tells it', async () => {
  const stop = new AbortController();
  const errors: unknown[] = [];
  await appendEvents(ingest, events, 0);
  await sql`revoke insert on recovery.hop from finest_hour_worker`.execute(database.db);
  const told = new Promise<void>((resolve) => {
    void runWorker(worker, {
      signal: stop.signal,
      pollMs: 5,
      onError: (error) => {
        errors.push(error);
        resolve();
      },
    });
  });
  await told;
  await sql`grant insert on recovery.hop to finest_hour_worker`.execute(database.db);
  await waitUntilFolded(worker, 5);
  stop.abort();
  expect(errors.map(String)).toEqual([expect.stringContaining('permission denied for table hop')]);
});

test('folding everything ends when all is folded, also where no other worker runs', async () => {
  await appendEvents(ingest, events, 0);
  await foldEverything(worker);
  expect(await hasMarks(worker)).toBe(false);
  expect((await derivedRows(database.db))['case_fact']).toHaveLength(60);
});

test('folding everything throws what it meets, and leaves no worker running', async () => {
  await appendEvents(ingest, events, 0);
  const broken = openDatabase(database.urls.worker);
  await sql`revoke insert on recovery.hop from finest_hour_worker`.execute(database.db);
  try {
    await expect(foldEverything(broken)).rejects.toThrow(/permission denied/);
  } finally {
    await sql`grant insert on recovery.hop to finest_hour_worker`.execute(database.db);
    await broken.destroy();
  }
  const { rows } = await sql`select from recovery.lease where holder is not null`.execute(database.db);
  expect(rows).toEqual([]);
});

test('folding everything ends its worker also where it cannot see how far it is', async () => {
  await appendEvents(ingest, events, 0);
  await sql`revoke select on recovery.mark from finest_hour_worker`.execute(database.db);
  try {
    await expect(foldEverything(worker)).rejects.toThrow(/permission denied/);
  } finally {
    await sql`grant select on recovery.mark to finest_hour_worker`.execute(database.db);
  }
  const { rows } = await sql`select from recovery.lease where holder is not null`.execute(database.db);
  expect([rows, await hasMarks(worker)]).toEqual([[], true]);
});
