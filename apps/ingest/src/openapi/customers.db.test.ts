import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../../../tests/support/database.ts';
import { opened } from '../testing/push.ts';
import { openStore, type Asked } from './contract/ask-store.ts';
import { BATCH, push } from './contract/requests.ts';

let database: TestDatabase;
let store: Asked;

beforeAll(async () => {
  database = await createTestDatabase();
  store = await openStore(database.urls, ['ingest', 'admin']);
});
afterAll(async () => {
  await store?.close();
  await database?.drop();
});

const linked = {
  ...{ specversion: '1.0', id: 'l-1', source: 'desk', type: 'customer.linked', subject: 'c-1' },
  time: '2026-03-02T23:00:00Z',
  data: { to: 'c-2', evidence: 'the same telephone' },
};

test('the real store tells of persons and erases them as the document says, too', async () => {
  const { ask } = store;
  const path = '/v1/customers/c-1';
  await ask('readCustomer', { method: 'GET', path });
  const wrong = { ...opened, id: 'e-2', data: { customer: 'c-1', channel: 'fax' } };
  expect(await ask('receiveEvents', push([opened, linked, wrong], BATCH))).toMatchObject({ accepted: 2 });
  expect(await ask('readCustomer', { method: 'GET', path })).toMatchObject({
    events: [{ subject: 'case-1' }, { subject: 'c-1' }],
    rejectedEvents: [{ reason: 'bad-data', event: wrong }],
  });
  expect(await ask('eraseCustomer', { method: 'DELETE', path })).toMatchObject({ cases: 1, events: 2, rejected: 1 });
  expect(await ask('readCustomer', { method: 'GET', path })).toMatchObject({ type: 'not-found' });
  expect(await ask('eraseCustomer', { method: 'DELETE', path })).toMatchObject({ cases: 0 });
  expect(await ask('eraseCustomer', { method: 'DELETE', path: '/v1/customers/nobody' })).toMatchObject({ status: 404 });
  expect(await ask('receiveEvents', push(opened))).toMatchObject({
    type: 'all-refused',
    rejected: [{ problem: { type: 'erased' } }],
  });
});
