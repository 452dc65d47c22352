import { createKey, KeyRing, openDatabase, type Database } from '@finest-hour/store';
import { createLog } from '@finest-hour/telemetry';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../../tests/support/database.ts';
import { createIngestApp } from './app.ts';
import { storeDeps } from './server.ts';
import { opened } from './testing/push.ts';

let database: TestDatabase;
let ingest: Database;
let eraser: Database;
let app: ReturnType<typeof createIngestApp>;
const logged: string[] = [];
const secrets: Record<string, string> = {};

beforeAll(async () => {
  database = await createTestDatabase();
  ingest = openDatabase(database.urls.ingest);
  eraser = openDatabase(database.urls.eraser);
  const admin = openDatabase(database.urls.admin, { max: 1 });
  secrets['desk'] = await createKey(admin, 'desk', ['ingest', 'read']);
  secrets['boss'] = await createKey(admin, 'boss', ['admin']);
  await admin.destroy();
  const log = createLog('ingest', 'trace', { write: (line: string) => void logged.push(line) });
  const keys = new KeyRing(ingest, { ttlMs: 0, onError: (error) => log.error(error) });
  app = createIngestApp(storeDeps(ingest, keys, log, { eraser }));
});
afterAll(async () => {
  await Promise.all([ingest?.destroy(), eraser?.destroy()]);
  await database?.drop();
});

async function ask(who: string, method: string, path: string, body?: unknown) {
  const response = await app.request(path, {
    method,
    headers: { authorization: `Bearer ${secrets[who]}`, 'content-type': 'application/json' },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  return {
    status: response.status,
    headers: response.headers,
    body: (await response.json()) as Record<string, unknown>,
  };
}

const ANN = 'ann/ode@example.com';
const address = `/v1/customers/${encodeURIComponent(ANN)}`;
const push = (...events: readonly unknown[]) => ask('desk', 'POST', '/v1/events', events);
const complaint = { ...opened, data: { ...opened.data, customer: ANN } };

test('a person is told, erased once, and refused from then on', async () => {
  await push(complaint, { ...opened, id: 'e-7', subject: 'case-7', data: { customer: 'bea', channel: 'web' } });
  const held = await ask('boss', 'GET', address);
  expect(held).toMatchObject({ status: 200, body: { ids: [ANN], events: [{ subject: 'case-1' }] } });
  expect(held.headers.get('cache-control')).toBe('no-store');

  const done = { erased: [ANN], cases: 1, events: 1, rejected: 0 };
  expect(await ask('boss', 'DELETE', address)).toMatchObject({ status: 200, body: done });
  expect(await ask('boss', 'DELETE', address)).toMatchObject({ status: 200, body: { ...done, cases: 0, events: 0 } });
  expect(await ask('boss', 'GET', address)).toMatchObject({ status: 404 });

  const again = await push(complaint, { ...complaint, id: 'e-8', data: { customer: ANN, channel: 'fax' } });
  expect(again).toMatchObject({
    status: 422,
    body: {
      rejected: [
        { id: 'e-1', problem: { type: 'erased', pointer: '' } },
        { id: 'e-8', problem: { type: 'bad-data' } },
      ],
    },
  });
  const { rows } = await sql`select reason, payload, event_id, times from log.rejected_event`.execute(database.db);
  expect(rows).toEqual([{ reason: 'erased', payload: '', event_id: null, times: 2 }]);
  const audit = await sql`select actor, action, detail::text as detail from access.audit order by seq`.execute(
    database.db,
  );
  expect(audit.rows).toMatchObject([
    { actor: expect.stringMatching(/^key boss \([\da-f-]{36}\)$/), action: 'customer exported' },
    { action: 'customer erased' },
  ]);
  expect(JSON.stringify(audit.rows)).not.toContain('ann');
  expect(logged.join('')).not.toContain('ann');
});

test.each([
  ['desk', 'DELETE', address, 403, 'forbidden'],
  ['desk', 'GET', address, 403, 'forbidden'],
  ['nobody', 'DELETE', address, 401, 'unauthorized'],
  ['boss', 'DELETE', '/v1/customers/nobody', 404, 'not-found'],
  ['boss', 'GET', '/v1/customers/nobody', 404, 'not-found'],
  ['boss', 'DELETE', '/v1/customers/%00', 404, 'not-found'],
  ['boss', 'PUT', address, 405, 'method-not-allowed'],
])('%s: %s %s is answered with %d', async (who, method, path, status, type) => {
  expect(await ask(who, method, path)).toMatchObject({ status, body: { type } });
});

test('where this process may not erase, it says so', async () => {
  const without = createIngestApp(
    storeDeps(ingest, new KeyRing(ingest, { onError: () => undefined }), createLog('ingest', 'silent')),
  );
  const headers = { authorization: `Bearer ${secrets['boss']}` };
  const response = await without.request(address, { method: 'DELETE', headers });
  expect([response.status, await response.json()]).toMatchObject([
    501,
    { type: 'not-set-up', detail: expect.stringContaining('DATABASE_URL_ERASER') },
  ]);
});
