import { readEvent } from '@finest-hour/events';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../../../tests/support/database.ts';
import { untilSomebodyWaits } from '../../../../tests/support/waiting.ts';
import { createKey, findKey, openDatabase, rotateKey, type ApiKey, type Database } from '../index.ts';
import { appendEvents } from './append.ts';
import { countRejected } from './rejected-count.ts';
import { discardRejected, discardRejectedAll } from './rejected-discard.ts';
import { EVERY_REJECTED, type RejectedFilter } from './rejected-filter.ts';
import { countRejectedReasons, listRejectedEvents, readRejectedEvent } from './rejected-list.ts';
import { readRejectedPlace, writeRejectedPlace } from './rejected-place.ts';
import { replayRejectedAll } from './rejected-replay-all.ts';
import { replayRejected } from './rejected-replay.ts';
import { forgetRejected, runRejectedRetention, writeRejectedRetentionDays } from './rejected-retention.ts';
import { keepRejectedEvents, type RejectedEvent } from './rejected.ts';

/** 2026-03-03T00:00:00Z. */
const NOW_US = 1_772_496_000_000_000;
const DAY_US = 86_400_000_000;
const ASKING = { actor: 'test', nowUs: NOW_US };
const NOW = { ...ASKING, origin: null };

let database: TestDatabase;
let ingest: Database;
let admin: Database;
let desk: ApiKey;

async function newKey(name: string, source: string | null = null): Promise<ApiKey> {
  const key = await findKey(admin, await createKey(admin, name, ['ingest'], { source }));
  if (key === null) throw new Error(`no key ${name}`);
  return key;
}

beforeAll(async () => {
  database = await createTestDatabase();
  ingest = openDatabase(database.urls.ingest);
  admin = openDatabase(database.urls.admin);
  desk = await newKey('desk');
});
afterAll(async () => {
  await Promise.all([ingest?.destroy(), admin?.destroy()]);
  await database?.drop();
});
beforeEach(async () => {
  await sql`truncate log.event, log.rejected_event, recovery.mark, vanity.mark`.execute(database.db);
});

const event = {
  specversion: '1.0',
  id: 'e-1',
  source: 'desk',
  type: 'case.opened',
  subject: 'case-1',
  time: '2026-03-02T09:00:00Z',
  data: { customer: 'c-1', channel: 'phone' },
};
const without = { ...event, data: { channel: 'phone' } };
const problem = { type: 'bad-data', title: 'The data does not fit its type', detail: 'x', pointer: '/data/customer' };

function refusal(payload: unknown, more: Partial<RejectedEvent> = {}): RejectedEvent {
  const text = typeof payload === 'string' ? payload : JSON.stringify(payload);
  return { payload: text, source: 'desk', id: 'e-1', problem, keyId: desk.id, receivedUs: NOW_US, ...more };
}

/** Keeps refused events; answers their ids, the oldest first, which of equal times is the order of ids. */
async function keep(...rejected: readonly RejectedEvent[]): Promise<readonly string[]> {
  await keepRejectedEvents(ingest, rejected);
  const { rows } = await sql<{ id: string }>`select id from log.rejected_event order by received_us, id`.execute(
    ingest,
  );
  return rows.map(({ id }) => id);
}

async function keepOne(payload: unknown, more: Partial<RejectedEvent> = {}): Promise<string> {
  return (await keep(refusal(payload, more)))[0] as string;
}

async function logged(): Promise<readonly string[]> {
  const { rows } = await sql<{ id: string }>`select id from log.event order by id`.execute(ingest);
  return rows.map(({ id }) => id);
}

const detail = async (id: string) => {
  const found = await readRejectedEvent(ingest, id, null);
  if (found === null) throw new Error(`no refused event ${id}`);
  return found;
};

