import { createKey, foldEverything, listKeys, openDatabase, revokeKeys } from '@finest-hour/store';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../../tests/support/database.ts';
import { serveIngest, type RunningIngest } from './server.ts';
import { closed, opened } from './testing/push.ts';

let database: TestDatabase;
let ingest: RunningIngest;
let key: string;

beforeAll(async () => {
  database = await createTestDatabase();
  key = await createKey(database.db, 'push', ['ingest']);
  const databaseUrl = database.urls.ingest;
  ingest = await serveIngest({ port: 0, host: '127.0.0.1', databaseUrl, logLevel: 'silent' });
});

afterAll(async () => {
  await ingest?.close();
  await database?.drop();
});

beforeEach(async () => {
  await sql`truncate log.event, log.rejected_event, recovery.mark, vanity.mark`.execute(database.db);
});

async function push(body: unknown, headers: Readonly<Record<string, string>> = {}) {
  const response = await fetch(`${ingest.url}/v1/events`, {
    method: 'POST',
    body: typeof body === 'string' ? body : JSON.stringify(body),
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json', ...headers },
  });
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
}

async function counts(): Promise<{ events: number; marks: number; rejected: number }> {
  const { rows } = await sql<{ events: number; marks: number; rejected: number }>`
    select (select count(*) from log.event) as events,
           (select count(*) from recovery.mark) as marks,
           (select count(*) from log.rejected_event) as rejected`.execute(database.db);
  return rows[0] ?? { events: 0, marks: 0, rejected: 0 };
}

test('what was receipted is committed, with the mark that tells the worker', async () => {
  expect(await push([opened, closed])).toMatchObject({ status: 200, body: { accepted: 2 } });
  expect(await counts()).toEqual({ events: 2, marks: 1, rejected: 0 });
  expect(await push([closed, opened])).toMatchObject({ status: 200, body: { accepted: 0, duplicates: 2 } });
  expect(await counts()).toEqual({ events: 2, marks: 1, rejected: 0 });
});

test('binary and structured mode are the same event', async () => {
  const { data, ...attributes } = { ...opened, subject: 'Fall „7“ & 50 %' };
  const headers = Object.entries(attributes).map(([name, value]) => [`ce-${name}`, encodeURIComponent(value)]);
  expect(await push(data, Object.fromEntries(headers))).toMatchObject({ status: 200, body: { accepted: 1 } });
  expect(await push({ ...attributes, data })).toMatchObject({ status: 200, body: { duplicates: 1 } });
});

test('what was refused is kept with its reason, even with U+0000 in every place', async () => {
  const evil = { ...opened, id: 'a\0', source: 's\ud800', data: { customer: '\0', 'k\0': '\udc00' } };
  const conflict = { ...closed, subject: 'case-1', data: { note: 'other' } };
  await push(closed);
  expect(await push([evil, conflict, opened])).toMatchObject({ status: 200, body: { accepted: 1, rejectedCount: 2 } });
  expect(await counts()).toMatchObject({ events: 2, rejected: 2 });
  const { rows } = await sql<{ payload: string }>`select payload from log.rejected_event`.execute(database.db);
  expect(rows.map(({ payload }) => JSON.parse(payload) as unknown)).toEqual(expect.arrayContaining([evil, conflict]));
});

test('the longest ids that the contract allows can be stored', async () => {
  // Random, since PostgreSQL compresses what repeats; 512 bytes of UTF-8 each.
  const long = () =>
    Array.from({ length: 128 }, () => String.fromCodePoint(0x10000 + Math.floor(Math.random() * 50_000)));
  const id = () => long().join('');
  const event = {
    ...opened,
    id: id(),
    source: id(),
    subject: id(),
    data: { customer: id(), channel: 'web', team: id() },
  };
  expect(await push(event)).toMatchObject({ status: 200, body: { accepted: 1 } });
  const worker = openDatabase(database.urls.worker, { max: 2 });
  await foldEverything(worker);
  await worker.destroy();
  const { rows } = await sql<{ cases: number }>`select count(*) as cases from recovery.case_fact`.execute(database.db);
  expect(rows).toEqual([{ cases: 1 }]);
});

test('no event of a request that fails is stored; what was no JSON is kept as it came', async () => {
  for (const body of ['', '{"id": ', '[', `[${JSON.stringify(opened)},`]) {
    expect(await push(body)).toMatchObject({ status: 400 });
  }
  expect(await push([opened], { authorization: 'Bearer fh_nobody' })).toMatchObject({ status: 401 });
  expect(await push(' '.repeat(17 * 1024 * 1024))).toMatchObject({ status: 413 });
  expect(await counts()).toEqual({ events: 0, marks: 0, rejected: 3 });
});

test('many requests at once with the same events in opposite order store each once', async () => {
  const events = Array.from({ length: 200 }, (_, index) => ({ ...closed, id: `e-${index}`, subject: `case-${index}` }));
  const requests = Array.from({ length: 8 }, (_, turn) => push(turn % 2 === 0 ? events : events.toReversed()));
  const answers = await Promise.all(requests);
  expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 200));
  expect(answers.reduce((sum, { body }) => sum + Number(body['accepted']), 0)).toBe(200);
  expect(await counts()).toMatchObject({ events: 200 });
});

test('a key that is revoked while it is in use is refused by a running server, which says so', async () => {
  const secret = await createKey(database.db, 'leaked', ['ingest']);
  const authorization = `Bearer ${secret}`;
  expect(await push(opened, { authorization })).toMatchObject({ status: 200 });
  await revokeKeys(database.db, 'leaked');
  let answer = await push(opened, { authorization });
  // It is believed for two seconds; the limit of the test is what ends this.
  while (answer.status === 200) answer = await push(opened, { authorization });
  expect(answer).toMatchObject({ status: 401, body: { detail: expect.stringContaining('"leaked" was revoked at') } });
  const [used] = (await listKeys(database.db)).filter(({ name }) => name === 'leaked');
  expect(used?.lastUsed).toBeInstanceOf(Date);
});

test('a process without its database is alive, not ready, and says when to come again', async () => {
  const databaseUrl = 'postgres://nobody:x@127.0.0.1:1/none';
  const lonely = await serveIngest({ port: 0, host: '127.0.0.1', databaseUrl, logLevel: 'silent' });
  try {
    expect((await fetch(`${lonely.url}/healthz`)).status).toBe(200);
    expect((await fetch(`${lonely.url}/readyz`)).status).toBe(503);
    const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json' };
    const response = await fetch(`${lonely.url}/v1/events`, { method: 'POST', body: JSON.stringify(opened), headers });
    expect([response.status, response.headers.get('retry-after')]).toEqual([503, '5']);
  } finally {
    await lonely.close();
  }
});

test('ready: the database is reachable and migrated', async () => {
  const response = await fetch(`${ingest.url}/readyz`);
  expect(response.status).toBe(200);
  expect(await response.json()).toMatchObject({ status: 'ready', database: true, migrations: true });
});
