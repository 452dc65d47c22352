import {
  createKey,
  findKey,
  keepRejectedEvents,
  KeyRing,
  openDatabase,
  revokeKeys,
  type Database,
} from '@finest-hour/store';
import { createLog } from '@finest-hour/telemetry';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../../tests/support/database.ts';
import { createIngestApp } from './app.ts';
import { storeDeps } from './server.ts';
import { opened } from './testing/push.ts';

let database: TestDatabase;
let ingest: Database;
let app: ReturnType<typeof createIngestApp>;
const logged: string[] = [];
const secrets: Record<string, string> = {};

beforeAll(async () => {
  database = await createTestDatabase();
  ingest = openDatabase(database.urls.ingest);
  const admin = openDatabase(database.urls.admin, { max: 1 });
  for (const name of ['desk', 'shop']) secrets[name] = await createKey(admin, name, ['ingest']);
  secrets['boss'] = await createKey(admin, 'boss', ['admin']);
  secrets['reader'] = await createKey(admin, 'reader', ['read']);
  await admin.destroy();
  const log = createLog('ingest', 'trace', { write: (line: string) => void logged.push(line) });
  const keys = new KeyRing(ingest, { ttlMs: 0, onError: (error) => log.error(error) });
  app = createIngestApp(storeDeps(ingest, keys, log));
});
afterAll(async () => {
  await ingest?.destroy();
  await database?.drop();
});
beforeEach(async () => {
  await sql`truncate log.event, log.rejected_event, recovery.mark, vanity.mark`.execute(database.db);
  logged.length = 0;
});

interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Record<string, unknown>;
}