describe('what is kept', () => {
  test('is the payload as it came, with the reason, the key, and when', async () => {
    const id = await keepOne(without);
    expect(await detail(id)).toEqual({
      id,
      receivedAt: '2026-03-03T00:00:00Z',
      firstReceivedAt: '2026-03-03T00:00:00Z',
      times: 1,
      key: { id: desk.id, name: 'desk', prefix: expect.stringMatching(/^fh_.{6}$/) },
      source: 'desk',
      eventId: 'e-1',
      problem,
      status: 'waiting',
      replayedAt: null,
      truncated: false,
      corrected: false,
      payload: JSON.stringify(without),
      correction: null,
    });
  });

  test.each([
    ['half a pair', 'not "\ud83d…', 'not "\ufffd…'],
    ['U+0000', 'not "\0"', 'not "\\u0000"'],
    ['what looks like its escape', 'not "\\u0000"', 'not "\\u0000"'],
    ['half of one', 'not "\\ud83d"', 'not "\\ud83d"'],
  ])('is the reason too, where it quotes %s', async (_, said, kept) => {
    const id = await keepOne(without, { problem: { ...problem, detail: said } });
    expect((await detail(id)).problem.detail).toBe(kept);
  });

  // é has two bytes, the face four; 65,536 bytes are kept, less what would be half a character.
  test.each([
    ['x'.repeat(65_536), 65_536, false],
    ['x'.repeat(65_537), 65_536, true],
    [`x${'é'.repeat(40_000)}`, 65_535, true],
    [`xxx${'😀'.repeat(20_000)}`, 65_535, true],
    [`${'x'.repeat(65_535)}😀`, 65_535, true],
    ['\0'.repeat(20_000), 65_536, true],
  ])(
    'of a payload too large are its first 64 KiB in whole characters, and that it was cut',
    async (text, bytes, cut) => {
      const { payload, truncated } = await detail(await keepOne(text));
      expect([Buffer.byteLength(payload), truncated]).toEqual([bytes, cut]);
      expect(text.replaceAll('\0', '\\u0000').startsWith(payload)).toBe(true);
    },
  );
});

describe('a list', () => {
  const at = (days: number) => NOW_US - days * DAY_US;
  const conflict = { ...problem, type: 'conflict' };

  test('goes from the latest to the oldest, page by page, each event once, also where times are equal', async () => {
    const ids = await keep(
      ...Array.from({ length: 7 }, (_, index) => refusal({ index }, { receivedUs: at(index < 4 ? 1 : 2) })),
    );
    const seen: string[] = [];
    let after = null;
    do {
      const page = await listRejectedEvents(ingest, EVERY_REJECTED, { limit: 2, after });
      seen.push(...page.events.map(({ id }) => id));
      after = page.next === null ? null : readRejectedPlace(page.next);
    } while (after !== null);
    expect(seen).toEqual(ids.toReversed());
  });

  test('holds what is asked for, and counts the same by reason', async () => {
    const shop = await newKey('shop');
    await keep(
      refusal({}, { id: 'a', receivedUs: at(3), problem: conflict }),
      refusal({}, { id: 'b', receivedUs: at(2), source: 'web' }),
      refusal({}, { id: 'c', receivedUs: at(1), keyId: shop.id }),
      refusal({}, { id: 'd', receivedUs: at(0), source: null, problem: { ...problem, type: 'bad-time' } }),
    );
    await sql`update log.rejected_event set replayed_us = 1 where event_id = 'b'`.execute(ingest);
    const asked = async (filter: Partial<RejectedFilter>) => {
      const all = { ...EVERY_REJECTED, ...filter };
      const { events } = await listRejectedEvents(ingest, all, { limit: 9, after: null });
      const counts = await countRejectedReasons(ingest, all);
      expect(Object.values(counts).reduce((sum, count) => sum + count, 0)).toBe(events.length);
      return events.map(({ eventId }) => eventId).join('');
    };
    expect(await asked({})).toBe('dcba');
    expect(await asked({ reasons: ['conflict', 'bad-time'] })).toBe('da');
    expect(await asked({ reasons: [] })).toBe('');
    expect(await asked({ source: 'web' })).toBe('b');
    expect(await asked({ key: 'shop' })).toBe('c');
    expect(await asked({ key: shop.id })).toBe('c');
    expect(await asked({ key: 'nobody' })).toBe('');
    expect(await asked({ fromUs: at(2), toUs: at(0) })).toBe('cb');
    expect(await asked({ status: 'waiting' })).toBe('dca');
    expect(await asked({ status: 'replayed' })).toBe('b');
    expect(await asked({ origin: shop.origin })).toBe('c');
    expect(await countRejectedReasons(ingest, EVERY_REJECTED)).toEqual({ 'bad-data': 2, 'bad-time': 1, conflict: 1 });
  });

  test('a key sees what its predecessors sent, and nobody else does', async () => {
    const before = await newKey('till');
    const id = await keepOne(without, { keyId: before.id });
    const rotated = await admin.transaction().execute((work) => rotateKey(work, 'till', { overlapSeconds: 0 }));
    const successor = await findKey(admin, rotated.ok ? rotated.secret : '');
    expect((await readRejectedEvent(ingest, id, successor?.origin ?? ''))?.id).toBe(id);
    expect(await readRejectedEvent(ingest, id, desk.origin)).toBeNull();
    expect(await discardRejected(ingest, id, desk.origin, ASKING)).toBe(false);
    expect((await replayRejected(ingest, [id], JSON.stringify(event), { ...NOW, origin: desk.origin })).size).toBe(0);
    expect(await logged()).toEqual([]);
  });

  test('a place in it is read back, and anything else is none', () => {
    const place = { receivedUs: NOW_US, id: '00000000-0000-4000-8000-000000000000' };
    expect(readRejectedPlace(writeRejectedPlace(place))).toEqual(place);
    const word = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
    for (const text of ['', 'x', word(1), word([1]), word([1, 'x']), word([0.5, place.id]), word([1, `${place.id}'`])])
      expect(readRejectedPlace(text)).toBeNull();
  });
});

