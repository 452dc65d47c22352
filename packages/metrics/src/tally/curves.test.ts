import { describe, expect, test } from 'vitest';
import { bookBins } from '../bins.ts';
import { DAY_US, DEFAULT_BOOK_SETTINGS, SECOND_US } from '../book.ts';
import { RETURN_EXITS, type CaseFacts, type OwnershipFacts } from '../facts.ts';
import { days } from '../testing/case-log.ts';
import { facts } from '../testing/facts.ts';
import { tallyQuery } from '../testing/tally-query.ts';
import { tallyFacts } from './reference.ts';
import { CURVES, type CurveName, type TallyQuery } from './tally.ts';

const BINS = bookBins(DEFAULT_BOOK_SETTINGS);
const binOfDays = (count: number) => BINS.binOf(count * 86_400);

/** Opened from day 0 to day 10; seen at day 200, so that all have matured. Purchases are told from day −100 to 300. */
const QUERY = tallyQuery({
  maturedUntilUs: days(156),
  asOfUs: days(200),
  valueCoverage: { fromUs: days(-100), toUs: days(300) },
});
const tallied = (cases: readonly CaseFacts[], more: Partial<TallyQuery> = {}) =>
  tallyFacts(cases, { ...QUERY, ...more });

/** A curve of the whole as text, bins in days of their upper edge left to the reader: `bin/cause: count`. */
function curve(name: CurveName, cases: readonly CaseFacts[], more: Partial<TallyQuery> = {}) {
  const cells = tallied(cases, more).get(null)?.curves[name] ?? [];
  return cells.map(({ bin, cause, count }) => [bin, cause, count]);
}

type Returned = NonNullable<CaseFacts['returned']>;
const waits: Returned = { exit: RETURN_EXITS.none, afterUs: null };
const returns = (count: number): Returned => ({ exit: RETURN_EXITS.returned, afterUs: count * DAY_US });
const leaves = (count: number): Returned => ({ exit: RETURN_EXITS.left, afterUs: count * DAY_US });

/** A complaint of day 0, or another day. */
const complaint = (more: Partial<CaseFacts> = {}, wanted: Parameters<typeof facts>[0] = {}): CaseFacts => ({
  ...facts(wanted),
  ...more,
});

describe('the first complaint in the period', () => {
  const customers = (cases: readonly CaseFacts[], more: Partial<TallyQuery> = {}) =>
    tallied(cases, more).get(null)?.customers.customers;

  test('is one whose customer did not complain in it before; what they did before the period is no matter', () => {
    expect(customers([complaint()])).toBe(1);
    expect(customers([complaint({ previousUs: days(0) - 1 })])).toBe(1);
    expect(customers([complaint({ previousUs: days(0) }, { openedUs: days(3) })])).toBe(0);
  });

  test('is asked before the filters: they never make a second complaint a first', () => {
    const first = complaint({}, { dimensions: { channel: 'phone' } });
    const second = complaint({ previousUs: days(0) }, { openedUs: days(3), dimensions: { channel: 'email' } });
    expect(customers([first, second], { filters: { channel: ['phone'] } })).toBe(1);
    expect(customers([first, second], { filters: { channel: ['email'] } })).toBe(0);
  });

  test('of each period is its own, where the report is by periods', () => {
    const cases = [
      complaint({}, { openedUs: days(1) }),
      complaint({ previousUs: days(1) }, { openedUs: days(2) }),
      complaint({ previousUs: days(2) }, { openedUs: days(6) }),
    ];
    const grouping = { kind: 'periods', edgesUs: [days(-4), days(5)] } as const;
    const groups = tallied(cases, { grouping });
    expect(groups.get('0')?.customers.customers).toBe(1);
    expect(groups.get('1')?.customers.customers).toBe(1);
    expect(customers(cases)).toBe(1);
  });

  test('in a period cut off by the start of the report is the first from there on', () => {
    const grouping = { kind: 'periods', edgesUs: [days(-4), days(5)] } as const;
    const before = complaint({ previousUs: days(-1) }, { openedUs: days(1) });
    expect(tallied([before], { grouping }).get('0')?.customers.customers).toBe(1);
  });

  test('is none of a shared customer id, nor one that is left out', () => {
    expect(customers([complaint({ sharedCustomer: true })])).toBe(0);
    expect(customers([complaint({}, { verdict: 'merged' }), complaint({}, { verdict: 'illegitimate' })])).toBe(0);
  });

  test('counts whether its customer is matched', () => {
    const cases = [complaint({ matched: true }), complaint({ matched: true }), complaint()];
    expect(tallied(cases).get(null)?.customers).toEqual({ customers: 3, matched: 2, notCovered: 0 });
  });
});

