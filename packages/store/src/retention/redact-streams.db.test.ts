import type { LoggedEvent } from '@finest-hour/events';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../../../tests/support/database.ts';
import { assigned, DAY_US, event, MONDAY_US, opened, resolved } from '../../../../tests/support/events.ts';
import { derivedRows, foldAll, forgetAll, forgetDerived } from '../../../../tests/support/recovery.ts';
import { untilSomebodyWaits } from '../../../../tests/support/waiting.ts';
import { verifyAudit } from '../audit/read.ts';
import { bucketOf } from '../bucket.ts';
import { openDatabase, type Database } from '../database.ts';
import { eraseCustomer } from '../erasure/erase-customer.ts';
import { holdFolding } from '../erasure/locks.ts';
import { appendEvents } from '../log/append.ts';
import { markEverything } from '../recovery/mark.ts';
import { readReport } from '../recovery/report.ts';
import { redactStreams } from './redact-streams.ts';
import { readRedacted } from './silent-streams.ts';
import { runRedaction } from './run-redaction.ts';
import { readStreamRetentionDays, writeStreamRetentionDays } from './setting.ts';

let database: TestDatabase;
let ingest: Database;
let worker: Database;
let reader: Database;
let admin: Database;
let eraser: Database;

beforeAll(async () => {
  database = await createTestDatabase();
  const { urls } = database;
  ingest = openDatabase(urls.ingest);
  worker = openDatabase(urls.worker);
  reader = openDatabase(urls.reader);
  admin = openDatabase(urls.admin);
  eraser = openDatabase(urls.eraser);
});
afterAll(async () => {
  await Promise.all([ingest, worker, reader, admin, eraser].map((db) => db?.destroy()));
  await database?.drop();
});
beforeEach(async () => {
  await forgetAll(database.db);
  await sql`truncate log.tombstone, access.audit, access.setting`.execute(database.db);
  await sql`update log.erasure set version = version + 1`.execute(database.db);
});

const SECRET = 'Ann Ode is furious';
const day = (days: number) => MONDAY_US + days * DAY_US;
const REQUEST = { actor: 'test', nowUs: day(130) };

const ESCALATED = event('case.escalated', 'old', day(2), { reason: SECRET, floor: SECRET });
/** Silent since day 20: a case that was merged, one into which it was, and their customer. The other case is not. */
const COMPANY: readonly LoggedEvent[] = [
  opened('old', 'ann', day(0), { cause: 'late', url: `https://desk/${SECRET}` }),
  assigned('old', day(1), { agent: 'ben', team: 'front' }),
  ESCALATED,
  event('case.owned', 'old', day(3), { by: { kind: 'person', id: 'cem' } }, { extensions: { caller: SECRET } }),
  resolved('old', day(20)),
  opened('twin', 'ann', day(1), { cause: 'late', url: `https://desk/${SECRET}` }),
  event('case.merged', 'twin', day(2), { into: 'old' }),
  event('customer.purchased', 'ann', day(10), { order: SECRET, value: { amount: 9, currency: 'EUR' } }),
  event('shop.gift', 'ann', day(10), { card: SECRET }),
  opened('open', 'bea', day(0), { cause: 'late', url: 'https://desk/bea' }),
  event('contact.received', 'open', day(31), { channel: 'phone', note: 'still' }),
];

async function tell(...events: readonly LoggedEvent[]): Promise<readonly string[]> {
  const statuses = await appendEvents(ingest, events, day(30));
  await foldAll(worker);
  return statuses;
}

/** All events and all that was made of them, a row a line. */
async function everything(): Promise<readonly string[]> {
  const { rows } = await sql<{ row: string }>`select e::text as row from log.event e order by 1`.execute(database.db);
  return [...rows.map(({ row }) => row), ...Object.values(await derivedRows(database.db)).flat()];
}

const report = () =>
  readReport(reader, { from: '2026-01-01', to: '2026-03-01', timeZone: 'UTC', by: 'cause', filters: {} }, day(400));

describe('without a setting', () => {
  test('everything is kept', async () => {
    await tell(...COMPANY);
    const before = await everything();
    expect(await readStreamRetentionDays(worker)).toBeNull();
    expect(await redactStreams(eraser, { actor: 'test', nowUs: day(40_000) })).toBeNull();
    await writeStreamRetentionDays(admin, 100);
    await writeStreamRetentionDays(admin, null);
    expect(await redactStreams(eraser, { actor: 'test', nowUs: day(40_000) })).toBeNull();
    expect(await everything()).toEqual(before);
  });
});

