import { describe, expect, test } from 'vitest';
import { DAY_US } from '../book.ts';
import type { CaseFacts, EarlyFacts } from '../facts.ts';
import { CLUSTER_PLANS } from '../tally/conditionals.ts';
import { tallyEarly, tallyFacts } from '../tally/reference.ts';
import { days } from '../testing/case-log.ts';
import { facts } from '../testing/facts.ts';
import { tallyQuery } from '../testing/tally-query.ts';
import { measureEarlySigns } from './early-signs.ts';
import type { NotMeasured } from './not-measured.ts';

const NONE: EarlyFacts = {
  ownedInTarget: false,
  followedUp: false,
  promiseDue: false,
  promiseBroken: false,
  resolved: false,
  handOffs: 0,
};

const some = (count: number, early: Partial<EarlyFacts>, more: Partial<CaseFacts> = {}, openedUs = days(0)) =>
  Array.from({ length: count }, () => ({
    ...facts({ openedUs, summary: { early: { ...NONE, ...early } } }),
    ...more,
  }));
const last = (count: number, early: Partial<EarlyFacts>, more: Partial<CaseFacts> = {}) =>
  some(count, early, more, days(91));

/** Thirteen weeks from day 0, and the last one from day 91 on; all the cases given have matured for the report. */
const QUERY = tallyQuery({ fromUs: days(0), toUs: days(98), maturedUntilUs: days(98) });
const EARLY = { ...QUERY, grouping: { kind: 'periods', edgesUs: [days(0), days(91)] } } as const;

function signsOf(cases: readonly CaseFacts[], missing: NotMeasured = {}, query = QUERY) {
  const early = tallyEarly(cases, { ...EARLY, seen: query.seen });
  const matured = tallyFacts(cases, query).get(null)?.clusters;
  if (matured === undefined) throw new Error('no cases');
  return measureEarlySigns(early, matured, missing);
}

describe('56 of 70 last week against 48 of 80 before', () => {
  const cases = [
    ...last(56, { resolved: true, handOffs: 1 }),
    ...last(14, {}),
    ...some(48, { resolved: true, handOffs: 1 }),
    ...some(32, {}),
  ];
  const { signs, cases: counted } = signsOf(cases);

  test('the difference is 0.2, 0.0524 to 0.3339 (Newcombe 1998, table II)', () => {
    expect(counted).toEqual({ last: 70, usual: 80 });
    expect(signs.resolved.last).toMatchObject({ value: 0.8, n: 70, notCovered: 0 });
    expect(signs.resolved.usual).toMatchObject({ value: 0.6, n: 80 });
    expect(signs.resolved.difference.value).toBeCloseTo(0.2, 12);
    expect(signs.resolved.difference.low).toBeCloseTo(0.0524, 4);
    expect(signs.resolved.difference.high).toBeCloseTo(0.3339, 4);
  });

  test('which is better where more is better, and worse where it is not', () => {
    expect(signs.resolved).toMatchObject({ moreIsBetter: true, verdict: 'better', tooFew: false });
    expect(signs.passedOn).toMatchObject({ moreIsBetter: false, verdict: 'worse' });
  });

  test('no difference can be told where its interval holds none', () => {
    expect(signs.ownedInTarget).toMatchObject({ difference: { value: 0 }, verdict: 'cantTell' });
  });
});

test('intervals that overlap may still differ: the verdict comes from the difference', () => {
  // 60 of 100 against 45 of 100: 0.502–0.691 and 0.356–0.548 overlap; Newcombe's difference is 0.0117–0.2804.
  const cases = [...last(60, { resolved: true }), ...last(40, {}), ...some(45, { resolved: true }), ...some(55, {})];
  const { resolved } = signsOf(cases).signs;
  expect(resolved.last.low ?? 1).toBeLessThan(resolved.usual.high ?? 0);
  expect(resolved.difference.low).toBeGreaterThan(0);
  expect(resolved.verdict).toBe('better');
});

test('of one customer, alike cases are fewer than they seem', () => {
  const reseller = { summary: { ...facts().summary, customer: 'reseller', early: { ...NONE, resolved: true } } };
  const alike = Array.from({ length: 56 }, () => ({
    ...facts(),
    summary: { ...reseller.summary, openedUs: days(91) },
  }));
  const cases = [...alike, ...last(14, {}), ...some(48, { resolved: true }), ...some(32, {})];
  const { resolved } = signsOf(cases).signs;
  expect(resolved.last.value).toBeCloseTo(0.8, 12);
  expect(resolved.verdict).toBe('cantTell');
});

