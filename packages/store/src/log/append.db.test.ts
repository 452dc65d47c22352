import type { LoggedEvent } from '@finest-hour/events';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../../../tests/support/database.ts';
import { event, MONDAY_US, opened, resolved } from '../../../../tests/support/events.ts';
import { untilSomebodyWaits } from '../../../../tests/support/waiting.ts';
import { bucketOf } from '../bucket.ts';
import { openDatabase, type Database } from '../database.ts';
import { appendEvents } from './append.ts';

const RECEIVED_US = MONDAY_US;
let database: TestDatabase;
let ingest: Database;

beforeAll(async () => {
  database = await createTestDatabase();
  ingest = openDatabase(database.urls.ingest, { max: 12 });
});
afterAll(async () => {
  await ingest?.destroy();
  await database?.drop();
});
beforeEach(async () => {
  await sql`truncate log.event, recovery.mark, vanity.mark`.execute(database.db);
});

const append = (...events: readonly LoggedEvent[]) => appendEvents(ingest, events, RECEIVED_US);

async function marks(): Promise<readonly string[]> {
  const { rows } = await sql<{ mark: string }>`
    select family || ' ' || subject as mark from recovery.mark order by 1`.execute(database.db);
  return rows.map(({ mark }) => mark);
}

async function count(table: string): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*) as count from ${sql.table(table)}`.execute(database.db);
  return rows[0]?.count ?? NaN;
}

test('nothing to append is nothing done', async () => {
  expect(await append()).toEqual([]);
});

test('an answer for each event, in the order given', async () => {
  const known = opened('b', 'ada', MONDAY_US);
  await append(known);
  const changed = { ...known, data: { ...known.data, channel: 'email' } };
  expect(await append(resolved('z', MONDAY_US), known, opened('a', 'ada', MONDAY_US), changed)).toEqual([
    'accepted',
    'duplicate',
    'accepted',
    'conflict',
  ]);
});

test('within one batch the first of the same source and id is stored; the others are told from it', async () => {
  const first = opened('a', 'ada', MONDAY_US);
  const other = { ...first, data: { customer: 'bob', channel: 'phone' } };
  expect(await append(first, first, other, first)).toEqual(['accepted', 'duplicate', 'conflict', 'duplicate']);
  expect(await append(other, first)).toEqual(['conflict', 'duplicate']);
  const { rows } = await sql`select data ->> 'customer' as customer from log.event`.execute(database.db);
  expect(rows).toEqual([{ customer: 'ada' }]);
});

test('the order of keys in data makes no other content', async () => {
  const one = opened('a', 'ada', MONDAY_US);
  const same = { ...one, data: { channel: 'phone', customer: 'ada' } };
  expect([await append(one), await append(same)]).toEqual([['accepted'], ['duplicate']]);
});

test('the same id from another source, or about another case, is another event', async () => {
  const one = opened('a', 'ada', MONDAY_US);
  expect(await append(one, { ...one, source: 'crm' }, { ...one, subject: 'b' })).toEqual(Array(3).fill('accepted'));
});

test('what is stored can be read back to the microsecond and the byte', async () => {
  const one = event(
    'case.opened',
    'fall/1 "é"\\{}',
    MONDAY_US + 1,
    { customer: 'ü', note: 'a\\"b\n{,}' },
    {
      source: 'https://desk.example/',
      sequence: '007',
      extensions: { traceparent: '00-x' },
    },
  );
  await append(one, event('case.closed', 'b', MONDAY_US, {}));
  const { rows } = await sql`
    select bucket, subject, source, id, type, time_us, received_us, sequence, data, extensions
    from log.event order by time_us desc`.execute(database.db);
  const { source, id, type, subject, timeUs, sequence, data, extensions } = one;
  expect(rows).toMatchObject([
    { bucket: bucketOf('case', subject), subject, source, id, type, time_us: timeUs, sequence, data, extensions },
    { subject: 'b', received_us: RECEIVED_US, sequence: null, data: {}, extensions: null },
  ]);
});

test('marks are made for what was accepted, once a stream and batch, and only where something folds it', async () => {
  await append(
    opened('a', 'ada', MONDAY_US),
    resolved('a', MONDAY_US + 1),
    event('customer.purchased', 'ada', MONDAY_US),
    event('agent.joined', 'ana', MONDAY_US, { team: 't' }),
    event('reading.taken', 'stars', MONDAY_US, { value: 5 }),
    event('case.frobnicated', 'a', MONDAY_US),
  );
  expect(await count('log.event')).toBe(6);
  expect(await marks()).toEqual(['case a', 'customer ada']);
  expect(await count('vanity.mark')).toBe(1);
  await append(opened('a', 'ada', MONDAY_US), { ...resolved('a', MONDAY_US + 1), data: {} });
  expect(await marks()).toEqual(['case a', 'customer ada']);
  expect(await count('vanity.mark')).toBe(1);
  await append(event('case.closed', 'a', MONDAY_US + 2));
  expect(await marks()).toEqual(['case a', 'case a', 'customer ada']);
});

test('an event that the database refuses takes its whole batch with it', async () => {
  const impossible = { ...resolved('b', MONDAY_US), timeUs: 0.5 };
  await expect(append(opened('a', 'ada', MONDAY_US), impossible)).rejects.toThrow(/bigint/);
  expect([await count('log.event'), await count('recovery.mark')]).toEqual([0, 0]);
});

test('where the marks cannot be written, the events are not there either', async () => {
  await sql`revoke insert on vanity.mark from finest_hour_ingest`.execute(database.db);
  try {
    await expect(append(opened('a', 'ada', MONDAY_US))).rejects.toThrow(/permission denied/);
  } finally {
    await sql`grant insert on vanity.mark to finest_hour_ingest`.execute(database.db);
  }
  expect([await count('log.event'), await count('recovery.mark')]).toEqual([0, 0]);
  expect(await append(opened('a', 'ada', MONDAY_US))).toEqual(['accepted']);
});

test('the same events at once in opposite orders: no deadlock, each accepted exactly once', async () => {
  // Every row takes its time, so that rivals are sure to meet half-way.
  await sql
    .raw(
      `create function dawdle() returns trigger language plpgsql as 'begin perform pg_sleep(0.002); return new; end';
       create trigger dawdle before insert on log.event for each row execute function dawdle()`,
    )
    .execute(database.db);
  const events = Array.from({ length: 90 }, (_, i) => opened(`case-${i % 40}`, 'ada', MONDAY_US + i));
  const calls = Array.from({ length: 12 }, (_, i) => {
    const part = events.slice((i % 3) * 15, 60 + (i % 3) * 15);
    return i % 2 === 0 ? part : part.toReversed();
  });
  const answers = await Promise.all(calls.map((batch) => append(...batch)));
  await sql`drop function dawdle() cascade`.execute(database.db);
  const accepted = answers.flatMap((statuses, i) =>
    statuses.flatMap((status, j) => (status === 'accepted' ? calls[i]?.[j]?.id : [])),
  );
  expect(new Set(answers.flat())).toEqual(new Set(['accepted', 'duplicate']));
  expect(accepted.toSorted()).toEqual(events.map(({ id }) => id).toSorted());
  expect(await count('log.event')).toBe(90);
  // Not even one that a retry would have hidden. A connection hands in its counts when it closes.
  await ingest.destroy();
  ingest = openDatabase(database.urls.ingest, { max: 12 });
  const { rows } = await sql`
    select deadlocks from pg_stat_database where datname = current_database()`.execute(database.db);
  expect(rows).toEqual([{ deadlocks: 0 }]);
});

test('a transaction that the database undid for a deadlock is tried again, unseen', async () => {
  const events = [opened('a', 'ada', MONDAY_US), opened('b', 'ada', MONDAY_US)].toSorted(
    (a, b) => bucketOf('case', a.subject) - bucketOf('case', b.subject),
  );
  const [first, second] = events as [LoggedEvent, LoggedEvent];
  const insert = (one: LoggedEvent) => sql`
    insert into log.event (bucket, family, subject, source, id, type, time_us, received_us, content_hash, data)
    values (${bucketOf('case', one.subject)}, 'case', ${one.subject}, 'desk', ${one.id}, ${one.type}, 0, 0, '', '{}')`;
  // Somebody who does not keep the order: has the second event, and asks for the first.
  const rival = database.db.transaction().execute(async (work) => {
    await sql`set local deadlock_timeout = '1min'`.execute(work);
    await insert(second).execute(work);
    const answer = append(first, second);
    await untilSomebodyWaits(database.db);
    await insert(first)
      .execute(work)
      .catch(() => undefined);
    throw Object.assign(new Error('undone'), { answer });
  });
  const undone = await rival.catch((error: unknown) => error as Error & { answer: Promise<unknown> });
  expect(await undone?.answer).toEqual(['accepted', 'accepted']);
});
