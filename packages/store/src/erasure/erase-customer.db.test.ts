import type { LoggedEvent } from '@finest-hour/events';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../../../tests/support/database.ts';
import { assigned, DAY_US, event, MINUTE_US, MONDAY_US, opened, resolved } from '../../../../tests/support/events.ts';
import { derivedRows, foldAll, forgetAll, forgetDerived } from '../../../../tests/support/recovery.ts';
import { untilSomebodyWaits } from '../../../../tests/support/waiting.ts';
import { verifyAudit } from '../audit/read.ts';
import { openDatabase, type Database } from '../database.ts';
import { appendEvents } from '../log/append.ts';
import { listRejectedEvents } from '../log/rejected-list.ts';
import { replayRejected } from '../log/rejected-replay.ts';
import { keepRejectedEvents } from '../log/rejected.ts';
import { EVERY_REJECTED } from '../log/rejected-filter.ts';
import { projectCases } from '../recovery/project-cases.ts';
import { projectCustomers } from '../recovery/project-customers.ts';
import { readReport } from '../recovery/report.ts';
import { ALL_BUCKETS } from '../bucket.ts';
import { StaleWorkError } from '../stale-work-error.ts';
import { eraseCustomer } from './erase-customer.ts';
import { exportCustomer } from './export-customer.ts';

let database: TestDatabase;
let ingest: Database;
let worker: Database;
let reader: Database;
let eraser: Database;

beforeAll(async () => {
  database = await createTestDatabase();
  const { urls } = database;
  ingest = openDatabase(urls.ingest);
  worker = openDatabase(urls.worker);
  reader = openDatabase(urls.reader);
  eraser = openDatabase(urls.eraser);
});
afterAll(async () => {
  await Promise.all([ingest, worker, reader, eraser].map((db) => db?.destroy()));
  await database?.drop();
});
beforeEach(async () => {
  await forgetAll(database.db);
  await sql`truncate log.tombstone, access.audit`.execute(database.db);
  await sql`update log.erasure set version = version + 1`.execute(database.db);
});

const ANN = 'ann@example.com';
const ANN_TOO = 'loyalty-0042';
const SECRET = 'Ann Ode is furious';
const REQUEST = { actor: 'test', nowUs: MONDAY_US };
const NOW_US = MONDAY_US + 400 * DAY_US;
const QUERY = { from: '2026-01-01', to: '2026-03-01', timeZone: 'UTC', by: 'cause', filters: {} } as const;
const later = (minutes: number) => MONDAY_US + minutes * MINUTE_US;

/** Ann under two linked ids with three cases, one of them merged across; Bea, of whom Ann is told apart; Cid. */
const COMPANY: readonly LoggedEvent[] = [
  opened('a-1', ANN, later(0), { cause: 'late', url: `https://desk/${ANN}`, nickname: 'Annie Ode' }),
  assigned('a-1', later(1), { agent: 'ben', team: 'front' }),
  assigned('a-1', later(9), { agent: 'cem', team: 'back' }),
  event('case.escalated', 'a-1', later(10), { reason: SECRET, by: { kind: 'customer', id: ANN } }),
  event('case.owned', 'a-1', later(11), { by: { kind: 'person', id: 'cem' } }, { extensions: { caller: 'Ann Ode' } }),
  resolved('a-1', later(20)),
  opened('a-2', ANN_TOO, later(50), { cause: 'broken' }),
  event('contact.received', 'a-2', later(70), { channel: 'phone', by: { kind: 'customer', id: ANN_TOO } }),
  opened('a-3', ANN, later(55), { cause: 'broken' }),
  event('case.merged', 'a-3', later(80), { into: 'a-2' }),
  event('customer.linked', ANN, later(40), { to: ANN_TOO, evidence: SECRET }, { id: `link ${ANN}` }),
  event('customer.linked', 'bea', later(41), { to: ANN }),
  event('customer.unlinked', 'bea', later(42), { to: ANN, evidence: 'a sister' }),
  event('customer.purchased', ANN, later(-9_000), { order: `o ${ANN}`, value: { amount: 9, currency: 'EUR' } }),
  event('customer.visited', ANN_TOO, later(-5_000)),
  event('customer.visited', ANN_TOO, later(50_000)),
  event('customer.purchased', 'cid', later(-9_000)),
  event('customer.purchased', 'bea', later(300_000)),
  event('shop.basket-left', ANN, later(43), { name: SECRET }),
  event('shop.gift', 'g-1', later(44), { customer: ANN, card: SECRET }),
  opened('b-1', 'bea', later(30), { cause: 'late', url: 'https://desk/bea' }),
  event('case.reopened', 'b-1', later(35), { reason: 'other', by: { kind: 'customer', id: ANN } }),
  opened('c-1', 'cid', later(31), { team: ANN_TOO }),
  resolved('c-1', later(60)),
];