describe('a replay', () => {
  test('without a correction that is refused again leaves one row, with the reason of now', async () => {
    const id = await keepOne({ ...event, time: '2026-03-09T00:00:00Z' });
    const outcome = (await replayRejected(ingest, [id], null, NOW)).get(id);
    expect(outcome).toMatchObject({ status: 'refused', problem: { type: 'bad-time', pointer: '/time' } });
    expect(await detail(id)).toMatchObject({ status: 'waiting', problem: { type: 'bad-time' }, corrected: false });
    expect(await countRejectedReasons(ingest, EVERY_REJECTED)).toEqual({ 'bad-time': 1 });
    // Two weeks later it is no longer ahead of the clock.
    const later = await replayRejected(ingest, [id], null, { ...NOW, nowUs: NOW_US + 14 * DAY_US });
    expect(later.get(id)).toEqual({ status: 'accepted' });
  });

  test('with a correction stores that one, with its mark, and keeps what came', async () => {
    const id = await keepOne(without);
    const correction = JSON.stringify({ ...event, id: 'e-2', source: 'desk-2' });
    expect((await replayRejected(ingest, [id], correction, NOW)).get(id)).toEqual({ status: 'accepted' });
    expect(await logged()).toEqual(['e-2']);
    const marks = await sql`select subject from recovery.mark`.execute(ingest);
    expect(marks.rows).toEqual([{ subject: 'case-1' }]);
    expect(await detail(id)).toMatchObject({
      status: 'replayed',
      replayedAt: '2026-03-03T00:00:00Z',
      source: 'desk-2',
      eventId: 'e-2',
      payload: JSON.stringify(without),
    });
  });

  test('goes on from the last correction that was refused', async () => {
    const id = await keepOne(without);
    const late = JSON.stringify({ ...event, time: '2026-03-05T00:00:00Z' });
    expect((await replayRejected(ingest, [id], late, NOW)).get(id)).toMatchObject({ problem: { type: 'bad-time' } });
    expect(await detail(id)).toMatchObject({ corrected: true, correction: late, payload: JSON.stringify(without) });
    const later = { ...NOW, nowUs: NOW_US + 2 * DAY_US };
    expect((await replayRejected(ingest, [id], null, later)).get(id)).toEqual({ status: 'accepted' });
  });

  test('of what is stored already is a duplicate, and done', async () => {
    const id = await keepOne(without);
    const read = readEvent(event, NOW_US);
    if (read.ok) await appendEvents(ingest, [read.event], NOW_US);
    expect((await replayRejected(ingest, [id], JSON.stringify(event), NOW)).get(id)).toEqual({ status: 'duplicate' });
    expect(await detail(id)).toMatchObject({ status: 'replayed' });
  });

  test('of a conflict stays one until it has an id of its own', async () => {
    const read = readEvent({ ...event, subject: 'case-1', data: { ...event.data, cause: 'late' } }, NOW_US);
    if (read.ok) await appendEvents(ingest, [read.event], NOW_US);
    const id = await keepOne(event, { problem: { ...problem, type: 'conflict' } });
    expect((await replayRejected(ingest, [id], null, NOW)).get(id)).toMatchObject({ problem: { type: 'conflict' } });
    expect(await detail(id)).toMatchObject({ status: 'waiting', problem: { type: 'conflict', pointer: '/id' } });
    const corrected = JSON.stringify({ ...event, id: 'e-2' });
    expect((await replayRejected(ingest, [id], corrected, NOW)).get(id)).toEqual({ status: 'accepted' });
    expect(await logged()).toEqual(['e-1', 'e-2']);
  });

  test('lends a key that is bound to a source nothing', async () => {
    const bound = await newKey('bound', 'desk');
    const id = await keepOne({ ...event, source: 'shop' }, { keyId: bound.id });
    expect((await replayRejected(ingest, [id], null, NOW)).get(id)).toMatchObject({
      problem: { type: 'wrong-source', pointer: '/source' },
    });
    expect((await replayRejected(ingest, [id], JSON.stringify(event), NOW)).get(id)).toEqual({ status: 'accepted' });
  });

  test.each([
    ['is cut off', { payload: JSON.stringify(event), truncated: true }, 'bad-data'],
    ['is no JSON', { payload: '{"id":' }, 'bad-json'],
    [
      'is too large',
      { payload: JSON.stringify({ ...event, text: 'x'.repeat(65_400) }), truncated: false },
      'too-large',
    ],
  ])('of what %s is refused until it is corrected', async (_, kept, type) => {
    const id = await keepOne(kept.payload, kept);
    await sql`update log.rejected_event set corrected = ${type === 'too-large' ? kept.payload + ' '.repeat(99) : null}`.execute(
      ingest,
    );
    expect((await replayRejected(ingest, [id], null, NOW)).get(id)).toMatchObject({ problem: { type } });
    expect(await detail(id)).toMatchObject({ status: 'waiting', source: 'desk', eventId: 'e-1' });
    expect((await replayRejected(ingest, [id], JSON.stringify(event), NOW)).get(id)).toEqual({ status: 'accepted' });
  });

  test('twice at once stores one event, also where the two corrections differ', async () => {
    const id = await keepOne(without);
    const outcomes = await Promise.all(
      Array.from({ length: 8 }, (_, index) =>
        replayRejected(ingest, [id], JSON.stringify({ ...event, id: `e-${index}` }), NOW),
      ),
    );
    expect(outcomes.filter((outcome) => outcome.get(id)?.status === 'accepted')).toHaveLength(1);
    expect(outcomes.filter(({ size }) => size === 0)).toHaveLength(7);
    expect(await logged()).toHaveLength(1);
  });

  test('waits for a rival, and takes over where the rival is undone', async () => {
    const id = await keepOne(event);
    const second: ReturnType<typeof replayRejected>[] = [];
    const first = database.db.transaction().execute(async (work) => {
      await sql`update log.rejected_event set replayed_us = 1 where id = ${id}::uuid`.execute(work);
      second.push(replayRejected(ingest, [id], null, NOW));
      await untilSomebodyWaits(database.db);
      throw new Error('undone');
    });
    await expect(first).rejects.toThrow('undone');
    expect(await Promise.all(second)).toEqual([new Map([[id, { status: 'accepted' }]])]);
  });

  test('that fails leaves everything as it was', async () => {
    const id = await keepOne(event);
    await sql`alter table vanity.mark rename to hidden`.execute(database.db);
    await expect(replayRejected(ingest, [id], null, NOW)).rejects.toThrow();
    await sql`alter table vanity.hidden rename to mark`.execute(database.db);
    expect(await detail(id)).toMatchObject({ status: 'waiting', problem });
    expect(await logged()).toEqual([]);
  });
});

