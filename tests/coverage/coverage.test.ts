import { beforeAll, describe, expect, test } from 'vitest';
import { COMPANY } from './company.ts';
import { coverageOf } from './coverage.ts';
import { SCENARIOS } from './scenarios.ts';
import { truthOf } from './truth.ts';

const SEEDS = 400;

describe.each(SCENARIOS.filter(({ binding }) => binding))('$name', ({ company, measures }) => {
  let held: ReturnType<typeof coverageOf>;
  beforeAll(() => {
    held = coverageOf(company, measures, SEEDS);
  }, 120_000);

  test.each(measures)('of 400 intervals for %s, called 95 %, 92 to 98 % hold the truth', (measure) => {
    expect(held[measure]?.told).toBe(SEEDS);
    expect(held[measure]?.held).toBeGreaterThanOrEqual(0.92);
    expect(held[measure]?.held).toBeLessThanOrEqual(0.98);
  });
});

test('a truth that is another by a tenth would be found out', () => {
  const truth = truthOf(COMPANY);
  const wrong = { ...truth, recoveryRate: truth.recoveryRate * 1.1, handOffsMean: truth.handOffsMean * 1.2 };
  const { recoveryRate, handOffsMean } = coverageOf(COMPANY, ['recoveryRate', 'handOffsMean'], 60, wrong);
  expect(recoveryRate.held).toBeLessThan(0.8);
  expect(handOffsMean.held).toBeLessThan(0.8);
});

test('the same seed gives the same intervals', () => {
  expect(coverageOf(COMPANY, ['recoveryRate', 'loyalty90'], 5)).toEqual(
    coverageOf(COMPANY, ['recoveryRate', 'loyalty90'], 5),
  );
});
