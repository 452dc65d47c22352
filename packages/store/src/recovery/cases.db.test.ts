import type { LoggedEvent } from '@finest-hour/events';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../../../tests/support/database.ts';
import { assigned, DAY_US, event, MINUTE_US, MONDAY_US, opened, resolved } from '../../../../tests/support/events.ts';
import { foldAll } from '../../../../tests/support/recovery.ts';
import { bucketOf } from '../bucket.ts';
import { openDatabase, type Database } from '../database.ts';
import { appendEvents } from '../log/append.ts';
import { readCase } from './case.ts';
import { BadCursorError, listCases, type CaseQuery } from './cases.ts';

/** 44 days after the first Monday: cases opened until then have matured. */
const NOW_US = MONDAY_US + 44 * DAY_US;
const EVERYTHING: CaseQuery = {
  fromUs: 0,
  toUs: NOW_US,
  filters: {},
  states: [],
  owners: [],
  shares: [],
  verdicts: [],
  order: 'opened',
  limit: 1000,
  after: null,
};
let database: TestDatabase;
let reader: Database;

/** 40 cases: four open at each instant, the ids against the order of buckets; every fourth is resolved. */
const cases = Array.from({ length: 40 }, (_, i) => ({
  id: `case-${String((i * 17) % 40).padStart(2, '0')}`,
  openedUs: MONDAY_US + Math.floor(i / 4) * DAY_US,
  resolved: i % 4 === 0,
  cause: ['late', 'broken', undefined][i % 3],
}));
const newestFirst = cases.toSorted((a, b) => b.openedUs - a.openedUs || (a.id < b.id ? 1 : -1)).map(({ id }) => id);

beforeAll(async () => {
  database = await createTestDatabase();
  const [ingest, worker] = [openDatabase(database.urls.ingest), openDatabase(database.urls.worker)];
  const events = cases.flatMap((one, i): LoggedEvent[] => [
    opened(one.id, `customer-${i}`, one.openedUs, one.cause === undefined ? {} : { cause: one.cause }),
    ...(one.resolved ? [resolved(one.id, one.openedUs + MINUTE_US)] : []),
  ]);
  await appendEvents(ingest, [...events, event('case.closed', 'never-opened', MONDAY_US)], 0);
  await appendEvents(ingest, [...story(), ...held()], 0);
  await foldAll(worker);
  await Promise.all([ingest.destroy(), worker.destroy()]);
  reader = openDatabase(database.urls.reader);
});
afterAll(async () => {
  await reader?.destroy();
  await database?.drop();
});

/** One case with a chain, opened after all others are listed: years before. */
function story(): readonly LoggedEvent[] {
  const at = (minutes: number) => MONDAY_US - 400 * DAY_US + minutes * MINUTE_US;
  return [
    opened('story', 'ada', at(0), { team: 'front', cause: 'late', url: 'https://desk.example/1', severity: 'high' }),
    assigned('story', at(10), { agent: 'ana', team: 'front' }),
    event('contact.made', 'story', at(12), { channel: 'phone', by: { kind: 'person', id: 'ana' } }),
    assigned('story', at(20), { agent: 'ben', team: 'repairs' }),
    event('case.owned', 'story', at(30), { by: { kind: 'person', id: 'ben' }, proxy: true }),
    assigned('story', at(40), { agent: 'ana', team: 'front' }),
    resolved('story', at(60)),
  ];
}

/** One in a queue that nobody owns, one that nobody even holds, and one of a troll's in the queue; years before, too. */
function held(): readonly LoggedEvent[] {
  const at = (minutes: number) => MONDAY_US - 500 * DAY_US + minutes * MINUTE_US;
  return ['queued', 'lying', 'troll'].flatMap((id) => [
    opened(id, `holder of ${id}`, at(0), {}),
    ...(id === 'lying' ? [] : [assigned(id, at(5), { team: 'repairs' })]),
    ...(id === 'troll' ? [event('case.classified', id, at(6), { legitimate: false })] : []),
  ]);
}

async function pages(query: CaseQuery): Promise<readonly (readonly string[])[]> {
  const listed: string[][] = [];
  for (let after: string | null = null, first = true; first || after !== null; first = false) {
    const page = await listCases(reader, { ...query, after }, NOW_US);
    listed.push(page.cases.map(({ id }) => id));
    after = page.next;
  }
  return listed;
}

const recent = { ...EVERYTHING, fromUs: MONDAY_US };

test('page by page, every case once, the latest first, also where many opened at one instant', async () => {
  for (const limit of [1, 3, 4, 7, 39, 40, 41]) {
    const listed = await pages({ ...recent, limit });
    expect(listed.flat()).toEqual(newestFirst);
    expect(listed).toHaveLength(Math.ceil(40 / limit));
    expect(listed.every((page) => page.length > 0)).toBe(true);
  }
});