describe('return from the opening', () => {
  test('by bin and cause; who waits is censored now', () => {
    const cases = [returns(3), returns(3), leaves(40), waits].map((returned) => complaint({ returned }));
    expect(curve('loyalty', cases)).toEqual([
      [binOfDays(3), 1, 2],
      [binOfDays(40), 2, 1],
      [binOfDays(200), 0, 1],
    ]);
  });

  test('at the end of what is told, where that is earlier: who waits, and who left after it', () => {
    const cases = [returns(3), leaves(40), leaves(70), waits].map((returned) => complaint({ returned }));
    const valueCoverage = { fromUs: days(-100), toUs: days(60) };
    expect(curve('loyalty', cases, { valueCoverage })).toEqual([
      [binOfDays(3), 1, 1],
      [binOfDays(40), 2, 1],
      [binOfDays(60), 0, 2],
    ]);
  });

  test('has pending complaints in it, too', () => {
    const asOfUs = days(20);
    const maturedUntilUs = days(-24);
    expect(curve('loyalty', [complaint({ returned: waits })], { asOfUs, maturedUntilUs })).toEqual([
      [binOfDays(20), 0, 1],
    ]);
  });

  test('has no part for who had left before', () => {
    expect(curve('loyalty', [complaint({ returned: null })])).toEqual([]);
  });

  test('has none for complaints outside the time in which purchases were told; they are counted', () => {
    const cases = [2, 4, 6, 8].map((day) => complaint({ returned: returns(1) }, { openedUs: days(day) }));
    const told = (fromDay: number, toDay: number) =>
      tallied(cases, { valueCoverage: { fromUs: days(fromDay), toUs: days(toDay) } }).get(null);
    // The day at which it starts is in, the one at which it ends is out.
    expect(told(4, 8)?.curves.loyalty).toEqual([{ bin: binOfDays(1), cause: 1, count: 2 }]);
    expect(told(4, 8)?.customers).toEqual({ customers: 4, matched: 0, notCovered: 2 });
  });

  test('is nobody’s where purchases are never told', () => {
    const tally = tallied([complaint({ returned: returns(3) })], { valueCoverage: null }).get(null);
    expect(tally?.curves.loyalty).toEqual([]);
    expect(tally?.customers).toEqual({ customers: 1, matched: 0, notCovered: 1 });
  });
});

describe('return from the verdict', () => {
  const judged = (
    verdict: 'noObjection' | 'reopened',
    returnedAfterVerdict: CaseFacts['returned'],
    openedUs = days(0),
  ) => complaint({ returnedAfterVerdict }, { verdict, openedUs });

  test('parts recovered from not recovered', () => {
    const cases = [judged('noObjection', returns(10)), judged('reopened', leaves(10)), judged('reopened', waits)];
    expect(curve('recovered', cases)).toEqual([[binOfDays(10), 1, 1]]);
    expect(curve('notRecovered', cases)).toEqual([
      [binOfDays(10), 2, 1],
      [binOfDays(200 - 44), 0, 1],
    ]);
  });

  test('is told of matured complaints only, of customers who had not left by then', () => {
    expect(curve('recovered', [judged('noObjection', waits)], { maturedUntilUs: days(0) - 1 })).toEqual([]);
    expect(curve('recovered', [judged('noObjection', null)])).toEqual([]);
  });

  test('needs the verdict, not the opening, to lie where purchases were told', () => {
    const cases = [judged('noObjection', returns(1), days(1)), judged('noObjection', returns(1), days(5))];
    const counted = (fromDay: number, toDay: number) =>
      curve('recovered', cases, { valueCoverage: { fromUs: days(fromDay), toUs: days(toDay) } });
    expect(counted(46, 300)).toEqual([[binOfDays(1), 1, 1]]);
    expect(counted(-100, 49)).toEqual([[binOfDays(1), 1, 1]]);
    expect(counted(-100, 45)).toEqual([]);
  });

  test('is of first complaints only', () => {
    expect(curve('recovered', [{ ...judged('noObjection', returns(1), days(5)), previousUs: days(2) }])).toEqual([]);
  });
});

