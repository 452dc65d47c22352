import { describe, expect, test } from 'vitest';
import { reportOf } from '../words/report.fixture.ts';
import { loyaltyReading, ownershipReading, recoveryReading } from './readings.ts';

const { cases, measures } = reportOf({ recovered: 12, matured: 20, pending: 7 });
const estimate = { value: 0.4, low: 0.3, high: 0.5, n: 40 };

test('of recovery: what has a verdict is a share, the rest a count; under 30 are too few', () => {
  expect(recoveryReading({ cases, measures })).toMatchObject({ value: 0.6, n: 20, tooFew: true, pending: 7 });
});

test('of ownership: the share owned in time, and how many still have nobody', () => {
  const timeToOwnership = {
    ...measures.timeToOwnership,
    withinTarget: { ...estimate, targetSeconds: 3600 },
    waiting: 3,
  };
  const group = { cases, measures: { ...measures, timeToOwnership } };
  expect(ownershipReading(group)).toEqual({ ...estimate, tooFew: false, pending: 3 });
});

describe('of loyalty', () => {
  const none = { value: null, low: null, high: null, n: 0 };
  const repeatLoyalty = {
    ...{ ...estimate, horizonDays: 90, at: {}, recovered: none, notRecovered: none, difference: none },
    ...{ baseline: null, matched: estimate, notCovered: 0 },
  };
  const group = { cases, measures: { ...measures, repeatLoyalty } };
  // 1 January and 90 days: 1 April.
  const read = (today: string) => loyaltyReading(today)(group, '2026-01-01');

  test('a period is told once its last customers have been watched for the horizon', () => {
    expect(read('2026-04-01')).toEqual({ ...estimate, tooFew: false, pending: 0 });
  });

  test('a day before, all of it is pending: a count, and no share of its early ones', () => {
    expect(read('2026-03-31')).toEqual({ ...none, tooFew: true, pending: 40 });
  });

  test('where no purchases arrive there is nothing', () => {
    const without = { cases, measures: { ...measures, repeatLoyalty: null } };
    expect(loyaltyReading('2026-04-01')(without, '2026-01-01')).toEqual({ ...none, tooFew: true, pending: 0 });
  });
});