async function tell(...events: readonly LoggedEvent[]): Promise<readonly string[]> {
  const statuses = await appendEvents(ingest, events, 0);
  await foldAll(worker);
  return statuses;
}

/** Everything in every table, a row a line. */
async function everything(): Promise<readonly string[]> {
  const { rows: tables } = await sql<{ name: string }>`
    select format('%I.%I', n.nspname, c.relname) as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind in ('r', 'p') and n.nspname not in ('pg_catalog', 'information_schema', 'pg_toast')`.execute(
    database.db,
  );
  const lines: string[] = [];
  for (const { name } of tables) {
    const { rows } = await sql<{ row: string }>`select t::text as row from ${sql.raw(name)} t`.execute(database.db);
    lines.push(...rows.map(({ row }) => `${name} ${row}`));
  }
  return lines;
}

async function linesWith(...texts: readonly string[]): Promise<readonly string[]> {
  return (await everything()).filter((line) => texts.some((text) => line.includes(text)));
}

/** The day on which somebody who did not complain is asked is drawn by their id, so it is drawn anew. */
function withoutBaseline(of: Awaited<ReturnType<typeof readReport>>) {
  const { repeatLoyalty } = of.measures;
  return { ...of, measures: { ...of.measures, repeatLoyalty: { ...repeatLoyalty, baseline: null } } };
}

const report = () => readReport(reader, QUERY, NOW_US);
const keyId = crypto.randomUUID();

function refused(payload: unknown, more: object = {}) {
  const problem = { type: 'bad-data', title: 'x', detail: `not a channel: ${ANN}`, pointer: '/data/channel' };
  const text = typeof payload === 'string' ? payload : JSON.stringify(payload);
  return { payload: text, source: 'desk', id: 'e-1', problem, keyId, receivedUs: 0, ...more };
}

