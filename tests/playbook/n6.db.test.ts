import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { EventEnvelope } from '@finest-hour/events';
import { serveIngest, type RunningIngest } from '@finest-hour/ingest';
import { createKey, foldEverything, openDatabase, type Database } from '@finest-hour/store';
import { projectReadings } from '@finest-hour/store/vanity';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { root } from '../support/product.ts';
import { company, companyEvents, event, PERIOD, toldThroughout } from './company.ts';

// Events in and figures out by HTTP, as any other system has them.
let database: TestDatabase;
let ingest: RunningIngest;
let dashboard: ChildProcess;
let url: string;
let key: string;
let worker: Database;
let vanity: Database;

beforeAll(async () => {
  database = await createTestDatabase();
  key = await createKey(database.db, 'desk', ['ingest', 'read']);
  ingest = await serveIngest({ port: 0, host: '127.0.0.1', databaseUrl: database.urls.ingest, logLevel: 'silent' });
  worker = openDatabase(database.urls.worker, { max: 2 });
  vanity = openDatabase(database.urls.vanity, { max: 1 });
  const urls = { DATABASE_URL_READER: database.urls.reader, DATABASE_URL_VANITY: database.urls.vanity };
  dashboard = spawn(process.execPath, [join(root, 'apps/dashboard/server.ts')], {
    env: { ...process.env, DATABASE_URL: '', DASHBOARD_PORT: '0', ...urls },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const [{ port }] = (await once(dashboard, 'message')) as [{ port: number }];
  url = `http://127.0.0.1:${port}`;
  await push([...toldThroughout(), ...companyEvents(company('one'), 20)]);
});
afterAll(async () => {
  dashboard?.kill('SIGKILL');
  await ingest?.close();
  await Promise.all([worker?.destroy(), vanity?.destroy()]);
  await database?.drop();
});

const headers = () => ({ authorization: `Bearer ${key}`, 'content-type': 'application/cloudevents-batch+json' });

async function push(events: readonly EventEnvelope[]): Promise<void> {
  const pushed = { method: 'POST', headers: headers(), body: JSON.stringify(events) };
  const response = await fetch(`${ingest.url}/v1/events`, pushed);
  expect(await response.json()).toMatchObject({ accepted: events.length, duplicates: 0, rejected: [] });
  await foldEverything(worker);
  while ((await projectReadings(vanity)) > 0);
}

async function ask(path: string): Promise<string> {
  const response = await fetch(`${url}${path}?from=${PERIOD.from}&to=${PERIOD.to}`, { headers: headers() });
  expect([path, response.status]).toEqual([path, 200]);
  return response.text();
}

/** Every byte of it, but for the moment at which it was asked. */
async function report(): Promise<string> {
  return (await ask('/api/v1/report')).replace(/"asOf":"[^"]*"/, '');
}

async function likes(): Promise<unknown> {
  const { readings } = JSON.parse(await ask('/api/v1/vanity')) as { readonly readings: readonly { name: string }[] };
  return readings.find(({ name }) => name === 'pushed:likes');
}

test('N6: a reading that is taken is told among the readings, and changes not a byte of the report', async () => {
  const before = await report();
  expect(before).toContain('"playbook":{"steps":[{"step":"H1"');
  expect(await likes()).toBeUndefined();
  await push([
    event('reading.taken', 'likes', 60, { value: 1000, unit: 'likes' }),
    event('reading.taken', 'likes', 120, { value: 234, unit: 'likes' }),
  ]);
  // (1000 + 234) / 2
  expect(await likes()).toMatchObject({ value: 617, n: 2, unit: 'likes' });
  expect(await report()).toBe(before);
});

test('what would change the report is seen in it', async () => {
  const before = await report();
  await push([event('apology.made', company('one').bare, 60)]);
  expect(await report()).not.toBe(before);
});
