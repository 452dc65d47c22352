import { createKey, KeyRing, openDatabase, type Database } from '@finest-hour/store';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../../../tests/support/database.ts';
import { createIngestApp } from '../app.ts';
import { storeDeps } from '../server.ts';
import { memoryDeps } from '../testing/memory-deps.ts';
import { opened } from '../testing/push.ts';
import { documentedAnswers, wrongWith } from './contract/documented.ts';
import { readAnswer } from './contract/given.ts';
import { push, replay } from './contract/requests.ts';
import type { Sent } from './contract/send.ts';
import { checkerOf } from './contract/validate.ts';
import { openApiDocument } from './document.ts';

const document = openApiDocument();
const answers = documentedAnswers(document);
const check = checkerOf(document, true);
const PATH = '/v1/rejected-events';

let database: TestDatabase;
let ingest: Database;
let send: (sent: Sent) => Promise<Response>;

beforeAll(async () => {
  database = await createTestDatabase();
  ingest = openDatabase(database.urls.ingest);
  const admin = openDatabase(database.urls.admin, { max: 1 });
  const authorization = `Bearer ${await createKey(admin, 'desk', ['ingest'])}`;
  await admin.destroy();
  const { log } = memoryDeps();
  const keys = new KeyRing(ingest, { onError: (error) => log.error(error) });
  const app = createIngestApp(storeDeps(ingest, keys, log));
  send = async ({ method, path, headers, body }) =>
    app.request(path, { method, headers: { authorization, ...headers }, body: (body ?? null) as string | null });
});
afterAll(async () => {
  await ingest?.destroy();
  await database?.drop();
});

/** Sends, and compares the answer with what the document says of the operation. */
async function ask(operation: string, sent: Sent): Promise<Record<string, unknown>> {
  const response = await send(sent);
  const status = String(response.status);
  const given = { operation, expected: status, status, name: operation, ...(await readAnswer(response)) };
  expect([operation, status, wrongWith(given, answers.get(`${operation} ${status}`), check)]).toEqual([
    operation,
    status,
    [],
  ]);
  return (given.body === '' ? {} : given.body) as Record<string, unknown>;
}

test('the real store answers as the document says, too', async () => {
  const wrong = { ...opened, data: { channel: 'phone' } };
  const batch = [wrong, { ...wrong, id: 'e-2' }, { ...wrong, id: 'e-3', source: 7 }, 'no event'];
  const receipt = await ask('receiveEvents', push(batch, { 'content-type': 'application/json' }));
  expect(receipt).toMatchObject({ type: 'all-refused', rejectedCount: 4 });
  const page = await ask('listRejectedEvents', { method: 'GET', path: `${PATH}?limit=3` });
  expect(page['next']).toEqual(expect.any(String));
  const { events } = (await ask('listRejectedEvents', { method: 'GET', path: `${PATH}?type=bad-data` })) as {
    events: { id: string }[];
  };
  const [first, second] = events.map(({ id }) => id) as [string, string];
  expect(await ask('replayRejectedEvent', replay(first))).toMatchObject({ status: 422 });
  expect(await ask('replayRejectedEvent', replay(first, JSON.stringify({ ...wrong, time: 'soon' })))).toMatchObject({
    type: 'bad-time',
  });
  expect(await ask('readRejectedEvent', { method: 'GET', path: `${PATH}/${first}` })).toMatchObject({
    corrected: true,
  });
  expect(await ask('replayRejectedEvent', replay(first, JSON.stringify(opened)))).toEqual({
    id: first,
    status: 'accepted',
  });
  expect(await ask('replayRejectedEvent', replay(first))).toMatchObject({ type: 'already-replayed' });
  expect(await ask('readRejectedEvent', { method: 'GET', path: `${PATH}/${first}` })).toMatchObject({
    status: 'replayed',
  });
  expect(await ask('discardRejectedEvent', { method: 'DELETE', path: `${PATH}/${second}` })).toEqual({});
  expect(await ask('replayRejectedEvents', { method: 'POST', path: `${PATH}/replay?all=true` })).toMatchObject({
    refused: 2,
  });
  expect(await ask('discardRejectedEvents', { method: 'DELETE', path: `${PATH}?all=true` })).toEqual({ discarded: 2 });
  expect(await ask('isReady', { method: 'GET', path: '/readyz' })).toMatchObject({ status: 'ready' });
});
