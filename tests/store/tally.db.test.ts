import { asCaseEvent, asCustomerEvent, type LoggedEvent } from '@finest-hour/events';
import {
  coverageOf,
  CURVES,
  DEFAULT_BOOK_SETTINGS,
  DIMENSIONS,
  FLAGS,
  PERIODS,
  dayStartUs,
  foldCase,
  foldCustomer,
  mergeIndex,
  readHistory,
  tallyBaseline,
  tallyFacts,
  tallyQueries,
  VALUE_TYPES,
  type CaseFacts,
  type CaseSummary,
  type CurveCell,
  type CustomerRecord,
  type Dimension,
  type Filters,
  type ReportQuery,
  type Tallies,
  type TallyCell,
} from '@finest-hour/metrics';
import { appendEvents, openDatabase, type Database } from '@finest-hour/store';
import {
  countBaseline,
  readReport,
  readReportAsOf,
  readValueCoverage,
  recordOf,
  seenIn,
  tallyCases,
} from '@finest-hour/store/recovery';
import fc from 'fast-check';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { DAY_US, MINUTE_US } from '../support/events.ts';
import { foldAll, forgetAll } from '../support/recovery.ts';
import { untilSomebodyWaits } from '../support/waiting.ts';
import { caseEvents, CROWDED, numbered } from './random-events.ts';

const ZONES = ['UTC', 'Europe/Berlin', 'America/New_York', 'Asia/Kolkata'] as const;
/** Around both changes of the clock in Berlin and New York, and around a new year. */
const DAYS = [
  '2025-03-09',
  '2025-03-30',
  '2025-03-31',
  '2025-10-26',
  '2025-11-02',
  '2025-12-31',
  '2026-01-01',
] as const;
/** Where days begin somewhere, and a microsecond to both sides: where counting by days goes wrong. */
const BORDERS = DAYS.flatMap((day) => ZONES.map((zone) => dayStartUs(day, zone))).flatMap((us) => [us - 1, us, us + 1]);

const CASES = 120;
let database: TestDatabase;
let ingest: Database;
let worker: Database;
let reader: Database;

beforeAll(async () => {
  database = await createTestDatabase();
  ingest = openDatabase(database.urls.ingest);
  worker = openDatabase(database.urls.worker);
  reader = openDatabase(database.urls.reader);
});
afterAll(async () => {
  await Promise.all([ingest?.destroy(), worker?.destroy(), reader?.destroy()]);
  await database?.drop();
});
beforeEach(() => forgetAll(database.db));

/** A random year of cases, each opened on a border of days; every customer has a few. */
function randomLog(seed: number): readonly LoggedEvent[] {
  const events = fc.sample(caseEvents({ fromUs: 0, cases: CASES, offsetsUs: CROWDED }), { numRuns: CASES * 12, seed });
  return numbered(events).map((one) => {
    const number = Number(one.subject.slice('case-'.length));
    const timeUs = one.timeUs + (BORDERS[(number * 31) % BORDERS.length] ?? 0);
    const data = 'customer' in one.data ? { ...one.data, customer: `customer-${number % 50}` } : one.data;
    return { ...one, timeUs, data };
  });
}

/** Customers of the log, and others who never complain, buy, renew, visit and leave now and then. */
function randomPurchases(seed: number): readonly LoggedEvent[] {
  const types = ['customer.purchased', 'customer.renewed', 'customer.visited', 'customer.left'] as const;
  const one = fc.record({
    type: fc.constantFrom(...types, ...types.slice(0, 3)),
    customer: fc.integer({ min: 0, max: 79 }),
    border: fc.constantFrom(...BORDERS),
    offsetUs: fc.oneof(fc.constantFrom(0, 1, 3_600_000_000, 90 * DAY_US), fc.integer({ min: 0, max: 200 * DAY_US })),
    data: fc.constantFrom(
      {},
      { value: { amount: 5, currency: 'EUR' } },
      { value: { amount: 0, currency: 'EUR' } },
      { automatic: true },
      { case: 'case-3' },
    ),
  });
  return fc.sample(one, { numRuns: CASES * 3, seed }).map(({ type, customer, border, offsetUs, data }, i) => ({
    family: 'customer',
    source: 'shop',
    id: `purchase-${i}`,
    type,
    subject: `customer-${customer}`,
    timeUs: border + offsetUs - 60 * DAY_US,
    sequence: null,
    data: type === 'customer.left' ? {} : data,
    extensions: {},
  }));
}

