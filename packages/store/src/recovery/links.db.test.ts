import type { LoggedEvent } from '@finest-hour/events';
import type { ReportQuery } from '@finest-hour/metrics';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../../../tests/support/database.ts';
import { DAY_US, event, MONDAY_US, opened, resolved } from '../../../../tests/support/events.ts';
import { derivedRows, foldAll, forgetAll, forgetDerived } from '../../../../tests/support/recovery.ts';
import { untilSomebodyWaits } from '../../../../tests/support/waiting.ts';
import { ALL_BUCKETS, bucketOf } from '../bucket.ts';
import { openDatabase, type Database } from '../database.ts';
import { appendEvents } from '../log/append.ts';
import { foldEverything } from '../worker/fold-all.ts';
import { readCase } from './case.ts';
import { MAX_LINKED_IDS } from './links-fold.ts';
import { markEverything } from './mark.ts';
import { hasMarks } from './progress.ts';
import { projectCustomers } from './project-customers.ts';
import { readReportAsOf } from './report-as-of.ts';
import { readReport } from './report.ts';
import { readTrouble } from './trouble.ts';

const NOW_US = MONDAY_US + 100 * DAY_US;
const QUERY: ReportQuery = { from: '2026-01-01', to: '2026-02-01', timeZone: 'UTC', by: 'month', filters: {} };
let database: TestDatabase;
let ingest: Database;
let worker: Database;
let reader: Database;

beforeAll(async () => {
  database = await createTestDatabase();
  [ingest, worker, reader] = (['ingest', 'worker', 'reader'] as const).map((role) =>
    openDatabase(database.urls[role]),
  ) as [Database, Database, Database];
});
afterAll(async () => {
  await Promise.all([ingest?.destroy(), worker?.destroy(), reader?.destroy()]);
  await database?.drop();
});
beforeEach(() => forgetAll(database.db));

const day = (count: number) => MONDAY_US + count * DAY_US;
const say = (type: string) => (from: string, to: string, on: number) =>
  event(type, from, day(on), { to }, { id: `${type} ${to} ${on}` });
const [link, unlink] = [say('customer.linked'), say('customer.unlinked')];
const merge = (caseId: string, into: string, on: number) => event('case.merged', caseId, day(on), { into });

/** A complaint about lateness, resolved five days later. */
function complaint(caseId: string, customer: string, on: number): readonly LoggedEvent[] {
  return [opened(caseId, customer, day(on), { cause: 'late' }), resolved(caseId, day(on + 5))];
}

/** Ann complains on day 0 and Bea on day 10: a repetition, if they are one. */
const TWO = [...complaint('a', 'ann', 0), ...complaint('b', 'bea', 10)];

async function tell(...events: readonly LoggedEvent[]): Promise<void> {
  await appendEvents(ingest, events, 0);
  await foldAll(worker);
}

/** Whose each case is by the facts. */
async function facts(): Promise<Readonly<Record<string, string>>> {
  const { rows } = await sql<{ customer: string; case_id: string }>`
    select customer, case_id from recovery.case_fact order by case_id`.execute(database.db);
  return Object.fromEntries(rows.map(({ customer, case_id }) => [case_id, customer]));
}

const verdict = async (caseId: string) => (await readCase(reader, caseId, NOW_US))?.verdict;

async function expectSameFromTheLog(): Promise<void> {
  const rows = await derivedRows(database.db);
  await forgetDerived(database.db);
  await markEverything(database.db);
  await foldAll(worker);
  expect(await derivedRows(database.db)).toEqual(rows);
}

