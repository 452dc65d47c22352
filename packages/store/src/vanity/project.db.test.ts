import type { LoggedEvent } from '@finest-hour/events';
import { takeReadings } from '@finest-hour/vanity';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../../../tests/support/database.ts';
import { DAY_US, event, MONDAY_US, opened } from '../../../../tests/support/events.ts';
import { untilSomebodyWaits } from '../../../../tests/support/waiting.ts';
import { openDatabase, type Database } from '../database.ts';
import { appendEvents } from '../log/append.ts';
import { StaleWorkError } from '../stale-work-error.ts';
import { foldEverything } from '../worker/fold-all.ts';
import { projectReadings } from './project.ts';
import { lastReadingDay, readReadings } from './readings.ts';
import { runReadings } from './run.ts';

let database: TestDatabase;
let ingest: Database;
let worker: Database;
let vanity: Database;

beforeAll(async () => {
  database = await createTestDatabase();
  ingest = openDatabase(database.urls.ingest);
  worker = openDatabase(database.urls.worker);
  vanity = openDatabase(database.urls.vanity);
});
afterAll(async () => {
  await Promise.all([ingest?.destroy(), worker?.destroy(), vanity?.destroy()]);
  await database?.drop();
});
beforeEach(async () => {
  await sql`truncate log.event, recovery.mark, vanity.mark, vanity.reading`.execute(database.db);
});

/** Openings around midnights, some of a case by two systems, on one day and on two; and what else is read, and is not. */
const events: readonly LoggedEvent[] = [
  opened('a', 'ada', MONDAY_US - 1),
  opened('b', 'ada', MONDAY_US),
  { ...opened('b', 'ada', MONDAY_US + 5_000_000), source: 'crm' },
  opened('c', 'bob', MONDAY_US + DAY_US - 1),
  opened('d', 'bob', MONDAY_US + DAY_US),
  { ...opened('d', 'bob', MONDAY_US + DAY_US), source: 'shop' },
  { ...opened('d', 'bob', MONDAY_US + 2 * DAY_US), source: 'crm' },
  event('contact.made', 'b', MONDAY_US - 1, { channel: 'phone' }),
  event('contact.made', 'b', MONDAY_US + 1_000_000, { channel: 'phone', kind: 'internal-note' }),
  event('contact.made', 'b', MONDAY_US + 2_500_000, { channel: 'email', automated: true }),
  event('contact.made', 'd', MONDAY_US + 2 * DAY_US, { channel: 'email' }),
  event('case.resolved', 'd', MONDAY_US + 3 * DAY_US),
  event('case.closed', 'd', MONDAY_US + 4 * DAY_US, { automatic: true }),
  event('case.closed', 'b', MONDAY_US + DAY_US),
  event('case.closed', 'nobody', MONDAY_US + 7 * DAY_US),
  event('satisfaction.asked', 'd', MONDAY_US + 4 * DAY_US),
  event('satisfaction.stated', 'd', MONDAY_US + 5 * DAY_US, { satisfied: true, score: 4.5 }),
  event('satisfaction.stated', 'b', MONDAY_US + 5 * DAY_US, { satisfied: false, score: 1 }),
  event('satisfaction.stated', 'c', MONDAY_US + 5 * DAY_US, { satisfied: false }),
  event('reading.taken', 'likes', MONDAY_US + 5 * DAY_US, { value: 12, unit: 'posts' }),
  event('reading.taken', 'likes', MONDAY_US + 5 * DAY_US + 1, { value: -2, unit: 'posts' }),
  event('reading.taken', 'likes', MONDAY_US + 5 * DAY_US + 2, { value: 0.5 }),
  event('customer.left', 'ada', MONDAY_US + 7 * DAY_US),
];

const of = (name: string, day: string, n: number, total = 0, unit = '') => ({ name, day, unit, n, total });

/** By pencil: days of UTC; of cases b and d the waits in seconds, on the day of the opening. */
const EXPECTED = [
  of('casesOpened', '2026-01-04', 1),
  of('contactsMade', '2026-01-04', 1),
  of('casesOpened', '2026-01-05', 2),
  of('contactsMade', '2026-01-05', 1),
  of('firstResponse', '2026-01-05', 1, 2.5),
  of('handleTime', '2026-01-05', 1, 86_400),
  of('casesOpened', '2026-01-06', 1),
  of('firstResponse', '2026-01-06', 1, 86_400),
  of('handleTime', '2026-01-06', 1, 2 * 86_400),
  of('casesOpened', '2026-01-07', 1),
  of('contactsMade', '2026-01-07', 1),
  of('surveysSent', '2026-01-09', 1),
  of('meanScore', '2026-01-10', 2, 5.5),
  of('pushed:likes', '2026-01-10', 1, 0.5),
  of('pushed:likes', '2026-01-10', 2, 10, 'posts'),
];

const readings = () => readReadings(vanity, '2025-01-01', '2027-01-01');