describe('a stream that has been silent for longer than it is kept', () => {
  beforeEach(() => writeStreamRetentionDays(admin, 100));

  test('holds nothing any more of what may tell of persons, and nor does what was made of it', async () => {
    await tell(...COMPANY);
    expect((await everything()).filter((line) => line.includes(SECRET))).not.toEqual([]);
    expect(await redactStreams(eraser, REQUEST)).toEqual({ streams: 4, events: 9 });
    await foldAll(worker);
    expect((await everything()).filter((line) => line.includes(SECRET))).toEqual([]);
    expect(await redactStreams(eraser, REQUEST)).toEqual({ streams: 0, events: 0 });
  });

  test('is counted on: every figure stays', async () => {
    await tell(...COMPANY);
    const before = await report();
    expect(before.cases).toMatchObject({ opened: 3, excluded: { merged: 1 } });
    await redactStreams(eraser, REQUEST);
    await foldAll(worker);
    expect(await report()).toEqual(before);
  });

  test('is folded to what a rebuild of the log gives', async () => {
    await tell(...COMPANY);
    await redactStreams(eraser, REQUEST);
    await foldAll(worker);
    const after = await derivedRows(database.db);
    await forgetDerived(database.db);
    await markEverything(admin);
    await foldAll(worker);
    expect(await derivedRows(database.db)).toEqual(after);
  });

  test('leaves others as they came, to the day on which they have been silent for long enough', async () => {
    await tell(...COMPANY);
    const others = async () => (await everything()).filter((line) => line.includes('bea') || line.includes('still'));
    const before = await others();
    await redactStreams(eraser, { actor: 'test', nowUs: day(131) });
    await foldAll(worker);
    expect(await others()).toEqual(before);
    expect(await redactStreams(eraser, { actor: 'test', nowUs: day(131) + 1 })).toEqual({ streams: 1, events: 2 });
  });

  test('knows its events when they come again, and other ones of the same id for what they are', async () => {
    await tell(...COMPANY);
    await redactStreams(eraser, REQUEST);
    await foldAll(worker);
    const before = await everything();
    expect(new Set(await tell(...COMPANY))).toEqual(new Set(['duplicate']));
    const reworded = { ...ESCALATED, data: { ...ESCALATED.data, reason: 'other words' } };
    const another = { ...opened('old', 'ann', day(0)), data: { customer: 'ann', channel: 'email', cause: 'late' } };
    expect(await tell(reworded, another)).toEqual(['duplicate', 'conflict']);
    expect(await everything()).toEqual(before);
  });

  test('takes what comes late, counts it, and is redacted of it the next time', async () => {
    await tell(...COMPANY);
    await redactStreams(eraser, REQUEST);
    await foldAll(worker);
    expect(await tell(event('case.reopened', 'old', day(25), { reason: 'other', note: SECRET }))).toEqual(['accepted']);
    const { measures } = await report();
    expect(measures.notRecovered).toMatchObject({ reopened: 1 });
    expect(await redactStreams(eraser, REQUEST)).toEqual({ streams: 1, events: 1 });
    expect((await everything()).filter((line) => line.includes(SECRET))).toEqual([]);
  });

  test('is one of any length, in transactions of a bounded size', async () => {
    const long = Array.from({ length: 2_500 }, (_, index) =>
      event('contact.received', 'long', MONDAY_US + index, { channel: 'phone', note: SECRET }),
    );
    await appendEvents(ingest, [opened('long', 'ann', MONDAY_US), ...long], day(30));
    expect(await redactStreams(eraser, REQUEST)).toMatchObject({ events: 2_501 });
    const { rows } = await sql<{ events: string }>`
      select detail ->> 'events' as events from access.audit order by seq`.execute(database.db);
    expect(rows).toEqual([{ events: '2000' }, { events: '501' }]);
    expect((await everything()).filter((line) => line.includes(SECRET))).toEqual([]);
  });

  test('is redacted once where several workers do so at the same time', async () => {
    await tell(...COMPANY);
    const done = await Promise.all([redactStreams(eraser, REQUEST), redactStreams(eraser, REQUEST)]);
    expect(done.map((one) => one?.events ?? 0).reduce((sum, events) => sum + events)).toBe(9);
  });

  test('is written down with the act, or not at all', async () => {
    await tell(...COMPANY);
    const before = await everything();
    await sql`revoke insert on access.audit from finest_hour_eraser`.execute(database.db);
    try {
      await expect(redactStreams(eraser, REQUEST)).rejects.toThrow(/permission denied/);
    } finally {
      await sql`grant insert on access.audit to finest_hour_eraser`.execute(database.db);
    }
    expect(await everything()).toEqual(before);
    await redactStreams(eraser, REQUEST);
    const { rows } = await sql`select distinct actor, action from access.audit`.execute(database.db);
    expect(rows).toEqual([{ actor: 'test', action: 'streams redacted' }]);
    expect(await verifyAudit(eraser)).toMatchObject({ ok: true });
  });

  test('waits for an erasure, and writes nobody back whom it erased', async () => {
    await tell(...COMPANY);
    const { promise: ended, resolve: end } = Promise.withResolvers<null>();
    const { promise: held, resolve: hold } = Promise.withResolvers<null>();
    const erasing = database.db.transaction().execute(async (work) => {
      await holdFolding(work);
      hold(null);
      await ended;
    });
    await held;
    const redaction = redactStreams(eraser, REQUEST);
    await untilSomebodyWaits(database.db);
    end(null);
    await erasing;
    expect(await redaction).toMatchObject({ events: 9 });
    await eraseCustomer(eraser, 'ann', REQUEST);
    await foldAll(worker);
    await redactStreams(eraser, REQUEST);
    await foldAll(worker);
    expect((await everything()).filter((line) => /\bann\b/.test(line))).toEqual([]);
    expect(await tell(ESCALATED)).toEqual(['duplicate']);
  });

  test('is found by the worker by itself', async () => {
    await tell(...COMPANY);
    const stop = new AbortController();
    const { promise, resolve: onDone, reject: onError } = Promise.withResolvers<unknown>();
    const running = runRedaction(eraser, { signal: stop.signal, onDone, onError });
    expect(await promise).toMatchObject({ events: 11 });
    stop.abort();
    await running;
  });
});

test('a stream to which something came since it was found silent is left as it is', async () => {
  await appendEvents(ingest, [ESCALATED, event('case.escalated', 'old', day(9), { reason: SECRET })], 0);
  const stream = { bucket: bucketOf('case', 'old'), family: 'case', subject: 'old' } as const;
  const redacted = (beforeUs: number) =>
    eraser.transaction().execute((work) => readRedacted(work, [stream], beforeUs, 100));
  expect(await redacted(day(9))).toEqual([]);
  expect(await redacted(day(9) + 1)).toHaveLength(2);
});