describe('two ids that are linked', () => {
  test('are one person in the facts, and two again once that is undone from the other side', async () => {
    await tell(...TWO);
    expect([await facts(), await verdict('a')]).toEqual([{ a: 'ann', b: 'bea' }, 'noObjection']);
    await tell(link('bea', 'ann', 1));
    expect([await facts(), await verdict('a')]).toEqual([{ a: 'ann', b: 'ann' }, 'complainedAgain']);
    await tell(unlink('ann', 'bea', 2));
    expect([await facts(), await verdict('a')]).toEqual([{ a: 'ann', b: 'bea' }, 'noObjection']);
    await expectSameFromTheLog();
  });

  test('leave the case page with the customer whom the help desk names', async () => {
    await tell(...TWO, link('ann', 'bea', 1));
    expect((await readCase(reader, 'b', NOW_US))?.customer).toBe('bea');
  });

  test('count a purchase under the second id for the complaint under the first', async () => {
    const buys = event('customer.purchased', 'bea', day(20), {});
    await tell(...complaint('a', 'ann', 0), link('ann', 'bea', 1), buys);
    const { rows } = await sql`select customer, return_cause, matched from recovery.case_fact`.execute(database.db);
    expect(rows).toEqual([{ customer: 'ann', return_cause: 1, matched: true }]);
    const records = await sql`select customer from recovery.customer_fact`.execute(database.db);
    expect(records.rows).toEqual([{ customer: 'ann' }]);
    await tell(unlink('ann', 'bea', 30));
    const apart = await sql`select customer, return_cause, matched from recovery.case_fact`.execute(database.db);
    expect(apart.rows).toEqual([{ customer: 'ann', return_cause: 0, matched: false }]);
    expect((await sql`select customer from recovery.customer_fact`.execute(database.db)).rows).toEqual([
      { customer: 'bea' },
    ]);
  });

  test('may merge their cases, before or after they are linked, until they are unlinked', async () => {
    const openedAt = async () => (await readCase(reader, 'b', NOW_US))?.openedAt;
    await tell(...TWO, merge('a', 'b', 12));
    expect([await verdict('a'), await openedAt()]).toEqual(['noObjection', '2026-01-15T00:00:00Z']);
    await tell(link('ann', 'bea', 13));
    expect([await verdict('a'), await openedAt()]).toEqual(['merged', '2026-01-05T00:00:00Z']);
    await tell(unlink('bea', 'ann', 14));
    expect([await verdict('a'), await openedAt()]).toEqual(['noObjection', '2026-01-15T00:00:00Z']);
    await expectSameFromTheLog();
  });

  test('merge a case that was merged when it matured, whatever was said of it since', async () => {
    await tell(...TWO, merge('a', 'b', 12), event('case.unmerged', 'a', day(60), { into: 'b' }));
    expect(await verdict('a')).toBe('noObjection');
    await tell(link('ann', 'bea', 13));
    expect([await verdict('a'), (await readCase(reader, 'b', NOW_US))?.openedAt]).toEqual([
      'merged',
      '2026-01-05T00:00:00Z',
    ]);
    await expectSameFromTheLog();
  });

  test('linked after a verdict change it no more, also where their cases were merged before', async () => {
    await tell(...complaint('a', 'ann', 20), ...complaint('b', 'bea', 0), merge('b', 'a', 21));
    const before = [await facts(), await verdict('a'), await verdict('b')];
    expect(before).toEqual([{ a: 'ann', b: 'bea' }, 'noObjection', 'noObjection']);
    // Day 44 is the last on which a link makes the merge one of a person's cases.
    await tell(link('ann', 'bea', 45));
    expect([await verdict('a'), await verdict('b')]).toEqual(['noObjection', 'noObjection']);
    expect((await readCase(reader, 'a', NOW_US))?.openedAt).toBe('2026-01-25T00:00:00Z');
    await tell(link('bea', 'ann', 43));
    expect(await verdict('b')).toBe('merged');
    expect((await readCase(reader, 'a', NOW_US))?.openedAt).toBe('2026-01-05T00:00:00Z');
    await expectSameFromTheLog();
  });

  test('an id linked with itself, or with one that nobody knows, changes no fact', async () => {
    await tell(...TWO);
    const before = await derivedRows(database.db);
    await tell(link('ann', 'ann', 1), link('bea', 'an unknown id', 1));
    expect(await facts()).toEqual({ a: 'ann', b: 'an unknown id' });
    expect(await verdict('a')).toBe('noObjection');
    await tell(unlink('bea', 'an unknown id', 2));
    expect((await derivedRows(database.db))['case_fact']?.length).toBe(before['case_fact']?.length);
    expect(await facts()).toEqual({ a: 'ann', b: 'bea' });
  });
});

