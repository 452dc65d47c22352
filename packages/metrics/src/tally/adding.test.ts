import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { sumOfCases, sumOfClusters, sumOfFirstComplaints, sumOfSuccesses } from '../../../../tests/support/adding.ts';
import { DAY_US, SECOND_US } from '../book.ts';
import { VERDICTS, type CaseFacts } from '../facts.ts';
import { days } from '../testing/case-log.ts';
import { facts } from '../testing/facts.ts';
import { tallyQuery } from '../testing/tally-query.ts';
import { tallyBaseline } from './baseline.ts';
import { tallyFacts } from './reference.ts';
import type { Grouping, TallyQuery } from './tally.ts';

/** Opened from day 0 to day 10, the first half of them matured; purchases are told. */
const QUERY = tallyQuery({ valueCoverage: { fromUs: days(-100), toUs: days(300) } });
const PLAIN = facts();

const lengthUs = fc.option(
  fc.integer({ min: 0, max: 200 }).map((hours) => hours * 3600 * SECOND_US),
  { nil: null },
);
const level = fc.record({
  handOffs: fc.nat(3),
  returnsToQueue: fc.nat(2),
  pingPongDirect: fc.boolean(),
  pingPongAny: fc.boolean(),
});
const returned = fc.option(fc.record({ exit: fc.constantFrom(0, 1, 2), afterUs: lengthUs }), { nil: null });

/** A case of one of five customers and two teams, on one of ten days. */
const one: fc.Arbitrary<CaseFacts> = fc
  .record({
    facts: fc.record({
      verdict: fc.constantFrom(...VERDICTS),
      previousUs: fc.option(fc.integer({ min: -3, max: 9 }).map(days), { nil: null }),
      sharedCustomer: fc.nat(9).map((of10) => of10 === 0),
      matched: fc.boolean(),
      returned,
      returnedAfterVerdict: returned,
    }),
    summary: fc.record({
      customer: fc.constantFrom('ana', 'ben', 'cy', 'dee', 'eve'),
      openedUs: fc.integer({ min: 0, max: 9 }).map(days),
      agentLevel: level,
      teamLevel: level,
      asked: fc.boolean(),
    }),
    ownership: fc.record({
      exit: fc.constantFrom('owned', 'endedUnowned', null),
      waitUs: lengthUs,
      runAroundUs: lengthUs,
      fixingUs: lengthUs,
      firstOwnerResolved: fc.boolean(),
    }),
    team: fc.constantFrom('T1', 'T2', null),
  })
  .map(({ facts: more, summary, ownership, team }) => ({
    ...PLAIN,
    ...more,
    summary: {
      ...PLAIN.summary,
      ...summary,
      ownership: { ...PLAIN.summary.ownership, ...ownership },
      dimensions: { ...PLAIN.summary.dimensions, team },
    },
  }));
const cases = fc.array(one, { maxLength: 12, size: 'max' });

const tallied = (some: readonly CaseFacts[], more: Partial<TallyQuery> = {}) => [
  ...tallyFacts(some, { ...QUERY, ...more }).values(),
];
const RUNS = { numRuns: 1000 };