describe('an erased person', () => {
  test('is in no table any more, neither by id nor by what was written of them', async () => {
    await tell(...COMPANY);
    await keepRejectedEvents(ingest, [
      refused({ subject: 'x', data: { customer: ANN, channel: 'fax' } }, { id: `e ${ANN}` }),
      refused(`{"subject": "a-2", "data": {"note": "${SECRET}"}}`),
      refused(JSON.stringify({ data: { customer: ANN } }).replace('ann', '\\u0061nn')),
      refused(`{customer: ${ANN}, "channel`),
      refused({ subject: 'b-1' }, { problem: { type: 'bad-data', title: 'x', detail: 'x', pointer: '' } }),
    ]);
    expect(await eraseCustomer(eraser, ANN, REQUEST)).toEqual({
      erased: [ANN, ANN_TOO],
      cases: 3,
      events: 15,
      rejected: 4,
    });
    const told = [ANN, 'Ann Ode', SECRET, 'Annie', 'u0061nn'];
    expect(await linesWith(...told)).toEqual([]);
    await foldAll(worker);
    expect(await linesWith(...told)).toEqual([]);
    // A team of the same name is a team.
    expect((await linesWith(ANN_TOO)).every((line) => line.includes('c-1'))).toBe(true);
    expect((await listRejectedEvents(database.db, EVERY_REJECTED, { limit: 9, after: null })).events).toHaveLength(5);
  });

  test('is counted on: every figure stays', async () => {
    await tell(...COMPANY);
    const before = await report();
    expect(before.cases.opened).toBe(5);
    expect(await eraseCustomer(eraser, ANN_TOO, REQUEST)).toMatchObject({ cases: 3 });
    await foldAll(worker);
    expect(JSON.stringify(withoutBaseline(await report()))).toBe(JSON.stringify(withoutBaseline(before)));
  });

  test('leaves behind what a rebuild of the log gives', async () => {
    await tell(...COMPANY);
    await eraseCustomer(eraser, ANN, REQUEST);
    await foldAll(worker);
    const after = await derivedRows(database.db);
    await forgetDerived(database.db);
    await sql`
      insert into recovery.mark select distinct bucket, family, subject, gen_random_uuid() from log.event
      where family in ('case', 'customer')`.execute(database.db);
    await foldAll(worker);
    expect(await derivedRows(database.db)).toEqual(after);
  });

  test('takes nothing of anybody else along', async () => {
    await tell(...COMPANY);
    const others = async () =>
      (await everything()).filter((line) => line.startsWith('log.event') && /,(b|c)-1,|,cid,/.test(line)).sort();
    const before = await others();
    await eraseCustomer(eraser, ANN, REQUEST);
    const changed = before.filter((line) => line.includes(ANN));
    expect(changed).toHaveLength(1);
    expect(await others()).toEqual(expect.arrayContaining(before.filter((line) => !changed.includes(line))));
  });

  test('does not come back by a retry, another import or a replay', async () => {
    await tell(...COMPANY);
    await keepRejectedEvents(ingest, [refused({ subject: 'b-1' })]);
    await eraseCustomer(eraser, ANN, REQUEST);
    await foldAll(worker);
    const before = await everything();
    const statuses = await tell(...COMPANY);
    expect(statuses.map((status, index) => `${COMPANY[index]?.subject} ${COMPANY[index]?.type} ${status}`)).toEqual([
      'a-1 case.opened erased',
      'a-1 case.assigned duplicate',
      'a-1 case.assigned duplicate',
      'a-1 case.escalated duplicate',
      'a-1 case.owned duplicate',
      'a-1 case.resolved duplicate',
      'a-2 case.opened erased',
      'a-2 contact.received duplicate',
      'a-3 case.opened erased',
      'a-3 case.merged duplicate',
      `${ANN} customer.linked erased`,
      'bea customer.linked erased',
      'bea customer.unlinked erased',
      `${ANN} customer.purchased erased`,
      `${ANN_TOO} customer.visited erased`,
      `${ANN_TOO} customer.visited erased`,
      'cid customer.purchased duplicate',
      'bea customer.purchased duplicate',
      `${ANN} shop.basket-left erased`,
      'g-1 shop.gift erased',
      'b-1 case.opened duplicate',
      'b-1 case.reopened duplicate',
      'c-1 case.opened duplicate',
      'c-1 case.resolved duplicate',
    ]);
    expect(await everything()).toEqual(before);
    const [waiting] = (await listRejectedEvents(database.db, EVERY_REJECTED, { limit: 9, after: null })).events;
    const again = { ...refused({}).problem, specversion: '1.0', source: 's', id: 'n', time: '2026-01-06T00:00:00Z' };
    const correction = JSON.stringify({
      ...again,
      type: 'case.opened',
      subject: 'a-9',
      data: { customer: ANN, channel: 'web' },
    });
    const id = waiting?.id ?? '';
    const outcomes = await replayRejected(ingest, [id], correction, { ...REQUEST, nowUs: NOW_US, origin: null });
    expect(outcomes.get(id)).toMatchObject({ status: 'refused', problem: { type: 'erased' } });
    expect(await linesWith(ANN)).toEqual([]);
  });

  test('is not kept with what is refused later', async () => {
    await tell(...COMPANY);
    await eraseCustomer(eraser, ANN, REQUEST);
    await keepRejectedEvents(ingest, [
      refused({ data: { customer: ANN, name: SECRET } }),
      refused(`[{"customer":"${ANN}"`),
    ]);
    expect(await linesWith(ANN, SECRET)).toEqual([]);
    const { events } = await listRejectedEvents(database.db, EVERY_REJECTED, { limit: 9, after: null });
    expect(events.map(({ problem, eventId, times }) => [problem.type, eventId, times])).toEqual([['erased', null, 2]]);
  });

  test('has cases that go on, without what is told of them', async () => {
    await tell(...COMPANY);
    await eraseCustomer(eraser, ANN, REQUEST);
    const escalated = event('case.escalated', 'a-2', later(99), {
      reason: SECRET,
      to: { team: 'board' },
      x: 'Ann Ode',
    });
    expect(await tell(escalated, resolved('a-2', later(100)))).toEqual(['accepted', 'accepted']);
    expect(await tell(escalated)).toEqual(['duplicate']);
    expect(await linesWith(SECRET, 'Ann Ode')).toEqual([]);
    expect(await linesWith('board')).toHaveLength(1);
  });
});

