import fc from 'fast-check';
import { expect, test } from 'vitest';
import { newcombeP } from './newcombe-p.ts';
import { newcombe } from './newcombe.ts';
import { normalQuantile } from './normal.ts';

test('is 5 % where the 95 % interval just reaches 0, and less where it does not', () => {
  // Newcombe (1998), table II: (a) [0.0524, 0.3339] excludes 0, (d) [−0.0381, 0.1926] does not.
  expect(newcombeP(56, 70, 48, 80)).toBeLessThan(0.05);
  expect(newcombeP(5, 56, 0, 29)).toBeGreaterThan(0.05);
});

test('two groups alike, or an empty one, are no evidence at all', () => {
  expect(newcombeP(5, 10, 50, 100)).toBeCloseTo(1, 6);
  expect(newcombeP(0, 0, 50, 100)).toBe(1);
  expect(newcombeP(3, 3, 0, 0)).toBe(1);
});

test('of many cases it is the p-value of the z-test', () => {
  // By hand: 0.02 / √(2 · 0.25/10,000) = 0.02/0.0070711 = 2.82843; its two tails are 0.004678 (R).
  expect(newcombeP(50_100, 100_000, 49_900, 100_000)).toBeCloseTo(0.371, 3); // 0.002/0.00223607 = 0.894427
  expect(newcombeP(5_100, 10_000, 4_900, 10_000)).toBeCloseTo(0.004678, 4);
});

const counts = fc.integer({ min: 1, max: 2000 }).chain((n) => fc.tuple(fc.integer({ min: 0, max: n }), fc.constant(n)));

test('the interval at any level excludes 0 exactly where p is below that level', () => {
  fc.assert(
    fc.property(counts, counts, fc.constantFrom(0.001, 0.01, 0.05, 0.2), (first, second, alpha) => {
      const p = newcombeP(...first, ...second);
      fc.pre(Math.abs(p - alpha) > 1e-9);
      const interval = newcombe(...first, ...second, normalQuantile(alpha / 2));
      if (interval === null) throw new Error('no interval');
      expect(interval.low > 0 || interval.high < 0).toBe(p < alpha);
    }),
    { numRuns: 1000 },
  );
});