describe('adds', () => {
  test('any division of cases: what is counted a case', () => {
    fc.assert(
      fc.property(cases, fc.func(fc.boolean()), (all, isHere) => {
        const shards = [all.filter((each) => isHere(each)), all.filter((each) => !isHere(each))];
        const parts = shards.flatMap((shard) => tallied(shard));
        const whole = tallied(all);
        for (const sum of [sumOfCases, sumOfSuccesses, sumOfFirstComplaints]) expect(sum(parts)).toEqual(sum(whole));
      }),
      RUNS,
    );
  }, 30_000);

  test('shards that keep each customer whole: everything, sums over customers included', () => {
    fc.assert(
      fc.property(cases, fc.subarray(['ana', 'ben', 'cy', 'dee', 'eve']), (all, here) => {
        const isHere = ({ summary }: CaseFacts) => here.includes(summary.customer);
        const parts = [all.filter(isHere), all.filter((each) => !isHere(each))].flatMap((shard) => tallied(shard));
        const whole = tallied(all);
        for (const sum of [sumOfCases, sumOfFirstComplaints, sumOfClusters]) expect(sum(parts)).toEqual(sum(whole));
      }),
      RUNS,
    );
  }, 30_000);

  test('groups of a dimension: cases and first complaints', () => {
    const grouping: Grouping = { kind: 'dimension', dimension: 'team' };
    fc.assert(
      fc.property(cases, (all) => {
        const [parts, whole] = [tallied(all, { grouping }), tallied(all)];
        for (const sum of [sumOfCases, sumOfFirstComplaints]) expect(sum(parts)).toEqual(sum(whole));
      }),
      RUNS,
    );
  }, 30_000);

  test('days, and a period cut in two wherever: what is counted a case', () => {
    const edgesUs = Array.from({ length: 10 }, (_, day) => days(day));
    fc.assert(
      fc.property(cases, fc.integer({ min: 0, max: 10 }), (all, day) => {
        const whole = tallied(all);
        expect(sumOfCases(tallied(all, { grouping: { kind: 'periods', edgesUs } }))).toEqual(sumOfCases(whole));
        const cut = [...tallied(all, { toUs: days(day) }), ...tallied(all, { fromUs: days(day) })];
        for (const sum of [sumOfCases, sumOfSuccesses]) expect(sum(cut)).toEqual(sum(whole));
      }),
      RUNS,
    );
  }, 30_000);
});

describe('does not add', () => {
  // Ana complains twice: on Monday about a bill, which T1 takes and wins her back; on Thursday T2 does not. She buys on
  // Friday week. Each of the two days has its own first complaint of hers, and the fortnight has one.
  const monday: CaseFacts = {
    ...facts({ customer: 'ana', openedUs: days(0), dimensions: { team: 'T1' } }),
    returned: { exit: 1, afterUs: 11 * DAY_US },
  };
  const thursday: CaseFacts = {
    ...facts({ customer: 'ana', openedUs: days(3), dimensions: { team: 'T2' }, verdict: 'unresolved' }),
    returned: { exit: 1, afterUs: 8 * DAY_US },
    previousUs: days(0),
  };
  const both = [monday, thursday];
  const byDay: Grouping = { kind: 'periods', edgesUs: [days(0), days(3)] };
  const byTeam: Grouping = { kind: 'dimension', dimension: 'team' };

  test('the number of customers over periods: one came back, though each day tells of one', () => {
    const customers = (grouping: Grouping) => tallied(both, { grouping }).map((tally) => tally.customers.customers);
    expect(customers({ kind: 'whole' })).toEqual([1]);
    expect(customers(byDay)).toEqual([1, 1]);
    const buyers = (grouping: Grouping) =>
      tallied(both, { grouping }).map(({ curves }) => curves.loyalty.map(({ count }) => count));
    expect(buyers({ kind: 'whole' })).toEqual([[1]]);
    expect(buyers(byDay)).toEqual([[1], [1]]);
  });

  test('sums over customers over periods or teams: two squared is not one and one', () => {
    const sums = (grouping: Grouping) =>
      tallied(both, { grouping }).map(({ clusters: { clusters, sizes2, flags } }) => ({
        clusters,
        sizes2,
        products: flags.recovered.sizesTimesSuccesses,
      }));
    // Whole: one customer of two cases, one of them recovered: 2² and 2 · 1. In parts each case is a customer.
    expect(sums({ kind: 'whole' })).toEqual([{ clusters: 1, sizes2: 4, products: 2 }]);
    const parts = [
      { clusters: 1, sizes2: 1, products: 1 },
      { clusters: 1, sizes2: 1, products: 0 },
    ];
    expect(sums(byTeam)).toEqual(parts);
    expect(sums(byDay)).toEqual(parts);
  });

  test('the baseline over periods: each has an index day of its own', () => {
    const ben = { valuesUs: [days(-1)], complaintsUs: [], leftUs: [], lot: 2 };
    const watched = (fromDay: number, toDay: number) =>
      tallyBaseline([ben], { ...QUERY, fromUs: days(fromDay), toUs: days(toDay) }).length;
    expect([watched(0, 10), watched(0, 5), watched(5, 10)]).toEqual([1, 1, 1]);
  });
});