describe('a replay of many', () => {
  const many = (count: number) =>
    Array.from({ length: count }, (_, index) => {
      const right = { ...event, id: `e-${index % 200}`, subject: `case-${index % 200}` };
      return refusal(index % 3 === 0 ? { ...right, data: {} } : right, {
        id: `${index}`,
        receivedUs: NOW_US - 1000 + index,
      });
    });

  test('tries each that is asked for once, the oldest first, and says what became of them', async () => {
    await keep(...many(240), refusal(event, { source: 'web', id: 'other' }));
    // Every third is wrong, and the last forty repeat the first forty.
    const right = Array.from({ length: 240 }, (_, index) => index).filter((index) => index % 3 !== 0);
    const ids = new Set(right.map((index) => index % 200));
    const all = await replayRejectedAll(
      ingest,
      { ...EVERY_REJECTED, source: 'desk' },
      { ...ASKING, limit: 1000, after: null },
    );
    expect(all).toEqual({ accepted: ids.size, duplicates: right.length - ids.size, refused: 80, next: null });
    expect((await logged()).length).toBe(ids.size);
    expect(await countRejectedReasons(ingest, { ...EVERY_REJECTED, status: 'waiting' })).toEqual({ 'bad-data': 81 });
  });

  test('stops at its limit, and goes on where it stopped', async () => {
    await keep(...many(30));
    const first = await replayRejectedAll(ingest, EVERY_REJECTED, { ...ASKING, limit: 12, after: null });
    expect(first).toMatchObject({ accepted: 8, refused: 4, next: expect.any(String) });
    const after = readRejectedPlace(first.next ?? '');
    const rest = await replayRejectedAll(ingest, EVERY_REJECTED, { ...ASKING, limit: 100, after });
    expect(rest).toEqual({ accepted: 12, duplicates: 0, refused: 6, next: null });
  });

  test('by several at once stores each event once, and refuses each once', async () => {
    await keep(...many(120));
    const outcomes = await Promise.all(
      [1, 2, 3].map(() => replayRejectedAll(ingest, EVERY_REJECTED, { ...ASKING, limit: 500, after: null })),
    );
    expect(outcomes.reduce((sum, { accepted }) => sum + accepted, 0)).toBe(80);
    expect(await logged()).toHaveLength(80);
    expect(await countRejectedReasons(ingest, { ...EVERY_REJECTED, status: 'waiting' })).toEqual({ 'bad-data': 40 });
  });
});