describe('waiting for an owner', () => {
  const minute = 60 * SECOND_US;
  const none = facts().summary.ownership;
  const waited = (ownership: Partial<OwnershipFacts>, wanted: Parameters<typeof facts>[0] = {}) =>
    facts({ ...wanted, summary: { ownership: { ...none, ...ownership } } });

  test('ends owned, or unowned, or lasts to now: over all that counts, pending or not, first complaint or not', () => {
    const cases = [
      waited({ exit: 'owned', waitUs: 5 * minute }),
      { ...waited({ exit: 'owned', waitUs: 5 * minute }), previousUs: days(0), sharedCustomer: true },
      waited({ exit: 'endedUnowned', waitUs: 60 * minute }),
      waited({}, { openedUs: days(9) }),
      waited({}, { verdict: 'merged' }),
    ];
    expect(curve('ownership', cases, { maturedUntilUs: days(5), asOfUs: days(49), valueCoverage: null })).toEqual([
      [BINS.binOf(300), 1, 2],
      [BINS.binOf(3600), 2, 1],
      [binOfDays(40), 0, 1],
    ]);
  });

  test('run-around and fixing are told of matured cases that have them', () => {
    const cases = [
      waited({ runAroundUs: 5 * minute, fixingUs: 60 * minute }),
      waited({ runAroundUs: 5 * minute, fixingUs: 0 }),
      waited({ runAroundUs: 5 * minute, fixingUs: 0 }, { openedUs: days(9) }),
      waited({}),
    ];
    const matured = { maturedUntilUs: days(5) };
    expect(curve('runAround', cases, matured)).toEqual([[BINS.binOf(300), 1, 2]]);
    expect(curve('fixing', cases, matured)).toEqual([
      [BINS.binOf(3600), 1, 1],
      [0, 1, 1],
    ]);
  });
});

test('shares of a part of the cases have the sums over the customers with any of that part', () => {
  const none = facts().summary.ownership;
  const of = (customer: string, exit: OwnershipFacts['exit'], firstOwnerResolved: boolean) =>
    facts({ customer, summary: { ownership: { ...none, exit, waitUs: exit && 0, firstOwnerResolved } } });
  const cases = [
    // ana: three owned, two of them resolved by the first owner; ben: one and none; cy: none owned.
    of('ana', 'owned', true),
    of('ana', 'owned', true),
    of('ana', 'owned', false),
    of('ana', 'endedUnowned', true),
    of('ben', 'owned', false),
    of('cy', null, false),
  ];
  expect(tallied(cases).get(null)?.clusters.conditionals.firstOwnerResolved).toEqual({
    clusters: 2,
    cases: 3 + 1,
    sizes2: 9 + 1,
    successes: 2,
    products: 3 * 2,
    successes2: 4,
  });
});

test('the curves of groups add up to those of the whole, but for first complaints by period', () => {
  const cases = [1, 2, 6, 9].map((day) =>
    complaint({ returned: returns(day) }, { openedUs: days(day), dimensions: { team: day < 5 ? 'T1' : 'T2' } }),
  );
  const counts = (tallies: ReturnType<typeof tallyFacts>) =>
    CURVES.map((name) =>
      [...tallies.values()].flatMap(({ curves }) => curves[name]).reduce((sum, { count }) => sum + count, 0),
    );
  expect(counts(tallied(cases, { grouping: { kind: 'dimension', dimension: 'team' } }))).toEqual(
    counts(tallied(cases)),
  );
});
