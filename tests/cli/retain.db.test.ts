import { appendEvents, keepRejectedEvents } from '@finest-hour/store';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { event, MONDAY_US, opened } from '../support/events.ts';
import { runFinestHour } from './finest-hour.ts';

let database: TestDatabase;
const finestHour = (...args: readonly string[]) => runFinestHour(database, args);

beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database?.drop());

const log = async () => {
  const { rows } = await sql<{ said: string }>`
    select concat_ws(' ', data, (select url from recovery.case_fact)) as said from log.event order by time_us`.execute(
    database.db,
  );
  return rows.map(({ said }) => said).join('\n');
};

test('what is silent for longer than is set is redacted, and folded anew', async () => {
  const url = 'https://desk/ann-ode';
  const data = { reason: 'Ann Ode is furious' };
  await appendEvents(database.db, [opened('a-1', 'ann', MONDAY_US, { url })], 0);
  await appendEvents(database.db, [event('case.escalated', 'a-1', MONDAY_US + 1, data)], 0);
  expect(await finestHour('retain')).toEqual({
    code: 0,
    out: 'streamRetentionDays is not set: everything is kept\n',
    err: '',
  });
  await finestHour('rebuild');
  expect(await log()).toMatch(/ann-ode[^]*Ann Ode/);
  expect(await finestHour('settings', 'set', 'streamRetentionDays', '30')).toMatchObject({
    code: 0,
    out: 'streamRetentionDays = 30\n',
  });
  expect(await finestHour('retain')).toEqual({ code: 0, out: 'redacted 2 events of 1 streams\n', err: '' });
  expect(await log()).not.toMatch(/ode/i);
  expect(await finestHour('retain', '--json')).toMatchObject({ out: '{"streams":0,"events":0}\n' });
  await finestHour('settings', 'set', 'streamRetentionDays', 'none');
  expect(await finestHour('settings', 'get', 'streamRetentionDays')).toMatchObject({
    out: 'streamRetentionDays = null\n',
  });
});

test('whatever is done here is audited', async () => {
  const problem = { type: 'bad-data', title: 'x', detail: 'x', pointer: null };
  const refused = { source: null, id: null, problem, keyId: crypto.randomUUID(), receivedUs: 0 };
  await keepRejectedEvents(database.db, [
    { ...refused, payload: '{}' },
    { ...refused, payload: '[]' },
  ]);
  await sql`truncate access.audit`.execute(database.db);
  await finestHour('rejected', 'replay', '--all');
  await finestHour('rejected', 'discard', '--all');
  await finestHour('settings', 'set', 'holdForDays', '7');
  await finestHour('rebuild', '--parked');
  const { out } = await finestHour('audit', 'list', '--json');
  const said = out.split('\n').flatMap((line) => (line === '' ? [] : (JSON.parse(line) as unknown)));
  expect(said).toMatchObject([
    { action: 'refused events replayed', detail: { accepted: 0, refused: 2 } },
    { action: 'refused events discarded', detail: { discarded: 2 } },
    { action: 'setting changed', detail: { name: 'holdForDays', value: 7 } },
    { action: 'parked streams tried again', detail: { streams: 0 } },
  ]);
  expect(await finestHour('audit', 'verify')).toMatchObject({ code: 0 });
});

test('nothing is done that can not be audited', async () => {
  await sql`revoke insert on access.audit from finest_hour_admin`.execute(database.db);
  const before = await finestHour('settings', 'get');
  for (const args of [
    ['settings', 'set', 'holdForDays', '9'],
    ['settings', 'set', 'streamRetentionDays', '9'],
    ['keys', 'create', '--name', 'shop', '--scopes', 'ingest'],
    ['rebuild'],
  ])
    expect([args, (await finestHour(...args)).code]).toEqual([args, 1]);
  expect(await finestHour('settings', 'get')).toEqual(before);
  expect(await finestHour('keys', 'list')).toEqual({ code: 0, out: '', err: '' });
  const { rows } = await sql`select from recovery.mark`.execute(database.db);
  expect(rows).toEqual([]);
});