describe('what is discarded', () => {
  test('is deleted: one, or all that a filter means', async () => {
    const ids = await keep(
      ...Array.from({ length: 5 }, (_, index) =>
        refusal({ index }, { source: index < 3 ? 'a' : 'b', receivedUs: index }),
      ),
    );
    const first = ids[0] as string;
    expect([
      await discardRejected(ingest, first, null, ASKING),
      await discardRejected(ingest, first, null, ASKING),
    ]).toEqual([true, false]);
    expect(await discardRejectedAll(ingest, { ...EVERY_REJECTED, source: 'b' }, ASKING)).toBe(2);
    expect(await discardRejectedAll(ingest, EVERY_REJECTED, ASKING)).toBe(2);
  });

  test('is all of it, also where it takes several statements', async () => {
    await keep(...Array.from({ length: 2_500 }, (_, index) => refusal({ index })));
    expect(await discardRejectedAll(ingest, EVERY_REJECTED, ASKING)).toBe(2_500);
  });
});

describe('retention', () => {
  test('forgets what was received 90 days ago or before, or as long ago as is set, as the worker', async () => {
    const worker = openDatabase(database.urls.worker, { max: 1 });
    const days = (count: number) => refusal({}, { id: `${count}`, receivedUs: NOW_US - count * DAY_US });
    await keep(days(0), days(29), days(31), days(90), { ...days(91), receivedUs: NOW_US - 90 * DAY_US - 1 });
    expect(await forgetRejected(worker, NOW_US)).toBe(1);
    await writeRejectedRetentionDays(admin, 30);
    expect(await forgetRejected(worker, NOW_US)).toBe(2);
    const { events } = await listRejectedEvents(ingest, EVERY_REJECTED, { limit: 9, after: null });
    expect(events.map(({ eventId }) => eventId)).toEqual(['0', '29']);
    await sql`truncate access.setting`.execute(database.db);
    await worker.destroy();
  });

  test('goes through several batches, and runs until it is stopped', async () => {
    const worker = openDatabase(database.urls.worker, { max: 1 });
    await keep(...Array.from({ length: 1_200 }, (_, index) => refusal({ index }, { receivedUs: 1 })));
    const stop = new AbortController();
    const errors: unknown[] = [];
    const running = runRejectedRetention(worker, { signal: stop.signal, onError: (error) => errors.push(error) });
    while (Object.keys(await countRejectedReasons(ingest, EVERY_REJECTED)).length > 0);
    stop.abort();
    await running;
    expect(errors).toEqual([]);
    await worker.destroy();
  });
});

test('the reader counts what waits, by reason, and can read nothing of it', async () => {
  const reader = openDatabase(database.urls.reader, { max: 1 });
  await keep(
    refusal(without, { id: 'a', receivedUs: NOW_US - 8 * DAY_US }),
    refusal(without, { id: 'b', receivedUs: NOW_US - 7 * DAY_US }),
    refusal(without),
    refusal(event, { problem: { ...problem, type: 'bad-time' } }),
  );
  await replayRejectedAll(ingest, { ...EVERY_REJECTED, reasons: ['bad-time'] }, { ...ASKING, limit: 9, after: null });
  expect(await countRejected(reader, NOW_US - 7 * DAY_US)).toEqual({ waiting: 2, byReason: { 'bad-data': 2 } });
  expect(await countRejected(reader, NOW_US + 1)).toEqual({ waiting: 0, byReason: {} });
  for (const column of ['payload', 'corrected', 'problem', 'source', 'event_id'])
    await expect(sql`select ${sql.ref(column)} from log.rejected_event`.execute(reader)).rejects.toMatchObject({
      code: '42501',
    });
  await reader.destroy();
});
