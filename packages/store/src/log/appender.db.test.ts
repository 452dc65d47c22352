import type { LoggedEvent } from '@finest-hour/events';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../../../tests/support/database.ts';
import { event, MONDAY_US, opened } from '../../../../tests/support/events.ts';
import { openDatabase, type Database } from '../database.ts';
import { createAppender, type Appender, type GroupCommitted } from './appender.ts';
import { rowOf } from './row.ts';

let database: TestDatabase;
let ingest: Database;
let appender: Appender;
const groups: GroupCommitted[] = [];

beforeAll(async () => {
  database = await createTestDatabase();
  ingest = openDatabase(database.urls.ingest);
});
afterAll(async () => {
  await ingest?.destroy();
  await database?.drop();
});
beforeEach(async () => {
  await sql`truncate log.event, recovery.mark, vanity.mark`.execute(database.db);
  groups.length = 0;
  appender = createAppender(ingest, { lanes: 1, onCommit: (group) => groups.push(group) });
});

const append = (...events: readonly LoggedEvent[]) => appender.append(events.map((event) => rowOf(event, MONDAY_US)));
const other = (one: LoggedEvent): LoggedEvent => ({ ...one, data: { ...one.data, channel: 'email' } });

async function stored(): Promise<readonly unknown[]> {
  const { rows } = await sql`select subject, data ->> 'channel' as channel from log.event order by 1`.execute(
    database.db,
  );
  return rows;
}

test('many requests at once are one commit with its marks, each with its own receipt', async () => {
  const requests = Array.from({ length: 50 }, (_, i) => [opened(`case-${i}`, 'ada', MONDAY_US)]);
  expect(await Promise.all(requests.map((events) => append(...events)))).toEqual(Array(50).fill(['accepted']));
  expect(groups).toMatchObject([{ events: 50 }]);
  const { rows } = await sql`
    select (select count(*) from log.event) as events, (select count(*) from recovery.mark) as marks,
           (select count(distinct batch) from recovery.mark) as batches`.execute(database.db);
  expect(rows).toEqual([{ events: 50, marks: 50, batches: 1 }]);
});

test('between requests of one group the first is stored, the same again is a duplicate, other content a conflict', async () => {
  const [one, two] = [opened('a', 'ada', MONDAY_US), opened('b', 'ada', MONDAY_US)];
  const answers = await Promise.all([
    append(one),
    append(two, other(one)),
    append(one, other(two)),
    append(other(one)),
  ]);
  expect(groups).toHaveLength(1);
  expect(answers).toEqual([['accepted'], ['accepted', 'conflict'], ['duplicate', 'conflict'], ['conflict']]);
  expect(await stored()).toEqual([
    { subject: 'a', channel: 'phone' },
    { subject: 'b', channel: 'phone' },
  ]);
});

test('a request that the database refuses fails alone', async () => {
  const impossible = { ...event('case.closed', 'bad', MONDAY_US), timeUs: 0.5 };
  const answers = await Promise.allSettled([
    append(opened('a', 'ada', MONDAY_US)),
    append(opened('b', 'ada', MONDAY_US), impossible),
    append(opened('c', 'ada', MONDAY_US)),
  ]);
  expect(answers).toMatchObject([
    { status: 'fulfilled', value: ['accepted'] },
    { status: 'rejected', reason: { code: '22P02' } },
    { status: 'fulfilled', value: ['accepted'] },
  ]);
  expect((await stored()).length).toBe(2);
});

test('what was there before, in part or whole, is told from what is new, whatever came in between', async () => {
  const events = Array.from({ length: 6 }, (_, i) => opened(`case-${i}`, 'ada', MONDAY_US));
  const [a, b, c, d, e, f] = events as [LoggedEvent, LoggedEvent, LoggedEvent, LoggedEvent, LoggedEvent, LoggedEvent];
  expect(await append(a, b)).toEqual(['accepted', 'accepted']);
  expect(await append(b, c)).toEqual(['duplicate', 'accepted']);
  expect(await append(d)).toEqual(['accepted']);
  expect(await append(other(d), e)).toEqual(['conflict', 'accepted']);
  expect(await append(f)).toEqual(['accepted']);
  expect(await append(...events)).toEqual(Array(6).fill('duplicate'));
});
