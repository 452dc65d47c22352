import fc from 'fast-check';
import { expect, test } from 'vitest';
import { meanOfCounts } from './mean-of-counts.ts';

const frequencies = (counts: readonly number[]) => counts.map((count) => [count, 1] as const);

test("mean and interval are those of R's t.test, the low end not below 0", () => {
  // R: t.test(c(0, 0, 0, 1, 1, 2, 5)) → 1.285714 [−0.378519, 2.949947]
  const mean = meanOfCounts(frequencies([0, 0, 0, 1, 1, 2, 5]));
  expect(mean?.value).toBeCloseTo(1.285714285714, 10);
  expect(mean?.low).toBe(0);
  expect(mean?.high).toBeCloseTo(2.949947224372, 9);
  expect(mean?.n).toBe(7);
  // R: t.test(c(0, 0, 1)) → 0.333333 [−1.100884, 1.767551]
  expect(meanOfCounts(frequencies([0, 0, 1]))?.high).toBeCloseTo(1.767550909916, 9);
});

test('frequencies stand for as many units: thousands of cases as in R', () => {
  // R: t.test(rep(c(0, 1, 2, 3, 7), c(15357, 5302, 2016, 1200, 43))) → 0.553349 [0.542068, 0.564630]
  const mean = meanOfCounts([
    [0, 15_357],
    [1, 5302],
    [2, 2016],
    [3, 1200],
    [7, 43],
  ]);
  expect(mean?.value).toBeCloseTo(0.553348942219, 10);
  expect(mean?.low).toBeCloseTo(0.542067819451, 9);
  expect(mean?.high).toBeCloseTo(0.564630064987, 9);
  expect(mean?.n).toBe(23_918);
});

test('all zero: up to the exact Poisson bound, −ln(0.025)/n, instead of no width at all', () => {
  // R: poisson.test(0, 1)$conf.int → 0, 3.688879; rounded by the book to 3.689.
  expect(meanOfCounts([[0, 1]])).toMatchObject({ value: 0, low: 0, n: 1 });
  expect(meanOfCounts([[0, 1]])?.high).toBeCloseTo(-Math.log(0.025), 3);
  expect(meanOfCounts([[0, 100]])).toMatchObject({ value: 0, low: 0, n: 100 });
  expect(meanOfCounts([[0, 100]])?.high).toBeCloseTo(0.03689, 5);
});

test('one unit says nothing of the spread: unbounded above', () => {
  expect(meanOfCounts([[2, 1]])).toEqual({ value: 2, low: 0, high: Infinity, n: 1 });
});

test('no units have no mean', () => {
  expect(meanOfCounts([])).toBeNull();
  expect(meanOfCounts([[3, 0]])).toBeNull();
});

test('the interval holds the mean, stays at or above 0, and narrows with more of the same', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(40), { minLength: 2, maxLength: 60 }), (counts) => {
      const few = meanOfCounts(frequencies(counts));
      const many = meanOfCounts(counts.map((count) => [count, 5] as const));
      if (few === null || many === null) throw new Error('no mean');
      expect(few.low).toBeGreaterThanOrEqual(0);
      expect(few.low).toBeLessThanOrEqual(few.value);
      expect(few.high).toBeGreaterThanOrEqual(few.value);
      expect(many.value).toBeCloseTo(few.value, 10);
      expect(many.high).toBeLessThanOrEqual(few.high);
      expect(many.low).toBeGreaterThanOrEqual(few.low);
    }),
    { numRuns: 1000 },
  );
});
