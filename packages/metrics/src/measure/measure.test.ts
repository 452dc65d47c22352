import { describe, expect, test } from 'vitest';
import type { CaseFacts } from '../facts.ts';
import { tallyFacts } from '../tally/reference.ts';
import { days } from '../testing/case-log.ts';
import { facts, many } from '../testing/facts.ts';
import { DEFAULT_BOOK_SETTINGS } from '../book.ts';
import { tallyQuery } from '../testing/tally-query.ts';
import { measureContext } from './context.ts';
import { measure } from './measure.ts';

/** Measures cases all of which have matured. */
function measured(cases: readonly CaseFacts[]) {
  const tallies = tallyFacts(cases, tallyQuery({ fromUs: days(-1), toUs: days(100), maturedUntilUs: days(50) }));
  const tally = tallies.get(null);
  if (tally === undefined) throw new Error('no cases');
  return measure(tally, measureContext(DEFAULT_BOOK_SETTINGS, {}));
}

describe('no data', () => {
  test('nothing matured is no value, never a 0', () => {
    const { measures, cases, tooFew } = measured([facts({ openedUs: days(60) }), facts({ verdict: 'merged' })]);
    const nothing = { value: null, low: null, high: null, n: 0 };
    expect(cases).toEqual({ opened: 2, matured: 0, pending: 1, excluded: { merged: 1, illegitimate: 0 } });
    expect(tooFew).toBe(true);
    expect(measures.recoveryRate).toEqual(nothing);
    expect(measures.confirmedRecoveryRate).toEqual(nothing);
    expect(measures.askedSatisfaction).toEqual({ ...nothing, notCovered: 0 });
    expect(measures.knownCause).toEqual(nothing);
    expect(measures.handOffs).toMatchObject({ total: 0, mean: null, low: null, high: null, n: 0 });
    expect(measures.handOffs.neverPassedOn).toEqual(nothing);
    expect(measures.handOffs.pingPong.direct).toEqual({ ...nothing, cases: 0 });
    expect(measures.handOffs.teams).toMatchObject({ mean: null, n: 0 });
  });
});

describe('small n', () => {
  test('29 cases are too few to compare, the 30th lifts it; value and interval are always there', () => {
    expect(measured(many(29)).tooFew).toBe(true);
    expect(measured(many(30)).tooFew).toBe(false);
    // Wilson at n of n: from n/(n + z²) to 1.
    expect(measured(many(29)).measures.recoveryRate).toMatchObject({ value: 1, high: 1, n: 29 });
    expect(measured(many(29)).measures.recoveryRate.low).toBeCloseTo(29 / (29 + 3.8414588), 6);
  });

  test('what is left out or pending does not lift it', () => {
    const others = [...many(5, { verdict: 'merged' }), ...many(5, { openedUs: days(60) })];
    expect(measured([...many(29), ...others]).tooFew).toBe(true);
  });

  test('one case has a mean, and no upper bound to it', () => {
    expect(measured([facts({ handOffs: 2 })]).measures.handOffs).toMatchObject({ mean: 2, low: 0, high: null, n: 1 });
  });
});

describe('the bar of three', () => {
  const { measures, cases } = measured([
    ...many(4, { verdict: 'confirmed' }),
    ...many(14, { verdict: 'noObjection' }),
    facts({ verdict: 'unresolved' }),
    facts({ verdict: 'saidNo' }),
    ...many(3, { verdict: 'illegitimate' }),
  ]);

  test('customers with one case each have the plain interval of Wilson', () => {
    // R: binom.wilson(18, 20) → 0.6989663548–0.9721335188.
    expect(measures.recoveryRate).toMatchObject({ value: 0.9, n: 20 });
    expect(measures.recoveryRate.low).toBeCloseTo(0.6989663548, 9);
    expect(measures.recoveryRate.high).toBeCloseTo(0.9721335188, 9);
    expect(measures.confirmedRecoveryRate).toMatchObject({ value: 0.2, n: 20 });
  });

  test('recovered and the reasons why not add up to the matured cases', () => {
    expect(cases.matured).toBe(20);
    expect(measures.notRecovered).toEqual({
      unresolved: 1,
      reopened: 0,
      complainedAgain: 0,
      saidNo: 1,
      nothingDone: 0,
    });
  });
});

test('many like cases of one customer widen the interval, not the n that is told', () => {
  // One customer with 20 cases, 18 recovered; twenty with one each, 10 recovered. R: survey's deff 2.656875; Wilson on
  // 28/2.656875 of 40/2.656875 → 0.448764–0.869921. Without clustering it were 0.545700–0.819252.
  const { recoveryRate } = measured([
    ...many(18, { customer: 'reseller' }),
    ...many(2, { customer: 'reseller', verdict: 'reopened' }),
    ...many(10),
    ...many(10, { verdict: 'reopened' }),
  ]).measures;
  expect(recoveryRate).toMatchObject({ value: 0.7, n: 40 });
  expect(recoveryRate.low).toBeCloseTo(0.448764232, 8);
  expect(recoveryRate.high).toBeCloseTo(0.869921026, 8);
});

test('hand-offs: shares of 0, 1, 2 and more as numbers of cases, mean by t, total', () => {
  // 57 cases: 40 · 0, 10 · 1, 4 · 2, 2 · 3, 1 · 9: total 10 + 8 + 6 + 9 = 33, mean 33/57.
  const cases = [
    [40, 0],
    [10, 1],
    [4, 2],
    [2, 3],
    [1, 9],
  ] as const;
  const { handOffs } = measured(cases.flatMap(([count, passed]) => many(count, { handOffs: passed }))).measures;
  expect(handOffs.distribution).toEqual({ '0': 40, '1': 10, '2': 4, '3+': 3 });
  expect(handOffs.total).toBe(33);
  expect(handOffs.mean).toBeCloseTo(33 / 57, 12);
  // R: t.test(rep(c(0, 1, 2, 3, 9), c(40, 10, 4, 2, 1))).
  expect(handOffs.low).toBeCloseTo(0.214076755955, 8);
  expect(handOffs.high).toBeCloseTo(0.943817980887, 8);
  expect(handOffs.neverPassedOn).toMatchObject({ value: 40 / 57, n: 57 });
});