test('whoever waits until all is folded waits for the others of a group, and for what their links make of merges', async () => {
  await appendEvents(ingest, [...TWO, merge('a', 'b', 12), link('bea', 'ann', 13)], 0);
  await foldEverything(worker);
  expect([await hasMarks(worker), await facts(), await verdict('a')]).toEqual([
    false,
    { a: 'ann', b: 'ann' },
    'merged',
  ]);
});

describe('what happens at the same time', () => {
  test('a link that commits between the reading of marks and their deletion keeps its own mark, and is applied', async () => {
    await tell(...TWO);
    await appendEvents(ingest, [event('customer.visited', 'ann', day(1))], 0);
    await projectCustomers(worker, ALL_BUCKETS, 0, {
      afterReadingMarks: async () => {
        await appendEvents(ingest, [link('ann', 'bea', 1)], 0);
      },
    });
    const { rows } = await sql`select subject from recovery.mark where family = 'customer'`.execute(database.db);
    expect(rows).toContainEqual({ subject: 'ann' });
    await foldAll(worker);
    expect(await facts()).toEqual({ a: 'ann', b: 'ann' });
  });

  test('two that join three ids, neither of which sees the other’s link, end with one person', async () => {
    await tell(...TWO, ...complaint('c', 'cyd', 20), link('dot', 'cyd', 1), ...complaint('d', 'dot', 30));
    await appendEvents(ingest, [link('ann', 'bea', 1), link('cyd', 'bea', 1)], 0);
    const only = (customer: string) => {
      const bucket = bucketOf('customer', customer);
      return projectCustomers(worker, { first: bucket, last: bucket }, 0);
    };
    // Both have written their link and folded what they can see, and wait to note what arrived.
    const { both } = await database.db.transaction().execute(async (work) => {
      await sql`lock table recovery.coverage in access exclusive mode`.execute(work);
      const both = Promise.all([only('ann'), only('cyd')]);
      await untilSomebodyWaits(database.db, 2);
      return { both };
    });
    expect(await both).toEqual([1, 1]);
    await foldAll(worker);
    expect(await facts()).toEqual({ a: 'ann', b: 'ann', c: 'ann', d: 'ann' });
    await expectSameFromTheLog();
  });
});

describe('an id that cannot be folded', () => {
  test('is parked, and the others linked with it are folded without it; the slow path says the same', async () => {
    await tell(...TWO, ...complaint('c', 'cyd', 20), link('ann', 'cyd', 1), link('cyd', 'bea', 1));
    await sql`
      insert into log.event (bucket, family, subject, source, id, type, time_us, received_us, content_hash, data)
      select ${bucketOf('customer', 'cyd')}::smallint, 'customer', 'cyd', 'flood', n, 'customer.visited',
             ${MONDAY_US}::bigint + n, 0, '', '{}' from generate_series(1, 100000) n`.execute(database.db);
    await tell(unlink('cyd', 'nobody', 50));
    const error = 'more than 100000 events of one customer';
    expect((await readTrouble(database.db)).parked).toEqual([{ family: 'customer', subject: 'cyd', error }]);
    // What it says of others counts all the same.
    expect([await facts(), await verdict('a')]).toEqual([{ a: 'ann', b: 'ann' }, 'complainedAgain']);
    const report = await readReport(reader, QUERY, NOW_US);
    expect(report.leftOut.parked).toBe(1);
    expect(await readReportAsOf(reader, QUERY, NOW_US)).toEqual(report);
  });

  test('nor can more ids than a person may have: they are parked together, and told', async () => {
    const crowd = Array.from({ length: MAX_LINKED_IDS }, (_, i) => link('ann', `id-${i}`, 1));
    await tell(...TWO, ...crowd.slice(1));
    expect(await facts()).toEqual({ a: 'ann', b: 'bea' });
    await tell(crowd[0] as LoggedEvent);
    expect(await facts()).toEqual({ b: 'bea' });
    expect((await readTrouble(database.db)).parked).toEqual([
      { family: 'customer', subject: 'ann', error: 'more than 1000 customer ids linked together' },
    ]);
    const report = await readReport(reader, QUERY, NOW_US);
    expect(await readReportAsOf(reader, QUERY, NOW_US)).toEqual(report);
  });
});
