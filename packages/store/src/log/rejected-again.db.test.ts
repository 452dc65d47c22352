import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../../../tests/support/database.ts';
import { verifyAudit } from '../audit/read.ts';
import { openDatabase, type Database } from '../database.ts';
import { countRejected } from './rejected-count.ts';
import { discardRejected, discardRejectedAll } from './rejected-discard.ts';
import { EVERY_REJECTED } from './rejected-filter.ts';
import { listRejectedEvents } from './rejected-list.ts';
import { replayRejectedAll } from './rejected-replay-all.ts';
import { replayRejected } from './rejected-replay.ts';
import { forgetRejected } from './rejected-retention.ts';
import { keepRejectedEvents, type RejectedEvent } from './rejected.ts';

/** 2026-03-03T00:00:00Z. */
const NOW_US = 1_772_496_000_000_000;
const DAY_US = 86_400_000_000;
const ASKING = { actor: 'test', nowUs: NOW_US };
const KEY = crypto.randomUUID();

let database: TestDatabase;
let ingest: Database;

beforeAll(async () => {
  database = await createTestDatabase();
  ingest = openDatabase(database.urls.ingest);
});
afterAll(async () => {
  await ingest?.destroy();
  await database?.drop();
});
beforeEach(async () => {
  await sql`truncate log.event, log.rejected_event, recovery.mark, vanity.mark, access.audit`.execute(database.db);
});

const event = {
  ...{ specversion: '1.0', id: 'e-1', source: 'desk', type: 'case.opened', subject: 'case-1' },
  time: '2026-03-02T09:00:00Z',
  data: { customer: 'c-1', channel: 'phone' },
};
const problem = { type: 'bad-data', title: 'x', detail: 'x', pointer: '/data/customer' };

function refusal(receivedUs: number, more: Partial<RejectedEvent> = {}): RejectedEvent {
  return { payload: JSON.stringify(event), source: 'desk', id: 'e-1', problem, keyId: KEY, receivedUs, ...more };
}

async function listed() {
  return (await listRejectedEvents(ingest, EVERY_REJECTED, { limit: 99, after: null })).events;
}

describe('what is refused again', () => {
  test('is one row, with how often it came, and when first and last', async () => {
    await keepRejectedEvents(ingest, [refusal(NOW_US - 3 * DAY_US)]);
    const [first] = await listed();
    await keepRejectedEvents(ingest, [refusal(NOW_US), refusal(NOW_US)]);
    await keepRejectedEvents(ingest, [refusal(NOW_US - DAY_US)]);
    expect(await listed()).toEqual([
      { ...first, times: 4, firstReceivedAt: '2026-02-28T00:00:00Z', receivedAt: '2026-03-03T00:00:00Z' },
    ]);
  });

  test.each([
    ['content', { payload: '{}' }],
    ['reason', { problem: { ...problem, type: 'conflict' } }],
    ['key', { keyId: crypto.randomUUID() }],
    ['source', { source: 'shop' }],
    ['id', { id: null }],
  ])('is another one where it has another %s', async (_, more) => {
    await keepRejectedEvents(ingest, [refusal(NOW_US), refusal(NOW_US, more)]);
    expect((await listed()).map(({ times }) => times)).toEqual([1, 1]);
  });

  test('by many at once is counted exactly, in whatever order they write', async () => {
    const several = Array.from({ length: 20 }, (_, index) => refusal(NOW_US, { id: `${index}` }));
    await Promise.all(
      Array.from({ length: 10 }, (_, call) =>
        keepRejectedEvents(ingest, call % 2 === 0 ? several : several.toReversed()),
      ),
    );
    expect((await listed()).map(({ times }) => times)).toEqual(Array(20).fill(10));
  });

  test('after it was replayed does not wait again: who corrected it need not do so twice', async () => {
    await keepRejectedEvents(ingest, [refusal(NOW_US)]);
    const id = (await listed())[0]?.id ?? '';
    await replayRejected(ingest, [id], JSON.stringify({ ...event, id: 'e-2' }), { ...ASKING, origin: null });
    await keepRejectedEvents(ingest, [refusal(NOW_US)]);
    expect(await listed()).toMatchObject([{ id, status: 'replayed', times: 2 }]);
    expect(await countRejected(database.db, 0)).toEqual({ waiting: 0, byReason: {} });
  });

  test('after it was discarded is kept anew', async () => {
    await keepRejectedEvents(ingest, [refusal(NOW_US)]);
    await discardRejectedAll(ingest, EVERY_REJECTED, ASKING);
    await keepRejectedEvents(ingest, [refusal(NOW_US)]);
    expect(await listed()).toMatchObject([{ status: 'waiting', times: 1 }]);
  });

  test('is kept for as long as it comes', async () => {
    await keepRejectedEvents(ingest, [refusal(NOW_US - 100 * DAY_US), refusal(NOW_US - 80 * DAY_US)]);
    expect(await forgetRejected(database.db, NOW_US)).toBe(0);
    expect(await forgetRejected(database.db, NOW_US + 11 * DAY_US)).toBe(1);
  });

  test('has an id that tells nothing without the key of the tombstones', async () => {
    await keepRejectedEvents(ingest, [refusal(NOW_US)]);
    const id = (await listed())[0]?.id;
    expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    await sql`truncate log.rejected_event`.execute(database.db);
    await sql`update log.erasure set key = '\\x00'`.execute(database.db);
    const fresh = openDatabase(database.urls.ingest);
    await keepRejectedEvents(fresh, [refusal(NOW_US)]);
    await fresh.destroy();
    expect((await listed())[0]?.id).not.toBe(id);
  });
});