test('a case that turns up later as theirs tells nothing of them, either', async () => {
  await tell(...COMPANY);
  await eraseCustomer(eraser, ANN, REQUEST);
  const escalated = event('case.escalated', 'a-9', later(91), { reason: SECRET });
  expect(await tell(escalated, opened('a-9', ANN, later(90)))).toEqual(['accepted', 'erased']);
  expect(await tell(event('case.escalated', 'a-9', later(92), { reason: SECRET }), escalated)).toEqual([
    'accepted',
    'duplicate',
  ]);
  expect(await linesWith(SECRET)).toEqual([]);
});

test('asking again does nothing, and of whom nothing is held nothing is done', async () => {
  await tell(...COMPANY);
  expect(await eraseCustomer(eraser, 'nobody', REQUEST)).toBeNull();
  expect(await tell(opened('n-1', 'nobody', later(1)))).toEqual(['accepted']);
  await eraseCustomer(eraser, ANN, REQUEST);
  await foldAll(worker);
  const before = await everything();
  const nothing = { cases: 0, events: 0, rejected: 0 };
  expect(await eraseCustomer(eraser, ANN, REQUEST)).toEqual({ erased: [ANN], ...nothing });
  expect((await everything()).filter((line) => !line.startsWith('log.erasure'))).toEqual(
    before.filter((line) => !line.startsWith('log.erasure')),
  );
});

