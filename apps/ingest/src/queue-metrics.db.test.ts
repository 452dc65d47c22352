import { createKey, KeyRing, openDatabase, type Database } from '@finest-hour/store';
import { createLog } from '@finest-hour/telemetry';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../../tests/support/database.ts';
import { valueOf } from '../../../tests/support/exposition.ts';
import { createIngestApp } from './app.ts';
import { storeDeps } from './server.ts';
import { opened } from './testing/push.ts';

let database: TestDatabase;
let ingest: Database;

beforeAll(async () => {
  database = await createTestDatabase();
  ingest = openDatabase(database.urls.ingest);
});
afterAll(async () => {
  await ingest?.destroy();
  await database?.drop();
});

test('while the log is locked its queue can be seen, and once it is free what was committed', async () => {
  const keys = new KeyRing(ingest, { onError: () => undefined });
  const deps = storeDeps(ingest, keys, createLog('ingest', 'silent'));
  const app = createIngestApp(deps);
  const key = await createKey(database.db, 'shop', ['ingest']);
  const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json' };
  const push = async (name: string) => {
    const body = JSON.stringify([1, 2].map((n) => ({ ...opened, id: `${name}-${n}`, subject: `${name}-${n}` })));
    return (await app.request('/v1/events', { method: 'POST', body, headers })).status;
  };
  const figures = async () => {
    const text = await (await app.request('/metrics')).text();
    const names = [
      'queue_requests',
      'queue_events',
      'commit_events_count',
      'commit_events_sum',
      'commit_seconds_count',
    ];
    return names.map((name) => valueOf(text, `finest_hour_ingest_${name}`));
  };
  const heldBytes = async () =>
    valueOf(await (await app.request('/metrics')).text(), 'finest_hour_ingest_in_flight_bytes') ?? 0;
  const waiting = async () => {
    const { rows } = await sql<{ n: number }>`
      select count(*) as n from pg_locks where not granted and relation = 'log.event'::regclass`.execute(database.db);
    return rows[0]?.n;
  };

  const answers: Promise<number>[] = [];
  await database.db.transaction().execute(async (work) => {
    await sql`lock table log.event`.execute(work);
    // Two lanes take what comes first; the others wait behind them.
    answers.push(push('a'));
    await expect.poll(waiting).toBe(1);
    answers.push(push('b'));
    await expect.poll(waiting).toBe(2);
    answers.push(push('c'), push('d'), push('e'));
    await expect.poll(figures).toEqual([3, 6, 0, 0, 0]);
    // Ten events are held, at a kilobyte each beside their text.
    expect(await heldBytes()).toBeGreaterThan(10 * 1024);
  });
  expect(await Promise.all(answers)).toEqual([200, 200, 200, 200, 200]);
  // The three that waited went together.
  expect(await figures()).toEqual([0, 0, 3, 10, 3]);
  expect(await heldBytes()).toBe(0);
  const text = await (await app.request('/metrics')).text();
  expect(valueOf(text, 'finest_hour_marks_waiting')).toBe(10);
  expect(valueOf(text, 'finest_hour_worker_lag_seconds')).toBeGreaterThan(0);
  await keys.settle();
});
