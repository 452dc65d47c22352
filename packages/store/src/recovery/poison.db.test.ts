import { EVENT_TYPES } from '@finest-hour/events';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../../../tests/support/database.ts';
import { event, MONDAY_US, opened } from '../../../../tests/support/events.ts';
import { derivedRows, foldAll, forgetAll, forgetDerived } from '../../../../tests/support/recovery.ts';
import { openDatabase, type Database } from '../database.ts';
import { appendEvents } from '../log/append.ts';
import { markEverything, markParked } from './mark.ts';
import { readTrouble } from './trouble.ts';

let database: TestDatabase;
let ingest: Database;
let worker: Database;

beforeAll(async () => {
  database = await createTestDatabase();
  ingest = openDatabase(database.urls.ingest);
  worker = openDatabase(database.urls.worker);
});
afterAll(async () => {
  await Promise.all([ingest?.destroy(), worker?.destroy()]);
  await database?.drop();
});
beforeEach(() => forgetAll(database.db));

const FOLDED = EVENT_TYPES.filter(({ family }) => family === 'case' || family === 'customer');

/** Data that no version of the contract lets in: nothing at all, or every field of another type than it has. */
function wrongData(properties: readonly string[]): readonly Record<string, unknown>[] {
  const all = (value: unknown) => Object.fromEntries(properties.map((name) => [name, value]));
  return [{}, all(null), all(7), all('x'), all({}), all([])];
}

const factCases = async () => {
  const { rows } = await sql<{ id: string }>`select case_id as id from recovery.case_fact order by 1`.execute(
    database.db,
  );
  return rows.map(({ id }) => id);
};

test.each(FOLDED)('a $type with other data than it may have holds nobody up', async ({ type, data }) => {
  for (const wrong of wrongData(Object.keys(data.properties))) {
    await forgetAll(database.db);
    await appendEvents(ingest, [opened('a', 'ada', MONDAY_US), opened('b', 'bob', MONDAY_US)], 0);
    const subject = type.startsWith('customer.') ? 'ada' : 'a';
    await appendEvents(ingest, [event(type, subject, MONDAY_US + 1, wrong, { id: 'bad' })], 0);
    await expect(foldAll(worker), JSON.stringify(wrong)).resolves.toBeUndefined();
    expect(await factCases(), JSON.stringify(wrong)).toContain('b');
  }
});

/** A merge into nothing at all: what it asks to be written no table takes. */
const merge = event('case.merged', 'case-7', MONDAY_US + 100, { into: [] }, { id: 'bad' });

async function company(): Promise<void> {
  const cases = Array.from({ length: 40 }, (_, i) => opened(`case-${i}`, `customer-${i % 7}`, MONDAY_US + i));
  await appendEvents(ingest, cases, 0);
}

test('of many streams the one that undoes the transaction is parked, with what the database said', async () => {
  await company();
  await foldAll(worker);
  await appendEvents(ingest, [merge], 0);
  await markEverything(database.db);
  await foldAll(worker);
  const { parked } = await readTrouble(database.db);
  expect(parked).toEqual([{ family: 'case', subject: 'case-7', error: expect.stringContaining('"merge"') }]);
  expect(await factCases()).toHaveLength(39);

  const rows = await derivedRows(database.db);
  await forgetDerived(database.db);
  await markEverything(database.db);
  await foldAll(worker);
  expect(await derivedRows(database.db)).toEqual(rows);
});

test('what is parked is tried again when asked to, and comes back once it is mended', async () => {
  await company();
  await appendEvents(ingest, [merge], 0);
  await foldAll(worker);
  expect(await markParked(database.db)).toBe(1);
  await foldAll(worker);
  expect((await readTrouble(database.db)).parked).toHaveLength(1);

  await sql`delete from log.event where id = 'bad'`.execute(database.db);
  expect(await markParked(database.db)).toBe(1);
  await foldAll(worker);
  expect([(await readTrouble(database.db)).parked, await markParked(database.db)]).toEqual([[], 0]);
  expect(await factCases()).toHaveLength(40);
});

test("what is nobody's fault parks nobody: a right that is missing undoes the round, and is told", async () => {
  await company();
  await sql`revoke insert on recovery.hop from finest_hour_worker`.execute(database.db);
  try {
    await appendEvents(ingest, [event('case.assigned', 'case-1', MONDAY_US + 99, { to: { agent: 'ana' } })], 0);
    await expect(foldAll(worker)).rejects.toThrow('permission denied');
  } finally {
    await sql`grant insert on recovery.hop to finest_hour_worker`.execute(database.db);
  }
  expect((await readTrouble(database.db)).parked).toEqual([]);
});
