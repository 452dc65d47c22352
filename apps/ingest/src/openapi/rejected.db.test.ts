import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../../../tests/support/database.ts';
import { opened } from '../testing/push.ts';
import { openStore, type Asked } from './contract/ask-store.ts';
import { push, replay } from './contract/requests.ts';

const PATH = '/v1/rejected-events';

let database: TestDatabase;
let store: Asked;

beforeAll(async () => {
  database = await createTestDatabase();
  store = await openStore(database.urls, ['ingest']);
});
afterAll(async () => {
  await store?.close();
  await database?.drop();
});

test('the real store answers as the document says, too', async () => {
  const { ask } = store;
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
