import { appendEvents } from '@finest-hour/store';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { event, MONDAY_US, opened } from '../support/events.ts';
import { runFinestHour } from './finest-hour.ts';

let database: TestDatabase;
const finestHour = (...args: readonly string[]) => runFinestHour(database, args);

beforeAll(async () => {
  database = await createTestDatabase();
  await appendEvents(database.db, [opened('a-1', 'ann', MONDAY_US), event('customer.left', 'ann', MONDAY_US)], 0);
});
afterAll(() => database?.drop());

describe('a person', () => {
  test('is exported', async () => {
    const { code, out } = await finestHour('export', 'ann');
    expect([code, JSON.parse(out)]).toMatchObject([
      0,
      { ids: ['ann'], events: [{ subject: 'a-1' }, { subject: 'ann' }] },
    ]);
    expect(await finestHour('export', 'nobody')).toMatchObject({ code: 1, out: '' });
  });

  test('is erased, and folded anew', async () => {
    expect(await finestHour('erase', 'ann')).toEqual({
      code: 0,
      out: 'erased ann: 1 cases, 2 events, 0 refused events\n',
      err: '',
    });
    const { rows } = await sql`select case_id, customer ~ '^erased:' as erased from recovery.case_fact`.execute(
      database.db,
    );
    expect(rows).toEqual([{ case_id: 'a-1', erased: true }]);
    const again = await finestHour('erase', 'ann', '--json');
    expect(JSON.parse(again.out)).toEqual({ erased: ['ann'], cases: 0, events: 0, rejected: 0 });
    expect(await finestHour('erase', 'nobody')).toEqual({
      code: 1,
      out: '',
      err: 'finest-hour: nothing is held of such a customer\n',
    });
    expect(await finestHour('erase')).toMatchObject({ code: 2, err: 'finest-hour: missing CUSTOMER\n' });
  });
});

describe('the audit', () => {
  test('tells what was done, without the person', async () => {
    const { out } = await finestHour('audit', 'list');
    expect(out.split('\n').filter((line) => line !== '')).toHaveLength(2);
    expect(out).toMatch(/^1 {2}20\S+Z {2}command line \(.+\) {2}customer exported {2}\{/);
    expect(out).not.toContain('ann');
    expect(await finestHour('audit', 'verify')).toMatchObject({
      code: 0,
      out: expect.stringMatching(/^2 records, none changed; the last is [0-9a-f]{64}\n$/),
    });
  });

  test('tells what was done with keys and settings, and no secret', async () => {
    const { out: secret } = await finestHour(
      'keys',
      'create',
      '--name',
      'shop',
      '--scopes',
      'ingest',
      '--expires',
      '90d',
    );
    await finestHour('keys', 'rotate', 'shop');
    await finestHour('keys', 'revoke', 'shop');
    await finestHour('settings', 'set', 'rejectedRetentionDays', '30');
    const { out } = await finestHour('audit', 'list', '--json');
    const records = out.split('\n').slice(2, -1);
    expect(records.map((line) => JSON.parse(line) as unknown)).toMatchObject([
      { seq: 3, action: 'key created', detail: { name: 'shop', scopes: ['ingest'], source: null } },
      { seq: 4, action: 'key rotated', detail: { oldPrefix: secret.slice(0, 9) } },
      { seq: 5, action: 'keys revoked', detail: { nameOrPrefix: 'shop', count: 2 } },
      { seq: 6, action: 'setting changed', detail: { name: 'rejectedRetentionDays', value: 30 } },
    ]);
    expect(out).not.toContain(secret.trim());
    expect(await finestHour('audit', 'verify')).toMatchObject({ code: 0 });
  });

  test('that was changed is found, with the first record that was', async () => {
    await sql`update access.audit set detail = '{"cases": 0}'::json where seq = 2`.execute(database.db);
    expect(await finestHour('audit', 'verify')).toEqual({
      code: 1,
      out: '',
      err: 'finest-hour: the audit is broken at record 2: it was changed\n',
    });
    await sql`delete from access.audit where seq = 1`.execute(database.db);
    expect(await finestHour('audit', 'verify')).toMatchObject({
      err: 'finest-hour: the audit is broken at record 1: record 1 is missing\n',
    });
  });
});