async function ask(who: string, method: string, path: string, body?: unknown): Promise<Answer> {
  const response = await app.request(`/v1/rejected-events${path}`, {
    method,
    headers: { authorization: `Bearer ${secrets[who]}`, 'content-type': 'application/cloudevents+json' },
    ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  const text = await response.text();
  const { status, headers } = response;
  return { status, headers, body: text === '' ? {} : (JSON.parse(text) as Record<string, unknown>) };
}

/** Pushes events of which all are refused. */
async function push(who: string, ...events: readonly unknown[]): Promise<void> {
  const headers = { authorization: `Bearer ${secrets[who]}`, 'content-type': 'application/json' };
  const response = await app.request('/v1/events', { method: 'POST', headers, body: JSON.stringify(events) });
  expect(await response.json()).toMatchObject({ rejectedCount: events.length });
}

const secretName = 'Ada Lovelace';
const wrong = { ...opened, data: { channel: 'phone', name: secretName } };
const right = { ...opened, data: { customer: 'c-1', channel: 'phone', name: secretName } };

async function idsOf(who: string, query = ''): Promise<readonly string[]> {
  const { body } = await ask(who, 'GET', query);
  return (body['events'] as { id: string }[]).map(({ id }) => id);
}
const onlyId = async () => (await idsOf('boss', '?status=all'))[0] as string;

async function counted(): Promise<{ events: number; waiting: number }> {
  const { rows } = await sql<{ events: number; waiting: number }>`
    select (select count(*) from log.event) as events,
           (select count(*) from log.rejected_event where replayed_us is null) as waiting`.execute(database.db);
  return rows[0] ?? { events: 0, waiting: 0 };
}

test('what was refused is listed with its reason and counted, and shown whole on its own', async () => {
  await push('desk', wrong, { ...right, id: 'e-9', time: 'soon' });
  const { status, body, headers } = await ask('desk', 'GET', '');
  expect([status, headers.get('cache-control')]).toEqual([200, 'no-store']);
  expect(body).toMatchObject({ next: null, counts: { 'bad-data': 1, 'bad-time': 1 } });
  expect(body['events']).toHaveLength(2);
  expect(JSON.stringify(body)).not.toContain(secretName);
  const [id] = await idsOf('desk', '?type=bad-data');
  const one = await ask('desk', 'GET', `/${id}`);
  expect(one.body).toMatchObject({
    id,
    key: { name: 'desk' },
    source: 'desk',
    eventId: 'e-1',
    problem: { type: 'bad-data', pointer: '/data/customer' },
    status: 'waiting',
    payload: JSON.stringify(wrong),
  });
});

test('pages follow one another', async () => {
  await push('desk', ...Array.from({ length: 5 }, (_, index) => ({ ...wrong, id: `e-${index}` })));
  const seen: unknown[] = [];
  for (let next: unknown = ''; next !== null;) {
    const { body } = await ask('desk', 'GET', `?limit=2${next === '' ? '' : `&after=${String(next)}`}`);
    seen.push(...(body['events'] as { eventId: string }[]).map(({ eventId }) => eventId));
    next = body['next'];
  }
  expect(seen.toSorted()).toEqual(['e-0', 'e-1', 'e-2', 'e-3', 'e-4']);
});

describe('who may', () => {
  test('a key that pushes sees and changes its own, an administrator everybody’s, a reader none', async () => {
    await push('desk', wrong);
    await push('shop', { ...wrong, id: 'e-2' });
    const [id] = await idsOf('desk');
    expect(await idsOf('shop')).toHaveLength(1);
    expect(await idsOf('boss')).toHaveLength(2);
    for (const [method, path] of [
      ['GET', `/${id}`],
      ['DELETE', `/${id}`],
      ['POST', `/${id}/replay`],
    ] as const)
      expect(await ask('shop', method, path)).toMatchObject({ status: 404, body: { type: 'not-found' } });
    expect(await ask('shop', 'DELETE', '?key=desk')).toMatchObject({ body: { discarded: 0 } });
    expect(await ask('shop', 'POST', '/replay?all=true')).toMatchObject({ body: { refused: 1 } });
    expect(await counted()).toEqual({ events: 0, waiting: 2 });
    const reader = await ask('reader', 'GET', '');
    expect(reader).toMatchObject({ status: 403, body: { detail: 'the key "reader" lacks the scope ingest or admin' } });
    expect((await app.request('/v1/rejected-events')).status).toBe(401);
  });

  test('not a key that was revoked a moment ago', async () => {
    const admin = openDatabase(database.urls.admin, { max: 1 });
    secrets['gone'] = await createKey(admin, 'gone', ['ingest']);
    expect(await ask('gone', 'GET', '')).toMatchObject({ status: 200 });
    await revokeKeys(admin, 'gone');
    await admin.destroy();
    const { status, body } = await ask('gone', 'GET', '');
    expect([status, body['detail']]).toEqual([401, expect.stringMatching(/^the key "gone" was revoked at 20\d\d-/)]);
  });
});

describe('a replay', () => {
  test('with the event as it should have been stores it once', async () => {
    await push('desk', wrong);
    const id = await onlyId();
    const answers = await Promise.all([1, 2, 3].map(() => ask('desk', 'POST', `/${id}/replay`, right)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409]);
    expect(answers.find(({ status }) => status === 200)?.body).toEqual({ id, status: 'accepted' });
    expect(answers.find(({ status }) => status === 409)?.body).toMatchObject({
      type: 'already-replayed',
      detail: expect.stringMatching(/^the event was replayed at 20/),
    });
    expect(await counted()).toEqual({ events: 1, waiting: 0 });
    expect(await idsOf('desk')).toEqual([]);
    expect(await idsOf('desk', '?status=replayed')).toEqual([id]);
  });

  test('as it was kept is refused with its reason', async () => {
    await push('desk', wrong);
    const id = await onlyId();
    const { status, headers, body } = await ask('desk', 'POST', `/${id}/replay`);
    expect([status, headers.get('content-type')]).toEqual([422, 'application/problem+json']);
    expect(body).toMatchObject({ type: 'bad-data', status: 422, pointer: '/data/customer', id });
    expect(await counted()).toEqual({ events: 0, waiting: 1 });
  });

  test.each([
    ['no JSON', '{"id": 1,}', 400, 'bad-json'],
    ['too large', JSON.stringify({ ...right, text: 'x'.repeat(65_536) }), 413, 'too-large'],
  ])('with a correction that is %s changes nothing', async (_, body, status, type) => {
    await push('desk', wrong);
    const id = await onlyId();
    expect(await ask('desk', 'POST', `/${id}/replay`, body)).toMatchObject({ status, body: { type } });
    expect((await ask('desk', 'GET', `/${id}`)).body).toMatchObject({ status: 'waiting', corrected: false });
  });

  test('takes JSON only, as it is', async () => {
    await push('desk', wrong);
    const path = `/v1/rejected-events/${await onlyId()}/replay`;
    const send = (headers: Readonly<Record<string, string>>) =>
      app.request(path, {
        method: 'POST',
        body: JSON.stringify(right),
        headers: { authorization: `Bearer ${secrets['desk']}`, ...headers },
      });
    expect((await send({ 'content-type': 'text/plain' })).status).toBe(415);
    expect((await send({ 'content-type': 'application/json', 'content-encoding': 'gzip' })).status).toBe(415);
    expect((await send({ 'content-type': 'application/json; charset=utf-8' })).status).toBe(200);
  });

  test('of many says what became of them, and of those that a filter leaves out nothing', async () => {
    const key = await findKey(ingest, secrets['desk'] ?? '');
    const problem = { type: 'bad-time', title: 'x', detail: 'x', pointer: '/time' };
    const kept = { source: 'desk', problem, keyId: key?.id ?? '', receivedUs: 1_000_000 };
    await keepRejectedEvents(ingest, [
      { ...kept, id: 'e-1', payload: JSON.stringify(right) },
      { ...kept, id: 'e-0', payload: JSON.stringify(right) },
      { ...kept, id: 'e-2', payload: JSON.stringify(wrong) },
      { ...kept, id: 'e-3', payload: JSON.stringify({ ...right, id: 'e-3' }), source: 'web' },
    ]);
    const { body } = await ask('desk', 'POST', '/replay?type=bad-time&source=desk');
    expect(body).toEqual({ accepted: 1, duplicates: 1, refused: 1, next: null });
    expect(await counted()).toEqual({ events: 1, waiting: 2 });
  });
});

describe('what is discarded is gone', () => {
  test('one', async () => {
    await push('desk', wrong);
    const id = await onlyId();
    expect((await ask('desk', 'DELETE', `/${id}`)).status).toBe(204);
    expect((await ask('desk', 'DELETE', `/${id}`)).status).toBe(404);
    expect((await ask('desk', 'POST', `/${id}/replay`)).status).toBe(404);
  });

  test('all that a filter means, and only what waits unless it says so', async () => {
    await push('desk', wrong, { ...wrong, id: 'e-2' }, { ...right, time: 'soon' });
    const [id] = await idsOf('desk', '?type=bad-time');
    await ask('desk', 'POST', `/${id}/replay`, right);
    expect((await ask('desk', 'DELETE', '?type=bad-data')).body).toEqual({ discarded: 2 });
    expect((await ask('desk', 'DELETE', '?all=true')).body).toEqual({ discarded: 0 });
    expect((await ask('desk', 'DELETE', '?status=replayed')).body).toEqual({ discarded: 1 });
  });
});

describe('a mistake is told, and nothing is done', () => {
  test.each([
    ['GET', '?tpye=conflict', 'unknown parameter: tpye'],
    ['GET', '?source=a&source=b', 'source must be given once'],
    ['GET', '?from=yesterday', 'from must be an RFC 3339 time with offset (+ is written %2B), not "yesterday"'],
    ['GET', '?limit=0', 'limit must be a number from 1 to 200, not "0"'],
    ['GET', '?limit=201', 'limit must be a number from 1 to 200, not "201"'],
    ['GET', '?after=x', 'after must be the "next" of the page before, not "x"'],
    ['GET', '?status=kept', 'status must be one of waiting, replayed, all, not "kept"'],
    ['GET', '?source=%00', 'source must be a source, not "\\u0000"'],
    ['GET', '?type=a,,b', 'type must be types of problems, separated by commas, not "a,,b"'],
    ['GET', '?all=yes&limit=x', 'all must be true, not "yes"; limit must be'],
    ['DELETE', '', 'say which refused events are meant by a filter, or all=true'],
    ['DELETE', '?typ=conflict', 'unknown parameter: typ'],
    ['POST', '/replay', 'say which refused events are meant by a filter, or all=true'],
    ['POST', '/replay?limit=10001', 'limit must be a number from 1 to 10000'],
  ])('%s %s', async (method, path, detail) => {
    await push('desk', wrong);
    const answer = await ask('boss', method, path);
    expect(answer).toMatchObject({ status: 400, body: { type: 'bad-query' } });
    expect(answer.body['detail']).toContain(detail);
    expect(await counted()).toEqual({ events: 0, waiting: 1 });
  });

  test.each([
    ['GET', '/nobody', 404],
    ['GET', '/00000000-0000-4000-8000-000000000000', 404],
    ['POST', '/00000000-0000-4000-8000-000000000000/replay', 404],
    ['PUT', '', 405],
    ['POST', '/00000000-0000-4000-8000-000000000000', 405],
    ['GET', '/replay', 404],
    ['PATCH', '/replay', 405],
  ])('%s %s is answered with %d', async (method, path, status) => {
    expect((await ask('boss', method, path)).status).toBe(status);
  });
});

test('nothing of what was sent is in the log of the process', async () => {
  await push('desk', wrong);
  const id = await onlyId();
  await ask('desk', 'GET', `/${id}`);
  await ask('desk', 'POST', `/${id}/replay`, wrong);
  await ask('desk', 'POST', `/${id}/replay`, right);
  await ask('desk', 'DELETE', `/${id}`);
  expect(logged.length).toBeGreaterThan(4);
  expect(logged.join('')).not.toContain(secretName);
});
