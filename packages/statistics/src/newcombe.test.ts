import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { newcombe } from './newcombe.ts';

describe("gives the intervals of Newcombe's paper (1998, table II, method 10)", () => {
  test.each<{ name: string; first: [number, number]; second: [number, number]; low: number; high: number }>([
    { name: 'a', first: [56, 70], second: [48, 80], low: 0.0524, high: 0.3339 },
    { name: 'b', first: [9, 10], second: [3, 10], low: 0.1705, high: 0.809 },
    { name: 'c', first: [6, 7], second: [2, 7], low: 0.0582, high: 0.8062 },
    { name: 'd', first: [5, 56], second: [0, 29], low: -0.0381, high: 0.1926 },
    { name: 'e', first: [0, 10], second: [0, 20], low: -0.1611, high: 0.2775 },
    { name: 'f', first: [0, 10], second: [0, 10], low: -0.2775, high: 0.2775 },
    { name: 'g', first: [10, 10], second: [0, 20], low: 0.6791, high: 1 },
    { name: 'h', first: [10, 10], second: [0, 10], low: 0.6075, high: 1 },
  ])('($name) $first against $second', ({ first, second, low, high }) => {
    const difference = newcombe(...first, ...second);
    expect(difference?.value).toBeCloseTo(first[0] / first[1] - second[0] / second[1], 12);
    expect(difference?.low).toBeCloseTo(low, 4);
    expect(difference?.high).toBeCloseTo(high, 4);
  });
});

test('an empty group has no difference to any other', () => {
  expect(newcombe(0, 0, 3, 10)).toBeNull();
  expect(newcombe(3, 10, 0, 0)).toBeNull();
});

const counts = fc.integer({ min: 1, max: 5000 }).chain((n) => fc.tuple(fc.integer({ min: 0, max: n }), fc.constant(n)));

test('the interval lies within [−1, 1], holds the difference, and turns round with the groups', () => {
  fc.assert(
    fc.property(counts, counts, (first, second) => {
      const there = newcombe(...first, ...second);
      const back = newcombe(...second, ...first);
      if (there === null || back === null) throw new Error('no interval');
      expect(there.low).toBeGreaterThanOrEqual(-1 - 1e-12);
      expect(there.high).toBeLessThanOrEqual(1 + 1e-12);
      expect(there.low).toBeLessThanOrEqual(there.value);
      expect(there.high).toBeGreaterThanOrEqual(there.value);
      expect(back.low).toBeCloseTo(-there.high, 12);
      expect(back.high).toBeCloseTo(-there.low, 12);
    }),
    { numRuns: 1000 },
  );
});
