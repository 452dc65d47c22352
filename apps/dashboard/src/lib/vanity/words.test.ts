import type { ReadingReport, Tracking } from '@finest-hour/vanity';
import { describe, expect, test } from 'vitest';
import { SPARK_WIDTH, sparkPath } from './spark.ts';
import { trackingWords, valueWords } from './words.ts';

test('a value is said as people read it, with its unit', () => {
  const said = [
    [12_340, 'cases', '12,340 cases'],
    [4.2468, 'stars', '4.25 stars'],
    [-0.5, '', '−0.5'],
    [1e300, 'likes', '1.00e+300 likes'],
    [1e-9, '', '1.00e−9'],
    [0, 'likes', '0 likes'],
    [45, 'seconds', '45 s'],
    [7_800, 'seconds', '2 h 10 m'],
    [null, 'cases', '–'],
  ] as const;
  for (const [value, unit, words] of said) {
    expect(valueWords({ value, unit }).replaceAll('\u00a0', ' ')).toBe(words);
  }
});

describe('whether it tracks recovery', () => {
  const known = { weeks: 45, notMeasured: null };
  const said = (verdict: Tracking['verdict'], low: number, high: number) =>
    trackingWords(
      { tracksRecovery: { rho: 0, low, high, weeks: 45, effectiveWeeks: 40, verdict } } as ReadingReport,
      known,
    );

  test('is said with its interval, and no end loses the side of 0 on which it lies', () => {
    expect(said('no', -0.12, 0.18)).toBe('no: −0.1 to 0.2');
    expect(said('yes', 0.04, 0.62)).toBe('yes: 0.04 to 0.6');
    expect(said('reversed', -0.6, -0.01)).toBe('the other way: −0.6 to −0.01');
    expect(said('unclear', -0.004, 0.7)).toBe('can’t tell: 0 to 0.7');
  });

  test('is not said where it is not known, and why is', () => {
    const reading = { tracksRecovery: null } as ReadingReport;
    expect(trackingWords(reading, known)).toBe('too few weeks');
    expect(trackingWords(reading, { weeks: null, notMeasured: 'no key' })).toBe('not known');
  });
});

test('the line goes from its least to its most, and is broken where a week has no value', () => {
  const weeks = [
    { week: '2026-01-05', value: 5 },
    { week: '2026-01-12', value: 10 },
    { week: '2026-01-26', value: 0 },
  ];
  // Three weeks wide: 3, 3 + 314/3, 317; the most at 3, the least at 35, the middle between.
  expect(SPARK_WIDTH).toBe(320);
  expect(sparkPath(weeks)).toBe('M3.0 19.0h.01L107.7 3.0M317.0 35.0h.01');
  expect(sparkPath([])).toBe('');
  expect(sparkPath([{ week: '2026-01-05', value: 5 }])).toBe('M3.0 19.0h.01');
});
