import { appendEvents, findKey, foldEverything, openDatabase } from '@finest-hour/store';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { freePort } from '../support/product.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { event, MONDAY_US, opened } from '../support/events.ts';
import { runFinestHour } from './finest-hour.ts';

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database?.drop());

const finestHour = (args: readonly string[], settings: Readonly<Record<string, string>> = {}) =>
  runFinestHour(database, args, { settings });

describe('what is misused ends with 2, and says on standard error what and where', () => {
  test.concurrent.each([
    [['fold'], 'unknown command: fold'],
    [['report', '--form', '2026-01-01'], '--form'],
    [['report', '--from', '2026-01-01'], '--to: missing'],
    [['report', '--by', 'agent'], 'unknown breakdown: agent'],
    [['report', '--as-of', 'yesterday'], 'yesterday'],
    [['report', '--as-of', '2126-01-01'], '--as-of must not be in the future: 2126-01-01'],
    [['keys', 'create', '--name', 'n', '--scopes', 'write'], 'unknown scope: write'],
    [['keys', 'create', '--name', 'n', '--scopes', 'read', '--expires', 'soon'], '--expires must be a day or'],
    [
      ['keys', 'create', '--name', 'n', '--scopes', 'read', '--expires', '2026-01-01'],
      '--expires must be in the future',
    ],
    [['keys', 'create', '--name', 'n', '--scopes', 'read', '--source', ''], '--source must have 1 to 512 bytes'],
    [['keys', 'rotate'], 'missing NAME or PREFIX'],
    [['keys', 'rotate', 'n', '--overlap', 'long'], '--overlap must be a length of time such as 24h or 90d: long'],
    [['rejected'], 'rejected needs list, show, replay or discard: (nothing)'],
    [['rejected', 'list', '--status', 'kept'], '--status must be one of waiting, replayed, all: kept'],
    [['rejected', 'list', '--limit', '0'], '--limit must be a whole number from 1 to 1000: 0'],
    [['rejected', 'list', '--after', 'x'], '--after must be the "next" of the page before: x'],
    [['rejected', 'show', '7'], 'not the id of a refused event: 7'],
    [['rejected', 'replay'], 'say which refused events are meant: an ID, a filter, or --all'],
    [['rejected', 'replay', '--all', '--event', 'x.json'], '--event corrects one refused event: name its ID'],
    [['rejected', 'discard', '--form', '2026-01-01'], '--form'],
    [['rejected', 'discard', crypto.randomUUID(), '--all'], 'an ID or a filter, not both'],
    [['settings', 'set', 'holdForDays', '366'], 'holdForDays must be a whole number from 0 to 365: 366'],
    [
      ['settings', 'set', 'rejectedRetentionDays', '0'],
      'rejectedRetentionDays must be a whole number from 1 to 3650: 0',
    ],
    [
      ['settings', 'set', 'streamRetentionDays', 'never'],
      'streamRetentionDays must be a whole number from 1 to 36500, or none: never',
    ],
    [['import', 'log.csv'], 'missing --mapping'],
    [['import', 'log.csv', '--mapping', 'none.yaml', '--source', ''], '--source must not be empty'],
    [
      ['import', 'log.csv', '--mapping', 'none.yaml', '--source', 'é'.repeat(257)],
      '--source must have at most 512 bytes of UTF-8, not 514: éé',
    ],
    [['doctor', 'please'], 'unexpected argument: please'],
  ])('%j', async (args, message) => {
    const { code, out, err } = await finestHour(args);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toContain(message);
  });

  test('settings of the environment, all mistakes at once', async () => {
    const { code, out, err } = await finestHour(['report'], { TIME_ZONE: 'Mars/Olympus', INGEST_PORT: 'http' });
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toMatch(/INGEST_PORT.*\n.*TIME_ZONE/);
  });
});

test('what fails ends with 1, and says why on standard error', async () => {
  const { code, out, err } = await finestHour(['keys', 'revoke', 'nobody']);
  expect({ code, out }).toEqual({ code: 1, out: '' });
  expect(err).toContain('nobody');
});

test.each([
  ['that nobody migrated', 'the schema is not current: run finest-hour migrate first'],
  ['that does not answer', 'the database does not answer'],
])('`start` says at once of a database of your own %s', async (which, message) => {
  const unmigrated = new URL(database.urls.superuser);
  unmigrated.pathname = '/postgres';
  const reader = which === 'that nobody migrated' ? unmigrated.href : 'postgres://nobody@127.0.0.1:1/none';
  const ports = { INGEST_PORT: String(await freePort()), DASHBOARD_PORT: String(await freePort()) };
  const { code, err } = await finestHour(['start'], { ...ports, DATABASE_URL_READER: reader });
  expect(code).toBe(1);
  expect(err).toContain(message);
});

test('`keys create` prints the key, which is good at once, and nothing else', async () => {
  const { code, out, err } = await finestHour(['keys', 'create', '--name', 'n', '--scopes', 'ingest,read']);
  expect({ code, err }).toEqual({ code: 0, err: '' });
  expect(out).toMatch(/^fh_[\w-]{43}\n$/);
  expect(await findKey(database.db, out.trim())).toMatchObject({ name: 'n', scopes: ['ingest', 'read'] });
});

describe('doctor', () => {
  test('ends with 1 where events wait and nobody works, and with 0 once they are folded', async () => {
    await appendEvents(database.db, [opened('case', 'customer', MONDAY_US)], MONDAY_US);
    const ill = await finestHour(['doctor']);
    expect(ill.code).toBe(1);
    expect(ill.out).toMatch(/^BAD {2}0 workers running, 1 mark/m);
    const worker = openDatabase(database.urls.worker);
    await foldEverything(worker).finally(() => worker.destroy());
    expect(await finestHour(['doctor'])).toMatchObject({ code: 0, err: '' });
  });

  test('tells of types that it does not know, and of merges that it cannot apply', async () => {
    const merge = event('case.merged', 'case', MONDAY_US, { into: 'nowhere' });
    await appendEvents(database.db, [event('case.frobnicated', 'case', MONDAY_US), merge], MONDAY_US);
    const worker = openDatabase(database.urls.worker);
    await foldEverything(worker).finally(() => worker.destroy());
    const { code, out } = await finestHour(['doctor']);
    expect(code).toBe(0);
    expect(out).toContain("1 merge that can't be applied");
    expect(out).toContain('unknown type case.frobnicated: 1 event stored, used by nothing');
  });

  test('says that the database does not answer, and nothing of its schema', async () => {
    const { code, out } = await finestHour(['doctor'], { DATABASE_URL_READER: 'postgres://nobody@127.0.0.1:1/none' });
    expect(code).toBe(1);
    expect(out).toBe('BAD  database not reachable\n');
  });
});