async function count(): Promise<void> {
  while ((await projectReadings(vanity)) > 0);
}

test('the database counts what the package counts', async () => {
  await appendEvents(ingest, events, 0);
  await count();
  expect(await readings()).toEqual(EXPECTED);
  expect(takeReadings(events)).toEqual(EXPECTED);
});

test('in any batches, in any order, any number of times, counted in between or not: the same', async () => {
  for (const size of [1, 2, 5]) {
    await sql`truncate log.event, vanity.mark, vanity.reading`.execute(database.db);
    const shuffled = events.toReversed();
    for (let i = 0; i < shuffled.length; i += size) {
      await appendEvents(ingest, shuffled.slice(i, i + size), 0);
      if (i % 2 === 0) await count();
      await appendEvents(ingest, shuffled.slice(0, i + 1), 0);
    }
    await count();
    expect(await readings()).toEqual(EXPECTED);
  }
});

test('more days than are counted at a time are counted all', async () => {
  const years = Array.from({ length: 450 }, (_, i) => opened(`case-${i}`, 'ada', MONDAY_US - i * DAY_US));
  await appendEvents(ingest, years, 0);
  await count();
  const { rows } = await sql`select count(*) as days, sum(n)::int as cases from vanity.reading`.execute(database.db);
  expect(rows).toEqual([{ days: 450, cases: 450 }]);
});

test('a day marked while it is counted is counted again; of two who count it the slower is undone', async () => {
  await appendEvents(ingest, events, 0);
  await database.db.transaction().execute(async (work) => {
    await sql`insert into vanity.mark values ('2026-01-05', gen_random_uuid())`.execute(work);
    await count();
  });
  expect(await projectReadings(vanity)).toBe(1);

  await appendEvents(ingest, [opened('e', 'ada', MONDAY_US)], 0);
  const { counted } = await database.db.transaction().execute(async (work) => {
    await sql`select from vanity.reading for update`.execute(work);
    const counted = projectReadings(vanity).catch((error: unknown) => error);
    await untilSomebodyWaits(database.db);
    await sql`delete from vanity.mark`.execute(work);
    return { counted };
  });
  expect(await counted).toBeInstanceOf(StaleWorkError);
});

test('what happens later changes the reading of the day on which the case was opened', async () => {
  const [day, later] = [MONDAY_US, MONDAY_US + 30 * DAY_US];
  const handled = async () => (await readings()).filter(({ name }) => name === 'handleTime');
  await appendEvents(ingest, [opened('a', 'ada', day + 60_000_000)], 0);
  await count();
  expect(await handled()).toEqual([]);
  await appendEvents(ingest, [event('case.resolved', 'a', later)], 0);
  await count();
  expect(await handled()).toEqual([of('handleTime', '2026-01-05', 1, 30 * 86_400 - 60)]);
  // Another system opened it the day before: there it is counted now, and no more here.
  await appendEvents(ingest, [{ ...opened('a', 'ada', day - DAY_US), source: 'crm' }], 0);
  await count();
  expect(await handled()).toEqual([of('handleTime', '2026-01-04', 1, 31 * 86_400)]);
});

test('while somebody counts, nobody else does', async () => {
  await appendEvents(ingest, events, 0);
  await database.db.transaction().execute(async (work) => {
    await sql`select pg_advisory_xact_lock(4205)`.execute(work);
    expect(await projectReadings(vanity)).toBe(0);
  });
  expect(await projectReadings(vanity)).toBeGreaterThan(0);
});

test('a rebuild of recovery changes nothing of the readings', async () => {
  await appendEvents(ingest, events, 0);
  await count();
  const rows = () => sql`select r::text, xmin::text from vanity.reading r order by 1`.execute(database.db);
  const before = (await rows()).rows;
  // What the rebuild does: all cases and customers marked, and folded anew.
  await sql`
    insert into recovery.mark
    select distinct on (bucket, subject) bucket, family, subject, gen_random_uuid() from log.event`.execute(
    database.db,
  );
  await foldEverything(worker);
  expect((await rows()).rows).toEqual(before);
  expect(await projectReadings(vanity)).toBe(0);
});

test('readings are answered for [from, to)', async () => {
  await appendEvents(ingest, events, 0);
  await count();
  expect(await readReadings(vanity, '2026-01-05', '2026-01-07')).toEqual(EXPECTED.slice(2, 9));
  expect(await lastReadingDay(vanity)).toBe('2026-01-10');
});

test('who runs the readings counts what arrives, until told to stop', async () => {
  const stop = new AbortController();
  const errors: unknown[] = [];
  const running = runReadings(vanity, { signal: stop.signal, pollMs: 5, onError: (error) => errors.push(error) });
  await appendEvents(ingest, events, 0);
  while ((await readings()).length < EXPECTED.length) await new Promise((resolve) => setTimeout(resolve, 5));
  stop.abort();
  await running;
  expect([errors, await readings()]).toEqual([[], EXPECTED]);
});
