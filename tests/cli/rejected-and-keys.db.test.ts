import { createKey, findKey, keepRejectedEvents, listKeys, type RejectedEvent } from '@finest-hour/store';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { runFinestHour, type Call } from './finest-hour.ts';

let database: TestDatabase;
let keyId: string;

beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database?.drop());
beforeEach(async () => {
  await sql`truncate log.event, log.rejected_event, access.api_key`.execute(database.db);
  keyId = (await findKey(database.db, await createKey(database.db, 'desk', ['ingest'])))?.id ?? '';
});

const finestHour = (args: readonly string[], call: Call = {}) => runFinestHour(database, args, call);

describe('keys', () => {
  test('expire when they are told to, and keep to a source', async () => {
    const days = await finestHour(['keys', 'create', '--name', 'a', '--scopes', 'ingest', '--expires', '90d']);
    const day = ['keys', 'create', '--name', 'b', '--scopes', 'read', '--expires', '2099-01-01', '--source', 'shop'];
    expect([days.code, (await finestHour(day, { settings: { TIME_ZONE: 'Europe/Berlin' } })).code]).toEqual([0, 0]);
    const [, a, b] = await listKeys(database.db);
    expect(((a?.expires?.getTime() ?? 0) - (a?.created.getTime() ?? 0)) / 86_400_000).toBeCloseTo(90, 2);
    expect(b).toMatchObject({ source: 'shop', expires: new Date('2098-12-31T23:00:00Z') });
    const { out } = await finestHour(['keys', 'list']);
    expect(out).toMatch(/ {2}b {2}read .*, source shop only, never used, expires 2098-12-31T23:00:00.000Z\n/);
  });

  test('are rotated: the new one is printed, and nothing else on standard output', async () => {
    const { code, out, err } = await finestHour(['keys', 'rotate', 'desk', '--overlap', '1h']);
    expect([code, out]).toEqual([0, expect.stringMatching(/^fh_[\w-]{43}\n$/)]);
    expect(err).toMatch(/^fh_.{6}… holds until 20/);
    expect(await findKey(database.db, out.trim())).toMatchObject({ name: 'desk', origin: keyId });
    expect(await finestHour(['keys', 'rotate', 'nobody'])).toMatchObject({
      code: 1,
      out: '',
      err: 'finest-hour: no valid key with that name or prefix: nobody\n',
    });
  });
});

