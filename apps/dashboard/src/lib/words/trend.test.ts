import { describe, expect, test } from 'vitest';
import type { TrendPoint } from '../charts/trend-points.ts';
import { loyaltyTrend, ownershipTrend, pendingWords, RECOVERY_TREND, trendLabel, untoldWords } from './trend.ts';

const point: TrendPoint = {
  ...{ start: '2026-03-02', end: '2026-03-09', cut: false, part: 'now' },
  ...{ value: 0.6, low: 0.5, high: 0.7, n: 300, tooFew: false, pending: 0 },
};
const untold = { ...point, value: null, low: null, high: null, n: 0, pending: 1240 };

describe('above a trend stands what it shows', () => {
  test.each([
    [RECOVERY_TREND, 'Share recovered of complaints by the month in which they opened; bars are 95 % intervals'],
    [
      ownershipTrend('1 h'),
      'Share owned within 1 h of complaints by the month in which they opened; bars are 95 % intervals',
    ],
    [
      loyaltyTrend(90),
      'Share who came back within 90 days of customers by the month in which they first complained; bars are 95 % intervals',
    ],
  ])('%#', (words, label) => {
    expect(trendLabel(words, [point, untold], 'month')).toBe(label);
  });

  test('and why there is no share, where there is none', () => {
    expect(trendLabel(loyaltyTrend(90), [untold], 'week')).toBe(
      'Nobody has been watched for 90 days, so there is no share to draw: customers by the week in which they first complained',
    );
  });
});

test('below it, what is pending is a number of those it would be a share of', () => {
  expect(pendingWords([point, untold], loyaltyTrend(90))).toBe(
    '1,240\u00a0customers not all watched for 90 days, as counts',
  );
  expect(pendingWords([point, { ...untold, pending: 1 }], ownershipTrend('1 h'))).toBe(
    '1\u00a0complaint still without an owner, as counts',
  );
  expect(pendingWords([point], RECOVERY_TREND)).toBeNull();
});

test('and how many periods have too few for a dot', () => {
  const few = { ...point, n: 12, tooFew: true };
  expect(untoldWords([point, few, few], 'week', 'With a verdict')).toBe(
    '2\u00a0weeks with fewer than 30 (with a verdict): in the table alone',
  );
  expect(untoldWords([few], 'week', 'With a verdict')).toBeNull();
});