interface Reference {
  readonly facts: readonly CaseFacts[];
  readonly records: readonly CustomerRecord[];
}

function reference(events: readonly LoggedEvent[]): Reference {
  const ofCustomers = Map.groupBy(
    events.filter(({ family }) => family === 'customer'),
    ({ subject }) => subject,
  );
  const histories = new Map(
    [...ofCustomers].map(([customer, own]) => [customer, readHistory(own.map(asCustomerEvent))]),
  );
  const summaries = Map.groupBy(
    referenceSummaries(events.filter(({ family }) => family === 'case')),
    ({ customer }) => customer,
  );
  const customers = [...new Set([...histories.keys(), ...summaries.keys()])].map((customer) => {
    const history = histories.get(customer) ?? { values: [], leftUs: [], known: false };
    const facts = foldCustomer(summaries.get(customer) ?? [], DEFAULT_BOOK_SETTINGS, history);
    return { facts, record: recordOf(customer, facts, history) };
  });
  return { facts: customers.flatMap(({ facts }) => facts), records: customers.map(({ record }) => record) };
}

function referenceSummaries(events: readonly LoggedEvent[]): readonly CaseSummary[] {
  const cases = Map.groupBy(events.map(asCaseEvent), ({ subject }) => subject);
  const mergedInto = mergeIndex(cases);
  return [...cases].flatMap(([caseId, own]) => foldCase(own, DEFAULT_BOOK_SETTINGS, mergedInto(caseId))?.summary ?? []);
}

const VALUES: Readonly<Record<Dimension, readonly string[]>> = {
  channel: ['phone', 'email', 'web', 'fax'],
  team: ['front', 'repairs', 'billing "{}\\"', ''],
  'resolving-team': ['front', 'repairs', ''],
  cause: ['late', 'broken', 'rude', ''],
  severity: ['low', 'high', ''],
  product: ['kettle', 'lamp', ''],
  region: ['north', 'south', ''],
  fault: ['ours', 'theirs', ''],
};
const NAMES = Object.keys(DIMENSIONS) as Dimension[];

const oneFilter = fc
  .constantFrom(...NAMES)
  .chain((name) => fc.subarray([...VALUES[name]]).map((values) => [name, values] as const));
const filters = fc.array(oneFilter, { maxLength: 2 }).map((some): Filters => Object.fromEntries(some));

const queries: fc.Arbitrary<{ query: ReportQuery; asOfUs: number }> = fc.record({
  query: fc.record({
    from: fc.constantFrom('2025-01-01', '2025-03-30', '2025-10-26', '2025-11-02'),
    to: fc.constantFrom('2025-11-03', '2025-12-31', '2026-01-01', '2026-02-01'),
    timeZone: fc.constantFrom(...ZONES),
    by: fc.constantFrom(null, ...PERIODS, ...NAMES),
    filters,
  }),
  // Also so that a case has matured to the microsecond.
  asOfUs: fc.tuple(fc.constantFrom(...BORDERS), fc.constantFrom(44, 60)).map(([us, days]) => us + days * DAY_US),
});

/** Counts by bin and cause in one order. */
function inOrder(cells: readonly CurveCell[]): readonly string[] {
  return cells.map(({ bin, cause, count }) => `${bin}/${cause}: ${count}`).toSorted();
}

/** Cells and sums in one order, field by field. */
function plain(tallies: Tallies): unknown {
  const cell = ({ matured, verdict, flags, cases, ...more }: TallyCell) => [
    ...[matured, verdict, flags, cases, more.agentHandOffs, more.teamHandOffs, more.agentReturns, more.teamReturns],
  ];
  return [...tallies]
    .map(([key, { cells, clusters, curves, customers }]) => ({
      key,
      cells: cells.map((one) => JSON.stringify(cell(one))).toSorted(),
      clusters: clusters.clusters,
      sizes2: clusters.sizes2,
      conditionals: clusters.conditionals,
      curves: CURVES.map((curve) => [curve, inOrder(curves[curve])]),
      customers,
      flags: FLAGS.map((flag) => [clusters.flags[flag].sizesTimesSuccesses, clusters.flags[flag].successes2]),
    }))
    .toSorted((a, b) => (String(a.key) < String(b.key) ? -1 : 1));
}