test('those passed on most often, at either level, come first when asked for, page by page', async () => {
  const query: CaseQuery = { ...EVERYTHING, fromUs: MONDAY_US - 450 * DAY_US, order: 'passed-on' };
  for (const limit of [1, 4, 41]) expect((await pages({ ...query, limit })).flat()).toEqual(['story', ...newestFirst]);
});

test('a cursor of one order is none of the other', async () => {
  const { next } = await listCases(reader, { ...recent, limit: 1 }, NOW_US);
  await expect(listCases(reader, { ...recent, order: 'passed-on', after: next }, NOW_US)).rejects.toThrow(
    BadCursorError,
  );
});

test('the last page says so, also when it is full', async () => {
  expect((await listCases(reader, { ...recent, limit: 40 }, NOW_US)).next).toBeNull();
  expect((await listCases(reader, { ...recent, limit: 39 }, NOW_US)).next).not.toBeNull();
});

test('a period takes its first instant and leaves its last', async () => {
  const query = { ...EVERYTHING, fromUs: MONDAY_US + DAY_US, toUs: MONDAY_US + 2 * DAY_US };
  expect((await pages(query)).flat()).toEqual(newestFirst.slice(-8, -4));
});

test('filters: any of the values of a dimension, all of the dimensions; empty is "not known"', async () => {
  const ids = async (filters: CaseQuery['filters']) => (await pages({ ...recent, filters })).flat();
  const of = (...causes: readonly (string | undefined)[]) =>
    newestFirst.filter((id) => causes.includes(cases.find((one) => one.id === id)?.cause));
  expect(await ids({ cause: ['late'] })).toEqual(of('late'));
  expect(await ids({ cause: ['late', ''] })).toEqual(of('late', undefined));
  expect(await ids({ cause: ['late'], channel: ['email'] })).toEqual([]);
  expect(await ids({ cause: [] })).toEqual([]);
});

test('by state, and by verdict: only what has matured has one, the rest is pending', async () => {
  const list = (more: Partial<CaseQuery>) => pages({ ...recent, ...more, limit: 5 }).then((all) => all.flat());
  const resolvedIds = newestFirst.filter((id) => cases.find((one) => one.id === id)?.resolved);
  expect(await list({ states: ['resolved'] })).toEqual(resolvedIds);
  expect(await list({ states: ['resolved', 'open'] })).toEqual(newestFirst);
  // Opened at exactly T + D before now: matured.
  expect(await list({ verdicts: ['noObjection'] })).toEqual(resolvedIds.slice(-1));
  expect(await list({ verdicts: ['noObjection', 'unresolved'] })).toEqual(newestFirst.slice(-4));
  expect(await list({ verdicts: ['pending'] })).toEqual(newestFirst.slice(0, -4));
  expect(await list({ verdicts: ['pending', 'unresolved'] })).toEqual(
    newestFirst.filter((id) => id !== resolvedIds.at(-1)),
  );
});

test('by owner: who still waits, and whose complaint ended before anybody owned it', async () => {
  const list = (more: Partial<CaseQuery>) => pages({ ...recent, ...more, limit: 7 }).then((all) => all.flat());
  const isResolved = (id: string) => cases.find((one) => one.id === id)?.resolved;
  expect(await list({ owners: ['waiting'] })).toEqual(newestFirst.filter((id) => !isResolved(id)));
  // Nobody held those that were resolved.
  expect(await list({ owners: ['never'] })).toEqual(newestFirst.filter(isResolved));
  expect(await list({ owners: ['owned'] })).toEqual([]);
  expect(await list({ owners: ['never', 'waiting'] })).toEqual(newestFirst);
  expect(await pages({ ...EVERYTHING, owners: ['owned'] })).toEqual([['story']]);
});

test('by owner: of those who wait, whom somebody or a queue holds all the same', async () => {
  expect(await pages({ ...EVERYTHING, owners: ['assigned'] })).toEqual([['queued']]);
  expect((await pages({ ...EVERYTHING, limit: 100, owners: ['assigned', 'owned'] })).flat()).toEqual([
    'story',
    'queued',
  ]);
  const years = { ...EVERYTHING, toUs: MONDAY_US - 450 * DAY_US };
  expect((await pages({ ...years, owners: ['waiting'] })).flat().toSorted()).toEqual(['lying', 'queued']);
});

test('every page says how many there are on all of them', async () => {
  const first = await listCases(reader, { ...recent, limit: 7 }, NOW_US);
  expect(first.total).toBe(40);
  expect((await listCases(reader, { ...recent, limit: 7, after: first.next }, NOW_US)).total).toBe(40);
  expect((await listCases(reader, { ...recent, states: ['resolved'], limit: 1 }, NOW_US)).total).toBe(10);
});