describe('what is done with refused events by hand', () => {
  const actions = async () => {
    const { rows } = await sql<{ said: string }>`
      select concat_ws(' ', actor, action, detail::jsonb - 'id') as said from access.audit order by seq`.execute(
      database.db,
    );
    return rows.map(({ said }) => said);
  };

  test('is written down: who replayed and discarded how many', async () => {
    const several = Array.from({ length: 5 }, (_, index) => refusal(NOW_US, { id: `${index}`, payload: `{"${index}` }));
    await keepRejectedEvents(ingest, several);
    const [one, other] = (await listed()).map(({ id }) => id) as [string, string];
    await replayRejected(ingest, [one], JSON.stringify(event), { ...ASKING, origin: null });
    await replayRejectedAll(ingest, EVERY_REJECTED, { ...ASKING, limit: 100, after: null });
    expect(await discardRejected(ingest, other, null, ASKING)).toBe(true);
    expect(await discardRejectedAll(ingest, { ...EVERY_REJECTED, status: 'waiting' }, ASKING)).toBe(3);
    expect(await actions()).toEqual([
      'test refused events replayed {"refused": 0, "accepted": 1, "corrected": true, "duplicates": 0}',
      'test refused events replayed {"refused": 4, "accepted": 0, "corrected": false, "duplicates": 0}',
      'test refused events discarded {"discarded": 1}',
      'test refused events discarded {"discarded": 3}',
    ]);
    expect(await verifyAudit(database.db)).toMatchObject({ ok: true, records: 4 });
  });

  test('is not, where nothing was done', async () => {
    await replayRejected(ingest, [crypto.randomUUID()], null, { ...ASKING, origin: null });
    await discardRejected(ingest, crypto.randomUUID(), null, ASKING);
    await discardRejectedAll(ingest, EVERY_REJECTED, ASKING);
    expect(await actions()).toEqual([]);
  });

  test('is undone where it can not be written down', async () => {
    await keepRejectedEvents(ingest, [refusal(NOW_US)]);
    const before = await listed();
    const id = before[0]?.id ?? '';
    await sql`revoke insert on access.audit from finest_hour_ingest`.execute(database.db);
    try {
      const acts = [
        () => replayRejected(ingest, [id], null, { ...ASKING, origin: null }),
        () => discardRejected(ingest, id, null, ASKING),
        () => discardRejectedAll(ingest, EVERY_REJECTED, ASKING),
      ];
      for (const act of acts) await expect(act()).rejects.toThrow(/permission denied/);
    } finally {
      await sql`grant insert on access.audit to finest_hour_ingest`.execute(database.db);
    }
    expect(await listed()).toEqual(before);
    const { rows } = await sql`select from log.event`.execute(database.db);
    expect(rows).toEqual([]);
  });
});