describe('meanwhile', () => {
  test('what is being stored while a person is erased does not survive', async () => {
    await tell(...COMPANY);
    let erasure: Promise<unknown> = Promise.resolve();
    // Somebody stores, has looked for tombstones, and is slow.
    await ingest.transaction().execute(async (work) => {
      const { rows } = await sql<{ version: number }>`select version from log.erasure`.execute(work);
      await sql.raw(`call log.assert_tombstones(${rows[0]?.version ?? -1})`).execute(work);
      erasure = eraseCustomer(eraser, ANN, REQUEST);
      await untilSomebodyWaits(database.db);
      await sql`
        insert into log.event select bucket, family, subject, source, 'late ' || id, type, time_us, received_us, sequence,
          '\\x00', data, extensions from log.event where subject = ${ANN} or subject = 'a-1'`.execute(work);
    });
    await erasure;
    await foldAll(worker);
    expect(await linesWith(ANN, SECRET)).toEqual([]);
  });

  test('what comes at the same time from many is refused, or erased', async () => {
    await tell(...COMPANY.slice(0, 3));
    const sends = Array.from({ length: 40 }, (_, index) =>
      appendEvents(ingest, [event('customer.visited', ANN, later(index), {}, { id: `v-${index}` })], 0),
    );
    const erasure = eraseCustomer(eraser, ANN, REQUEST);
    const statuses = (await Promise.all(sends)).flat();
    await erasure;
    expect(statuses.filter((status) => status !== 'accepted' && status !== 'erased')).toEqual([]);
    await foldAll(worker);
    expect(await linesWith(ANN)).toEqual([]);
  });

  test.each([
    ['case', projectCases],
    ['customer', projectCustomers],
  ] as const)('a fold of a %s that began before is undone', async (_, project) => {
    await appendEvents(ingest, COMPANY, 0);
    if (project === projectCustomers) while ((await projectCases(worker, ALL_BUCKETS, 0)) > 0);
    const fold = project(worker, ALL_BUCKETS, 0, {
      afterReadingMarks: async () => void (await eraseCustomer(eraser, ANN, REQUEST)),
    });
    await expect(fold).rejects.toBeInstanceOf(StaleWorkError);
    expect(await linesWith(ANN, SECRET)).toEqual([]);
    await foldAll(worker);
    expect(await linesWith(ANN, SECRET)).toEqual([]);
    expect((await report()).cases.opened).toBe(5);
  });
});

test('an export holds all that is held of a person, and nothing of others', async () => {
  await tell(...COMPANY);
  await keepRejectedEvents(ingest, [
    refused({ subject: 'x', data: { customer: ANN } }),
    refused([{ data: { customer: ANN } }, { data: { customer: 'cid' } }]),
  ]);
  const held = await exportCustomer(eraser, ANN_TOO, REQUEST);
  expect(held?.ids).toEqual([ANN, ANN_TOO]);
  expect(held?.events.map(({ subject }) => subject)).toEqual([
    ...[ANN, ANN_TOO, 'a-1', 'a-1', 'a-1', 'a-1', 'a-1', 'a-1', ANN, ANN, 'a-2', 'a-3', 'a-2', 'a-3', ANN_TOO],
  ]);
  expect(held?.events[5]).toMatchObject({ time: '2026-01-05T00:10:00Z', data: { reason: SECRET } });
  expect(held?.facts).toHaveLength(3);
  expect(held?.rejectedEvents.map(({ event: one }) => one)).toEqual(
    expect.arrayContaining([{ subject: 'x', data: { customer: ANN } }, null]),
  );
  expect(JSON.stringify(held)).not.toMatch(/"(cid|bea|c-1|b-1)"/);
  expect(await exportCustomer(eraser, 'nobody', REQUEST)).toBeNull();
});

test('what was done is written down, without the person', async () => {
  await tell(...COMPANY);
  await exportCustomer(eraser, ANN, REQUEST);
  await eraseCustomer(eraser, ANN, REQUEST);
  const { rows } =
    await sql`select seq, actor, action, detail ->> 'events' as events from access.audit order by seq`.execute(
      database.db,
    );
  expect(rows).toEqual([
    { seq: 1, actor: 'test', action: 'customer exported', events: '15' },
    { seq: 2, actor: 'test', action: 'customer erased', events: '15' },
  ]);
  expect(await verifyAudit(eraser)).toMatchObject({ ok: true, records: 2 });
});

describe('another key than the tombstones were made with', () => {
  test('is told, and nothing is stored', async () => {
    await tell(...COMPANY);
    await eraseCustomer(eraser, ANN, REQUEST);
    process.env['ERASURE_KEY'] = 'another';
    try {
      const fresh = openDatabase(database.urls.ingest);
      await expect(appendEvents(fresh, [opened('n', 'ned', later(1))], 0)).rejects.toThrow(
        'ERASURE_KEY is not the key',
      );
      await fresh.destroy();
    } finally {
      delete process.env['ERASURE_KEY'];
    }
  });
});
