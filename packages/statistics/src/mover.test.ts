import fc from 'fast-check';
import { expect, test } from 'vitest';
import { mover } from './mover.ts';

test('each bound joins the two distances that stretch it, by Pythagoras', () => {
  // 0.7 [0.4, 0.8] minus 0.5 [0.1, 0.9]:
  // low  = 0.2 − √((0.7 − 0.4)² + (0.9 − 0.5)²) = 0.2 − √(0.09 + 0.16) = 0.2 − 0.5 = −0.3
  // high = 0.2 + √((0.8 − 0.7)² + (0.5 − 0.1)²) = 0.2 + √(0.01 + 0.16) = 0.2 + √0.17 = 0.6123105626
  const difference = mover({ value: 0.7, low: 0.4, high: 0.8 }, { value: 0.5, low: 0.1, high: 0.9 });
  expect(difference.value).toBeCloseTo(0.2, 12);
  expect(difference.low).toBeCloseTo(-0.3, 12);
  expect(difference.high).toBeCloseTo(0.6123105626, 10);
});

test('with symmetric intervals it is the familiar sum of variances', () => {
  // 10 ± 3 minus 4 ± 4 = 6 ± 5.
  expect(mover({ value: 10, low: 7, high: 13 }, { value: 4, low: 0, high: 8 })).toEqual({ value: 6, low: 1, high: 11 });
});

test('against a number known exactly, the interval is only shifted', () => {
  expect(mover({ value: 10, low: 8, high: 15 }, { value: 4, low: 4, high: 4 })).toEqual({ value: 6, low: 4, high: 11 });
});

/** A share with bounds, in [0, 1]. */
const share = fc
  .tuple(...[0, 1, 2].map(() => fc.oneof(fc.constantFrom(0, 1), fc.double({ min: 0, max: 1, noNaN: true }))))
  .map((three) => three.toSorted((a, b) => a - b))
  .map(([low = NaN, value = NaN, high = NaN]) => ({ low, value, high }));

test('the difference of two shares holds its value, never leaves [−1, 1], and turns round with them', () => {
  fc.assert(
    fc.property(share, share, (first, second) => {
      const { value, low, high } = mover(first, second);
      expect(low).toBeLessThanOrEqual(value);
      expect(high).toBeGreaterThanOrEqual(value);
      expect(low).toBeGreaterThanOrEqual(-1 - 1e-12);
      expect(high).toBeLessThanOrEqual(1 + 1e-12);
      const back = mover(second, first);
      expect(back.low).toBeCloseTo(-high, 12);
      expect(back.high).toBeCloseTo(-low, 12);
    }),
    { numRuns: 1000 },
  );
});

test('it is as wide as the wider of the two at the least, and as both together at the most', () => {
  fc.assert(
    fc.property(share, share, (first, second) => {
      const { low, high } = mover(first, second);
      const widths = [first.high - first.low, second.high - second.low] as const;
      expect(high - low).toBeGreaterThanOrEqual(Math.max(...widths) - 1e-12);
      expect(high - low).toBeLessThanOrEqual(widths[0] + widths[1] + 1e-12);
    }),
    { numRuns: 1000 },
  );
});
