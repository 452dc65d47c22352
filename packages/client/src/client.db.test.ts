import { serveIngest } from '@finest-hour/ingest';
import { createKey } from '@finest-hour/store';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../../tests/support/database.ts';
import { createClient } from './client.ts';
import type { ClientOptions } from './options.ts';
import type { Rejection } from './problem.ts';

type Ingest = Awaited<ReturnType<typeof serveIngest>>;

let database: TestDatabase;
let ingest: Ingest;
let key: string;

const serve = (port: number) =>
  serveIngest({ port, host: '127.0.0.1', databaseUrl: database.urls.ingest, logLevel: 'silent' });

beforeAll(async () => {
  database = await createTestDatabase();
  key = await createKey(database.db, 'push', ['ingest']);
  ingest = await serve(0);
});

afterAll(async () => {
  await ingest?.close();
  await database?.drop();
});

function connect(source: string, options: Partial<ClientOptions> = {}) {
  const rejections: Rejection[] = [];
  const onRejected = (rejection: Rejection) => rejections.push(rejection);
  return { client: createClient({ url: ingest.url, key, source, onRejected, ...options }), rejections };
}

async function stored(source: string): Promise<number> {
  const { rows } = await sql<{ n: number }>`select count(*)::int as n from log.event where source = ${source}`.execute(
    database.db,
  );
  return rows[0]?.n ?? 0;
}

test('what was pushed is stored when its promise says so: compressed, in batches, of known types and others', async () => {
  const { client, rejections } = connect('all');
  const outcomes = Array.from({ length: 1000 }, (_, index) =>
    client.push('case.opened', { subject: `all-${index}`, data: { customer: `c-${index}`, channel: 'phone' } }),
  );
  const own = createClient<{ 'parcel.lost': { weight: number } }>({ url: ingest.url, key, source: 'all' });
  outcomes.push(own.push('parcel.lost', { subject: 'all-1', data: { weight: 2 } }));
  await Promise.all([client.flush(), own.close()]);
  expect((await Promise.all(outcomes)).filter(({ stored }) => stored)).toHaveLength(1001);
  expect(await stored('all')).toBe(1001);
  expect(rejections).toEqual([]);
});

test('an event that was pushed before, with its id, is stored once; with other content it is a conflict', async () => {
  const { client } = connect('twice');
  const event = { subject: 'twice-1', id: 'e-1', time: '2026-03-02T09:00:00Z' };
  for (let time = 0; time < 2; time += 1) {
    const outcome = client.push('case.closed', event);
    await client.flush();
    expect(await outcome).toEqual({ stored: true, id: 'e-1' });
  }
  const other = client.push('case.closed', { ...event, data: { automatic: true } });
  await client.close();
  expect(await other).toMatchObject({ stored: false, problem: { type: 'conflict', pointer: '/id' } });
  expect(await stored('twice')).toBe(1);
});

test('a batch with more refusals than a receipt lists is told in full, and the rest of it is stored', async () => {
  const { client, rejections } = connect('mixed', { maxBatchEvents: 1000 });
  const isBad = (index: number) => index % 3 === 0;
  const outcomes = Array.from({ length: 900 }, (_, index) =>
    client.push('contact.made', {
      subject: '',
      ...(!isBad(index) && { subject: `mixed-${index}` }),
      data: { channel: 'chat' },
    }),
  );
  await client.close();
  const refused = (await Promise.all(outcomes)).map(({ stored }) => !stored);
  expect(refused).toEqual(outcomes.map((_, index) => isBad(index)));
  expect(rejections[0]?.problem).toMatchObject({ type: 'bad-event', pointer: '/subject', detail: 'subject is empty' });
  expect(await stored('mixed')).toBe(600);
});

test('while ingest is away nothing is lost, and nothing is stored twice', async () => {
  const { port } = new URL(ingest.url);
  const { client, rejections } = connect('away', { retryBaseMs: 20, retryCapMs: 50, maxBatchEvents: 20 });
  await ingest.close();
  const outcomes = Array.from({ length: 100 }, (_, index) => client.push('case.closed', { subject: `away-${index}` }));
  await new Promise((resolve) => setTimeout(resolve, 200));
  expect(client.pending).toBe(100);
  ingest = await serve(Number(port));
  await client.close();
  expect((await Promise.all(outcomes)).every(({ stored }) => stored)).toBe(true);
  expect([await stored('away'), rejections.length]).toEqual([100, 0]);
});

test('a batch beyond the limit of the server is split until it fits', async () => {
  const { client } = connect('large', {
    maxBatchEvents: 10_000,
    maxBatchBytes: 64 * 1024 * 1024,
    maxQueueBytes: 64 * 1024 * 1024,
  });
  const reason = 'x'.repeat(60_000);
  const outcomes = Array.from({ length: 400 }, (_, index) =>
    client.push('case.escalated', { subject: `large-${index}`, data: { reason } }),
  );
  const tooLarge = client.push('case.escalated', { subject: 'large', data: { reason: reason + reason } });
  await client.close({ withinMs: 60_000 });
  expect((await Promise.all(outcomes)).every(({ stored }) => stored)).toBe(true);
  expect(await tooLarge).toMatchObject({ stored: false, problem: { type: 'too-large' } });
  expect(await stored('large')).toBe(400);
});

test('a key that is not good is told with every event', async () => {
  const { client, rejections } = connect('stranger', { key: 'fh_nobody' });
  void client.push('case.closed', { subject: 'stranger-1' });
  await client.close();
  expect(rejections.map(({ problem }) => [problem.type, problem.status])).toEqual([['unauthorized', 401]]);
});
