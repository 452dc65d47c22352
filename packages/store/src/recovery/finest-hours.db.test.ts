import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../../../tests/support/database.ts';
import { DAY_US, event, MONDAY_US, opened, resolved } from '../../../../tests/support/events.ts';
import { foldAll } from '../../../../tests/support/recovery.ts';
import { openDatabase, type Database } from '../database.ts';
import { appendEvents } from '../log/append.ts';
import { listCases } from './cases.ts';
import { readFinestHours } from './finest-hours.ts';

const day = (count: number) => MONDAY_US + count * DAY_US;
/** Verdicts are known 44 days after the opening, and what followed 90 days after that. */
const NOW_US = day(200);
const QUERY = { fromUs: 0, toUs: NOW_US, filters: {}, limit: 10 };
const DAY = 86_400;
let database: TestDatabase;
let reader: Database;

beforeAll(async () => {
  database = await createTestDatabase();
  const [ingest, worker] = [openDatabase(database.urls.ingest), openDatabase(database.urls.worker)];
  const bought = (customer: string, at: number) => event('customer.purchased', customer, at, {}, { source: 'shop' });
  const solved = (id: string, customer: string, at: number) => [
    opened(id, customer, at, { cause: 'late', team: 'front' }),
    event('solution.given', id, at + DAY_US, { kind: 'refund', by: { kind: 'person', id: 'ana' } }),
    resolved(id, at + 2 * DAY_US),
  ];
  const events = [
    ...solved('early', 'ann', day(0)),
    ...solved('late', 'bea', day(10)),
    ...solved('quiet', 'cy', day(5)),
    ...solved('unlinked', 'dee', day(6)),
    bought('ann', day(1)),
    bought('ann', day(30)),
    // Bea bought under another id of hers; dee is not eve any more.
    event('customer.linked', 'bea', day(20), { to: 'bob' }, { source: 'shop' }),
    bought('bob', day(40)),
    event('customer.linked', 'dee', day(20), { to: 'eve' }, { source: 'shop' }),
    event('customer.unlinked', 'dee', day(21), { to: 'eve' }, { source: 'shop' }),
    bought('eve', day(40)),
    // The feeds go on, so that everything is covered.
    bought('somebody', day(-1)),
    bought('somebody', NOW_US),
  ];
  await appendEvents(ingest, events, 0);
  await foldAll(worker);
  await Promise.all([ingest.destroy(), worker.destroy()]);
  reader = openDatabase(database.urls.reader);
});
afterAll(async () => {
  await reader?.destroy();
  await database?.drop();
});

test('finest hours come the latest first, each with what came of it, under whichever id of its customer', async () => {
  const { finestHours, total } = await readFinestHours(reader, QUERY, NOW_US);
  expect(total).toBe(2);
  expect(finestHours.map(({ id, story }) => [id, story.then])).toEqual([
    ['late', [{ what: 'cameBack', after: 30 * DAY }]],
    ['early', [{ what: 'cameBack', after: 30 * DAY }]],
  ]);
  expect(finestHours[0]).toMatchObject({ team: 'front', cause: 'late', verdict: 'noObjection' });
});

test('they are the cases behind the share, however many are told', async () => {
  const { finestHours, total } = await readFinestHours(reader, { ...QUERY, limit: 1 }, NOW_US);
  const shares = [{ share: 'finestHour', has: true }] as const;
  const none = { states: [], verdicts: [], owners: [], order: 'opened', after: null } as const;
  const listed = await listCases(reader, { ...QUERY, ...none, shares, limit: 10 }, NOW_US);
  expect(finestHours.map(({ id }) => id)).toEqual(['late']);
  expect(listed.cases.map(({ id }) => id)).toEqual(['late', 'early']);
  expect(total).toBe(listed.total);
});

test('they say nothing of who the customer is, or who handled it', async () => {
  const told = JSON.stringify(await readFinestHours(reader, QUERY, NOW_US));
  expect(told).not.toMatch(/"(ann|bea|bob|ana|customer|holder|agent)"/);
});