test('the database counts what the reference counts: every dimension and period, any filters, zones and moments', async () => {
  for (const seed of [1, 2]) {
    await forgetAll(database.db);
    const events = [...randomLog(seed), ...randomPurchases(seed)];
    await appendEvents(ingest, events, 0);
    await foldAll(worker);
    const { facts, records } = reference(events);
    const coverage = coverageOf(seenIn(events.filter(({ type }) => VALUE_TYPES.includes(type))));
    expect(await readValueCoverage(reader)).toEqual(coverage);
    expect(facts.length).toBeGreaterThan(CASES / 2);
    expect(new Set(facts.map(({ verdict }) => verdict)).size).toBeGreaterThanOrEqual(7);
    const asked = fc.sample(queries, { numRuns: 150, seed });
    expect(new Set(asked.map(({ query }) => query.by)).size).toBe(1 + PERIODS.length + NAMES.length);
    // Also where purchases stopped being told, while customers went on leaving.
    const shorter = coverage === null ? null : { ...coverage, toUs: coverage.fromUs + 90 * DAY_US };
    for (const [index, { query, asOfUs }] of asked.entries()) {
      const known = index % 3 === 0 ? shorter : coverage;
      const { whole, groups } = tallyQueries(query, asOfUs, DEFAULT_BOOK_SETTINGS, known);
      expect(inOrder(await countBaseline(reader, whole))).toEqual(inOrder(tallyBaseline(records, whole)));
      for (const one of groups === null ? [whole] : [whole, groups])
        expect(plain(await tallyCases(reader, one)), JSON.stringify(one)).toEqual(plain(tallyFacts(facts, one)));
    }
  }
});

test('a report as of now by the slow path is the report, to the last digit', async () => {
  const events = randomLog(3);
  await appendEvents(ingest, events, 0);
  await foldAll(worker);
  const nowUs = Math.max(...events.map(({ timeUs }) => timeUs)) + MINUTE_US;
  const opened: number[] = [];
  for (const { query } of fc.sample(queries, { numRuns: 6, seed: 3 })) {
    const report = await readReport(reader, query, nowUs);
    expect(await readReportAsOf(reader, query, nowUs)).toEqual(report);
    opened.push(report.cases.opened);
  }
  expect(Math.max(...opened)).toBeGreaterThan(10);
});

test('as of an earlier moment, what happened later is not known', async () => {
  const events = randomLog(4);
  await appendEvents(ingest, events, 0);
  await foldAll(worker);
  const asOfUs = dayStartUs('2025-11-01', 'UTC');
  const query: ReportQuery = { from: '2025-01-01', to: '2026-02-01', timeZone: 'UTC', by: 'quarter', filters: {} };
  const then = await readReportAsOf(reader, query, asOfUs);

  await forgetAll(database.db);
  await appendEvents(
    ingest,
    events.filter(({ timeUs }) => timeUs <= asOfUs),
    0,
  );
  await foldAll(worker);
  expect(await readReport(reader, query, asOfUs)).toEqual(then);
});

test('all of a report is read on one snapshot', async () => {
  await appendEvents(ingest, randomLog(5), 0);
  await foldAll(worker);
  const query: ReportQuery = { from: '2025-01-01', to: '2026-02-01', timeZone: 'UTC', by: 'cause', filters: {} };
  // What is parked is counted last: there the report waits, and what commits meanwhile must not be in it.
  const { report } = await database.db.transaction().execute(async (work) => {
    await sql`lock table recovery.parked in access exclusive mode`.execute(work);
    const report = readReport(reader, query, BORDERS[0] ?? 0);
    await untilSomebodyWaits(database.db);
    await sql`insert into recovery.parked values (0, 'case', 'x', '', 0)`.execute(work);
    return { report };
  });
  expect((await report).leftOut.parked).toBe(0);
  expect((await readReport(reader, query, BORDERS[0] ?? 0)).leftOut.parked).toBe(1);
});
