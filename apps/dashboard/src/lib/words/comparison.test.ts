import { wilson } from '@finest-hour/statistics';
import { describe, expect, test } from 'vitest';
import { changeWords, compare, comparisonWords, noComparisonWords } from './comparison.ts';

function share(successes: number, n: number) {
  const { low, high } = wilson(successes, n) ?? { low: 0, high: 1 };
  return { value: successes / n, low, high, n };
}

describe('two periods are compared by the interval of their difference', () => {
  test('as Newcombe (1998), method 10: 56/70 against 48/80 is 0.2, 0.0524 to 0.3339', () => {
    const comparison = compare(share(56, 70), share(48, 80));
    expect(comparison?.verdict).toBe('better');
    expect(comparison?.value).toBeCloseTo(0.2, 10);
    expect(comparison?.low).toBeCloseTo(0.0524, 4);
    expect(comparison?.high).toBeCloseTo(0.3339, 4);
  });

  test('the same the other way round is worse', () => {
    expect(compare(share(48, 80), share(56, 70))?.verdict).toBe('worse');
  });

  test('63 against 61 of 625 each cannot be told apart, and a change under about 8 could hide', () => {
    const comparison = compare(share(394, 625), share(381, 625));
    expect(comparison?.verdict).toBe('cannotTell');
    // By hand: (1.96 + 0.84) · √(0.63·0.37/625 + 0.61·0.39/625) = 0.077.
    expect(comparison?.couldHide).toBeCloseTo(0.077, 3);
  });

  test('intervals that overlap may still tell: 60 to 66 against 55 to 61 of 1,000', () => {
    expect(compare(share(630, 1000), share(580, 1000))?.verdict).toBe('better');
  });

  test('fewer than 30 on either side are not compared', () => {
    expect(compare(share(29, 29), share(10, 1000))).toBeNull();
    expect(compare(share(500, 1000), { value: null, low: null, high: null, n: 0 })).toBeNull();
  });
});

describe('a change is written in complaints of 100', () => {
  test('in whole ones', () => {
    expect(changeWords({ value: 0.05, low: 0.01, high: 0.09 })).toEqual({ size: '5', interval: '1 to 9' });
  });

  test('without its sign, the smaller end first', () => {
    expect(changeWords({ value: -0.05, low: -0.09, high: -0.01 })).toEqual({ size: '5', interval: '1 to 9' });
  });

  test('with a decimal where a whole number would say "0"', () => {
    expect(changeWords({ value: 0.017, low: 0.004, high: 0.03 })).toEqual({ size: '1.7', interval: '0.4 to 3.0' });
  });
});

test.each([
  [[19, 400], 'Not compared: this period has 19 with a verdict; we compare from 30.'],
  [[90, 0], 'Not compared: the 13 weeks before had 0 with a verdict; we compare from 30.'],
  [[0, 29], 'Not compared: this period has 0 and the 13 weeks before had 29 with a verdict; we compare from 30.'],
] as const)('of %j complaints it says which are too few', (n, words) => {
  expect(noComparisonWords(n, 'the 13 weeks before')).toBe(words);
});

test('what is compared is named, where it is not complaints with a verdict; too early is not too few', () => {
  expect(noComparisonWords([19, 400], 'the year before', 'customers')).toBe(
    'Not compared: this period has 19 customers; we compare from 30.',
  );
  expect(noComparisonWords([300, 400], 'the year before', 'customers')).toBe(
    'Not compared: too few have been watched for so long.',
  );
});

test.each([
  ['better', { value: 0.05, low: 0.01, high: 0.09 }, 'better', '5 in 100 more than in last week (likely 1 to 9)'],
  ['worse', { value: -0.05, low: -0.09, high: -0.01 }, 'worse', '5 in 100 fewer than in last week (likely 1 to 9)'],
  [
    'cannotTell',
    { value: 0.02, low: -0.03, high: 0.07 },
    'can’t tell',
    'from last week; a change under about 8 in 100 could hide',
  ],
] as const)('a comparison that is %s says so in a word, and how much', (verdict, change, word, detail) => {
  const comparison = { verdict, before: 0.6, couldHide: 0.077, ...change };
  expect(comparisonWords(comparison, 'last week')).toMatchObject({ word, detail });
});
