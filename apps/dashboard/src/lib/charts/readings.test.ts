import { describe, expect, test } from 'vitest';
import { shareReading, watchedReading } from './readings.ts';

const share = { value: 0.4, low: 0.3, high: 0.5, n: 40 };

test('what is told is a share, the rest a count; under 30 are too few', () => {
  expect(shareReading({ share, pending: 7 })).toEqual({ ...share, tooFew: false, pending: 7 });
  expect(shareReading({ share: { ...share, n: 29 }, pending: 0 }).tooFew).toBe(true);
});

describe('of customers who came back within 90 days', () => {
  // 1 January and 90 days: 1 April.
  const read = (today: string) => watchedReading(today, 90)({ share, pending: 0 }, '2026-01-01');

  test('a period is told once its last customers have been watched for so long', () => {
    expect(read('2026-04-01')).toEqual({ ...share, tooFew: false, pending: 0 });
  });

  test('a day before, all of it is pending: a count, and no share of its early ones', () => {
    expect(read('2026-03-31')).toEqual({ value: null, low: null, high: null, n: 0, tooFew: true, pending: 40 });
  });
});
