import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { appendEvents } from '@finest-hour/store';
import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { event, MONDAY_US } from '../support/events.ts';
import { root } from '../support/product.ts';

let database: TestDatabase;
let worker: ChildProcess | null = null;

beforeAll(async () => {
  database = await createTestDatabase();
  await sql`insert into access.setting values ('streamRetentionDays', '30')`.execute(database.db);
  const data = { reason: 'Ann Ode is furious' };
  await appendEvents(database.db, [event('case.escalated', 'a', MONDAY_US, data)], 0);
});
afterEach(async () => {
  worker?.kill('SIGTERM');
  if (worker !== null && worker.exitCode === null) await once(worker, 'exit');
  worker = null;
});
afterAll(() => database?.drop());

/** Starts a worker, and answers its first line that says this. */
async function untilSaid(text: string, urls: Readonly<Record<string, string>>): Promise<Record<string, unknown>> {
  const inherited = Object.entries(process.env).filter(([name]) => !name.startsWith('DATABASE_URL'));
  const roles = { DATABASE_URL_WORKER: database.urls.worker, DATABASE_URL_VANITY: database.urls.vanity, ...urls };
  worker = spawn(process.execPath, [join(root, 'apps/cli/src/main.ts'), 'worker'], {
    env: { ...Object.fromEntries(inherited), ...roles, LOG_LEVEL: 'info' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  if (worker.stdout === null) throw new Error('the worker says nothing');
  for await (const line of createInterface(worker.stdout)) {
    const said = JSON.parse(line) as Record<string, unknown>;
    if (String(said['message']).includes(text)) return said;
  }
  throw new Error(`the worker has ended without saying: ${text}`);
}

test('a worker that may not redact says so, where something is to be redacted', async () => {
  expect(await untilSaid('DATABASE_URL_ERASER is not', {})).toMatchObject({ level: 'warn', days: 30 });
});

test('one that may does so by itself', async () => {
  const said = await untilSaid('was redacted', { DATABASE_URL_ERASER: database.urls.eraser });
  expect(said).toMatchObject({ level: 'info', streams: 1, events: 1 });
  const { rows } = await sql`select data, actor from log.event, access.audit`.execute(database.db);
  expect(rows).toEqual([{ data: {}, actor: 'worker' }]);
});