test('a verdict is shown from maturity on', async () => {
  const items = (await listCases(reader, recent, NOW_US)).cases;
  const verdicts = new Map(items.map(({ id, verdict }) => [id, verdict]));
  expect(newestFirst.slice(-4).map((id) => verdicts.get(id))).not.toContain(null);
  expect(new Set(newestFirst.slice(0, -4).map((id) => verdicts.get(id)))).toEqual(new Set([null]));
});

test.each([
  '',
  'x',
  'W10',
  ...['[1]', '[0.5,"a"]', '[1,"\\u0000"]'].map((json) => Buffer.from(json).toString('base64url')),
])('what is no cursor of this list is refused: "%s"', async (after) => {
  await expect(listCases(reader, { ...recent, after }, NOW_US)).rejects.toThrow(BadCursorError);
});

test('a case with its chain, its events in their order, and what it amounts to', async () => {
  const found = await readCase(reader, 'story', NOW_US);
  expect(found).toMatchObject({
    id: 'story',
    customer: 'ada',
    cause: 'late',
    severity: 'high',
    team: 'front',
    resolvingTeam: 'front',
    state: 'resolved',
    verdict: 'noObjection',
    handOffs: 2,
    teamHandOffs: 2,
    pingPong: { direct: true, any: true },
    ownershipIsProxy: true,
    url: 'https://desk.example/1',
    openedAt: '2024-12-01T00:00:00Z',
    ownedAt: '2024-12-01T00:12:00Z',
    resolvedAt: '2024-12-01T01:00:00Z',
    maturesAt: '2025-01-14T00:00:00Z',
  });
  expect(
    found?.chain.map(({ agent, team, agentMove, start }) => [agent, team, agentMove, start.slice(11, 16)]),
  ).toEqual([
    [null, 'front', 'stayed', '00:00'],
    ['ana', 'front', 'routed', '00:10'],
    ['ben', 'repairs', 'handedOff', '00:20'],
    ['ana', 'front', 'handedOff', '00:40'],
  ]);
  expect(found?.events.map(({ type }) => type)).toEqual(story().map(({ type }) => type));
});

test('a case that never opened, or is not known, is none', async () => {
  expect(await readCase(reader, 'never-opened', NOW_US)).toBeNull();
  expect(await readCase(reader, 'nobody-knows', NOW_US)).toBeNull();
  expect(await readCase(reader, 'story\0', NOW_US)).toBeNull();
});

test('of very many events the first 100, the opening among them, and the last 400 are told, and how many there are', async () => {
  const caseId = newestFirst[0] as string;
  // Ids that sort before the opening's, times after it: 2500 is the first, 1 the last.
  await sql`
    insert into log.event (bucket, family, subject, source, id, type, time_us, received_us, content_hash, data)
    select ${bucketOf('case', caseId)}::smallint, 'case', ${caseId}, 'a', n, 'contact.received',
           ${NOW_US}::bigint - n, 0, '', '{"channel":"phone"}' from generate_series(1, 2500) n`.execute(database.db);
  const { events = [], eventCount } = (await readCase(reader, caseId, NOW_US)) ?? {};
  const before = cases.find(({ id }) => id === caseId)?.resolved ? 2 : 1;
  expect(eventCount).toBe(2500 + before);
  expect(events).toHaveLength(500);
  expect(events[0]?.type).toBe('case.opened');
  expect([events[99]?.id, events[100]?.id, events[499]?.id]).toEqual([String(2500 - 99 + before), '400', '1']);
});

test('of a very long chain the first 300 and the last 50 are told, how many there are, and how many people', async () => {
  const [ingest, worker] = [openDatabase(database.urls.ingest), openDatabase(database.urls.worker)];
  const at = (minutes: number) => MONDAY_US - 300 * DAY_US + minutes * MINUTE_US;
  const moves = Array.from({ length: 1000 }, (_, i) =>
    assigned('shuttle', at(i + 1), { agent: `agent-${i % 3}`, team: 'front' }),
  );
  await appendEvents(ingest, [opened('shuttle', 'ada', at(0), {}), ...moves], 0);
  await foldAll(worker);
  await Promise.all([ingest.destroy(), worker.destroy()]);
  const found = await readCase(reader, 'shuttle', NOW_US);
  expect(found).toMatchObject({ chainLength: 1000, people: 3, handOffs: 999, eventCount: 1001 });
  const minutes = found?.chain.map(({ start }) => (Date.parse(start) * 1000 - at(0)) / MINUTE_US);
  expect(minutes).toEqual([
    ...Array.from({ length: 300 }, (_, i) => i + 1),
    ...Array.from({ length: 50 }, (_, i) => i + 951),
  ]);
});
