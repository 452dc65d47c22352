import { expect, test } from 'vitest';
import { DEFAULT_PARAMETERS } from '../parameters.ts';
import { returnLaw, returnsWithin, staysAwayFor } from './returns.ts';

test('where nobody leaves, the incidence is that of one exponential time', () => {
  expect(returnsWithin({ buying: 0.01, leaving: 0 }, 90)).toBeCloseTo(1 - Math.exp(-0.9), 12);
  expect(returnsWithin({ buying: 0, leaving: 0 }, 90)).toBe(0);
});

test('of two equal rates each takes half of what happens', () => {
  expect(returnsWithin({ buying: 0.01, leaving: 0.01 }, 50)).toBeCloseTo((1 - Math.exp(-1)) / 2, 12);
  expect(staysAwayFor({ buying: 0.01, leaving: 0.01 }, 50)).toBeCloseTo(Math.exp(-1), 12);
});

test('the rates give the probabilities that were chosen at 90 days, and the chosen effect of recovery', () => {
  const { baseline, recovered, notRecovered } = returnLaw(DEFAULT_PARAMETERS);
  expect(returnsWithin(baseline, 90)).toBeCloseTo(0.45, 9);
  expect(returnsWithin(recovered, 90) - returnsWithin(notRecovered, 90)).toBeCloseTo(0.18, 9);
  expect(1 - Math.exp(-90 * notRecovered.leaving)).toBeCloseTo(0.09, 9);
});

test('without an effect, recovered customers who leave as often come back as often', () => {
  const { notRecovered } = DEFAULT_PARAMETERS.returning;
  const returning = { ...DEFAULT_PARAMETERS.returning, recovered: { leaves: notRecovered.leaves } };
  const law = returnLaw({ ...DEFAULT_PARAMETERS, returning, recoveryEffectOnReturn: 0 });
  expect(law.recovered).toEqual(law.notRecovered);
});