test('fewer than thirty are too few to compare, also where they seem to differ', () => {
  const { resolved } = signsOf([...last(29, { resolved: true }), ...some(100, {})]).signs;
  expect(resolved).toMatchObject({ tooFew: true, verdict: 'cantTell' });
  expect(resolved.difference.low).toBeGreaterThan(0);
  expect(signsOf([...last(30, { resolved: true }), ...some(100, {})]).signs.resolved).toMatchObject({
    tooFew: false,
    verdict: 'better',
  });
});

test('no case in one of the two is no difference and no verdict', () => {
  const { resolved } = signsOf(some(40, { resolved: true })).signs;
  expect(resolved.last).toEqual({ value: null, low: null, high: null, n: 0, notCovered: 0 });
  expect(resolved.difference).toEqual({ value: null, low: null, high: null });
  expect(resolved.verdict).toBeNull();
});

test('broken promises are of those with a promise that fell due', () => {
  const { promiseBroken } = signsOf([
    ...last(3, { promiseDue: true, promiseBroken: true }),
    ...last(7, { promiseDue: true }),
    ...last(40, {}),
    ...some(20, { promiseDue: true }),
  ]).signs;
  expect(promiseBroken.last).toMatchObject({ value: 0.3, n: 10 });
  expect(promiseBroken.usual).toMatchObject({ value: 0, n: 20 });
});

test('what was merged or found illegitimate within the week is no part of it, whatever it became later', () => {
  const out = last(5, {}, { excludedEarly: true });
  const outLater = last(3, {}, { verdict: 'merged' });
  expect(signsOf([...last(40, {}), ...out, ...outLater, ...some(1, {})]).cases).toEqual({ last: 43, usual: 1 });
});

test('cases in which a feed could not be seen are left out of what it tells, and counted', () => {
  const seen = { ...QUERY.seen, contactsSeen: { fromUs: days(50), toUs: days(92) } };
  const cases = [...last(10, { followedUp: true }), ...some(20, { followedUp: true })];
  const { followedUp, resolved } = signsOf(cases, {}, { ...QUERY, seen }).signs;
  expect(followedUp.last).toMatchObject({ value: 1, n: 10, notCovered: 0 });
  expect(followedUp.usual).toMatchObject({ value: null, n: 0, notCovered: 20 });
  expect(resolved.usual).toMatchObject({ n: 20, notCovered: 0 });
});

test('what is not measured has no sign, and what needs a verdict no truth', () => {
  const cases = [...last(40, { resolved: true, followedUp: true }), ...some(40, { resolved: true })];
  const { signs } = signsOf(cases, { recoveryRate: 'why' });
  expect(signs.resolved.last).toMatchObject({ value: null, n: 0 });
  expect(signs.followedUp.last).toMatchObject({ value: 1, n: 40 });
  expect(signs.followedUp.truth.with).toMatchObject({ value: null, n: 0 });
});

describe('whether a sign told the truth', () => {
  // With it 30 of 40 recovered, without it 12 of 30: 0.75 and 0.4.
  const notBack = { verdict: 'reopened' } as const;
  const cases = [
    ...some(30, { followedUp: true, promiseDue: true, promiseBroken: true }),
    ...some(10, { followedUp: true, promiseDue: true, promiseBroken: true }, notBack),
    ...some(12, { promiseDue: true }),
    ...some(18, {}, notBack),
  ];
  const { followedUp, promiseBroken } = signsOf(cases).signs;

  test('is how often cases with it were recovered, against those without it', () => {
    expect(followedUp.truth.with).toMatchObject({ value: 0.75, n: 40 });
    expect(followedUp.truth.without).toMatchObject({ value: 0.4, n: 30 });
    // Wilson 0.598060–0.858129 and 0.245906–0.576796, joined by Newcombe: 0.35 − √(0.151940² + 0.176796²), 0.35 + √(0.108129² + 0.154094²).
    expect(followedUp.truth.difference.value).toBeCloseTo(0.35, 12);
    expect(followedUp.truth.difference.low).toBeCloseTo(0.35 - Math.hypot(0.15194, 0.176796), 5);
    expect(followedUp.truth.difference.high).toBeCloseTo(0.35 + Math.hypot(0.108129, 0.154094), 5);
  });

  test('of those to which it applies alone: cases without a promise broke none', () => {
    expect(promiseBroken.truth.with).toMatchObject({ value: 0.75, n: 40 });
    expect(promiseBroken.truth.without).toMatchObject({ value: 1, n: 12 });
  });

  test('is asked of matured cases only, and of the whole only', () => {
    const { signs } = signsOf(
      [...cases, ...some(5, { followedUp: true }, {}, days(97) + DAY_US / 2)],
      {},
      {
        ...QUERY,
        maturedUntilUs: days(97),
      },
    );
    expect(signs.followedUp.truth.with.n).toBe(40);
    expect(CLUSTER_PLANS.groups.conditionals.filter((name) => name.startsWith('with'))).toEqual([]);
  });
});
