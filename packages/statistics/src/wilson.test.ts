import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { wilson } from './wilson.ts';

describe('agrees with R', () => {
  // R: binom::binom.wilson(x, n), and prop.test(x, n, correct = FALSE)$conf.int, which is the same interval.
  test.each([
    { successes: 18, n: 20, low: 0.6989663548, high: 0.9721335188 },
    { successes: 4, n: 200, low: 0.0078044264, high: 0.0502870869 },
    { successes: 0, n: 30, low: 0, high: 0.1135133932 },
    { successes: 30, n: 30, low: 0.8864866068, high: 1 },
    { successes: 1, n: 1, low: 0.2065493144, high: 1 },
    { successes: 0, n: 1, low: 0, high: 0.7934506856 },
    { successes: 81, n: 263, low: 0.2552885199, high: 0.366209577 },
    { successes: 15, n: 148, low: 0.0623863995, high: 0.1604872417 },
    { successes: 1, n: 29, low: 0.0061132143, high: 0.1717552188 },
    { successes: 61, n: 100, low: 0.5120301705, high: 0.6998312599 },
    { successes: 500_000, n: 1_000_000, low: 0.4990200199, high: 0.5009799801 },
  ])('$successes of $n', ({ successes, n, low, high }) => {
    const interval = wilson(successes, n);
    expect(interval?.low).toBeCloseTo(low, 9);
    expect(interval?.high).toBeCloseTo(high, 9);
  });
});

test('no trials have no interval', () => {
  expect(wilson(0, 0)).toBeNull();
});

/** k of n, 1 ≤ n ≤ 100,000. */
const counts = fc
  .integer({ min: 1, max: 100_000 })
  .chain((n) => fc.record({ n: fc.constant(n), k: fc.integer({ min: 0, max: n }) }));

test('the interval lies within [0, 1] and holds the estimate', () => {
  fc.assert(
    fc.property(counts, ({ n, k }) => {
      const { low, high } = wilson(k, n) ?? { low: NaN, high: NaN };
      return 0 <= low && low <= k / n && k / n <= high && high <= 1;
    }),
    { numRuns: 1000 },
  );
});

test('it mirrors: failures have the mirrored interval of successes', () => {
  fc.assert(
    fc.property(counts, ({ n, k }) => {
      const successes = wilson(k, n);
      const failures = wilson(n - k, n);
      expect(failures?.low).toBeCloseTo(1 - (successes?.high ?? NaN), 9);
      expect(failures?.high).toBeCloseTo(1 - (successes?.low ?? NaN), 9);
    }),
    { numRuns: 1000 },
  );
});

test('the same share of more trials is known better', () => {
  fc.assert(
    fc.property(counts, fc.integer({ min: 2, max: 50 }), ({ n, k }, times) => {
      const few = wilson(k, n) ?? { low: NaN, high: NaN };
      const many = wilson(k * times, n * times) ?? { low: NaN, high: NaN };
      return many.high - many.low < few.high - few.low;
    }),
    { numRuns: 1000 },
  );
});

test('successes may be fractional, as n divided by a design effect makes them', () => {
  // 4.5 of 5: z² = 3.841459; centre 0.9 + z²/10 = 1.284146; half 1.959964·√(0.9·0.1/5 + z²/100) = 0.465525;
  // scale 1 + z²/5 = 1.768292; (1.284146 ∓ 0.465525)/1.768292 = 0.462944, 0.989470.
  expect(wilson(4.5, 5)?.low).toBeCloseTo(0.462944, 6);
  expect(wilson(4.5, 5)?.high).toBeCloseTo(0.98947, 6);
});

test('more successes of as many raise both ends', () => {
  fc.assert(
    fc.property(counts, fc.double({ min: 0, max: 1, noNaN: true }), ({ n, k }, less) => {
      const fewer = wilson(Math.max(0, k - less), n) ?? { low: NaN, high: NaN };
      const more = wilson(k, n) ?? { low: NaN, high: NaN };
      return fewer.low <= more.low + 1e-12 && fewer.high <= more.high + 1e-12;
    }),
    { numRuns: 1000 },
  );
});
