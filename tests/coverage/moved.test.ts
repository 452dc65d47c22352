import { describe, expect, test } from 'vitest';
import { movedCoverage, TWO_PERIODS, type TwoPeriods } from './moved.ts';

const SEEDS = 400;

describe.each(TWO_PERIODS)('$name', (company: TwoPeriods) => {
  const held = movedCoverage(company, SEEDS);

  test('of 400 intervals for what was handled differently, called 95 %, 92 to 98 % hold the truth', () => {
    expect(held.rate).toBeGreaterThanOrEqual(0.92);
    expect(held.rate).toBeLessThanOrEqual(0.98);
  });

  test('like-for-like intervals hold theirs at least as often, being as wide as eight groups ask', () => {
    expect(held.groups).toBeGreaterThanOrEqual(0.95);
  });

  test('a group that did not change is named about 5 times in 100 at most', () => {
    // 5 %, and three times the chance of 400 seeds: 0.05 + 3 · √(0.05 · 0.95/400) = 0.083.
    expect(held.wronglyNamed).toBeLessThanOrEqual(0.083);
  });
});

test('a great change is found, nearly always', () => {
  const kinds = [
    { share: [0.5, 0.5], factor: [1, 1] },
    { share: [0.5, 0.5], factor: [0.6, 1] },
  ] as const;
  const [company] = TWO_PERIODS;
  if (company === undefined) throw new Error('no company');
  expect(movedCoverage({ ...company, kinds }, 100).found).toBeGreaterThan(0.95);
});