describe('refused events', () => {
  const wrong = {
    specversion: '1.0',
    id: 'e-1',
    source: 'desk',
    type: 'case.opened',
    subject: 'case-1',
    time: '2026-03-02T09:00:00Z',
    data: { channel: 'phone', name: 'Ada Lovelace' },
  };
  const right = { ...wrong, data: { ...wrong.data, customer: 'c-1' } };
  const problem = { type: 'bad-data', title: 'x', detail: 'missing customer', pointer: '/data/customer' };

  const refused = (payload: unknown, more: Partial<RejectedEvent> = {}): RejectedEvent => ({
    payload: JSON.stringify(payload),
    source: 'desk',
    id: 'e-1',
    problem,
    keyId,
    receivedUs: 1_772_496_000_000_000,
    ...more,
  });
  const keep = (...events: readonly RejectedEvent[]) => keepRejectedEvents(database.db, events);
  const ids = async (...filter: string[]): Promise<readonly string[]> => {
    const { out } = await finestHour(['rejected', 'list', '--json', ...filter]);
    return (JSON.parse(out) as { events: { id: string }[] }).events.map(({ id }) => id);
  };

  test('are listed with why, without what was sent, and counted', async () => {
    await keep(refused(wrong), refused(wrong, { source: 'web', problem: { ...problem, type: 'conflict' } }));
    const { code, out } = await finestHour(['rejected', 'list']);
    expect(code).toBe(0);
    expect(out).toMatch(/ {2}2026-03-03T00:00:00Z {2}desk {2}desk e-1 {2}bad-data: missing customer\n/);
    expect(out).toMatch(/\n2 in all: bad-data 1, conflict 1\n$/);
    expect(out).not.toContain('Ada');
    expect(await ids('--source', 'web', '--from', '2026-03-03', '--to', '2026-03-04', '--key', 'desk')).toHaveLength(1);
    expect(await ids('--to', '2026-03-03')).toEqual([]);
    const paged = await finestHour(['rejected', 'list', '--limit', '1']);
    const after = /more with --after (\S+)\n$/.exec(paged.out)?.[1] ?? '';
    expect(await ids('--after', after)).toHaveLength(1);
  });

  test('are shown with what was sent', async () => {
    await keep(refused(wrong));
    const [id = ''] = await ids();
    const { out } = await finestHour(['rejected', 'show', id]);
    expect(out).toContain(`at /data/customer\n\n${JSON.stringify(wrong)}\n`);
    const json = await finestHour(['rejected', 'show', id, '--json']);
    expect(JSON.parse(json.out)).toMatchObject({ id, status: 'waiting', payload: JSON.stringify(wrong) });
    expect(await finestHour(['rejected', 'show', crypto.randomUUID()])).toMatchObject({ code: 1, out: '' });
  });

  test('are replayed corrected, once; a refusal ends with 1 and says where', async () => {
    await keep(refused(wrong));
    const [id = ''] = await ids();
    const again = await finestHour(['rejected', 'replay', id]);
    expect([again.code, again.out]).toEqual([1, '']);
    expect(again.err).toMatch(/^finest-hour: refused again, bad-data at \/data\/customer: /);
    const corrected = await finestHour(['rejected', 'replay', '--event', '-', id], { input: JSON.stringify(right) });
    expect(corrected).toEqual({ code: 0, out: 'accepted\n', err: '' });
    const twice = await finestHour(['rejected', 'replay', id]);
    expect(twice).toMatchObject({ code: 1, err: expect.stringMatching(/replayed before, at 20/) });
    expect(await ids('--status', 'replayed')).toEqual([id]);
  });

  test('are kept for as long as is set', async () => {
    expect(await finestHour(['settings', 'get', 'rejectedRetentionDays'])).toMatchObject({
      out: 'rejectedRetentionDays = 90\n',
    });
    expect(await finestHour(['settings', 'set', 'rejectedRetentionDays', '30'])).toMatchObject({ code: 0, err: '' });
    expect(await finestHour(['settings', 'get', '--json'])).toMatchObject({
      out: expect.stringContaining('"rejectedRetentionDays":30'),
    });
  });

  test('that come again say how often', async () => {
    await keep(refused(wrong), refused(wrong, { receivedUs: 1_772_582_400_000_000 }));
    const { out } = await finestHour(['rejected', 'list']);
    expect(out).toMatch(
      / {2}2026-03-04T00:00:00Z .* missing customer {2}\(2 times since 2026-03-03T00:00:00Z\)\n1 in all/,
    );
  });

  test('are replayed and discarded by a filter', async () => {
    await keep(refused(right), refused(right, { id: 'e-0' }), refused(wrong), refused(right, { source: 'web' }));
    const replayed = await finestHour(['rejected', 'replay', '--source', 'desk', '--json']);
    expect([replayed.code, JSON.parse(replayed.out)]).toEqual([1, { accepted: 1, duplicates: 1, refused: 1 }]);
    expect(await finestHour(['rejected', 'discard', '--all'])).toEqual({ code: 0, out: 'discarded 2\n', err: '' });
    const [id = ''] = await ids('--status', 'all', '--limit', '1');
    expect(await finestHour(['rejected', 'discard', id])).toMatchObject({ code: 0, out: 'discarded 1\n' });
    expect(await finestHour(['rejected', 'discard', id])).toMatchObject({ code: 1, out: '' });
    expect(await ids('--status', 'all')).toHaveLength(1);
  });
});
