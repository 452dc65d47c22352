import fc from 'fast-check';
import { expect, test } from 'vitest';
import { mantelHaenszel, type Stratum } from './mantel-haenszel.ts';

const stratum = (successes1: number, n1: number, successes2: number, n2: number): Stratum => ({
  n1,
  successes1,
  n2,
  successes2,
});

test('gives the difference and interval of R (metafor 3.8: rma.mh, measure "RD", without corrections)', () => {
  const strata = [stratum(12, 20, 40, 50), stratum(30, 60, 18, 24), stratum(4, 5, 9, 30)];
  const { value, low, high } = mantelHaenszel(strata) ?? {};
  expect(value).toBeCloseTo(-0.14, 12);
  expect(low).toBeCloseTo(-0.2997292487414941, 9);
  expect(high).toBeCloseTo(0.0197292487414941, 9);
});

test('gives those of thirteen trials of a vaccine (Colditz et al. 1994; R, metafor: dat.bcg)', () => {
  const trials = [
    ...[stratum(4, 123, 11, 139), stratum(6, 306, 29, 303), stratum(3, 231, 11, 220), stratum(62, 13598, 248, 12867)],
    ...[stratum(33, 5069, 47, 5808), stratum(180, 1541, 372, 1451), stratum(8, 2545, 10, 629)],
    ...[stratum(505, 88391, 499, 88391), stratum(29, 7499, 45, 7277), stratum(17, 1716, 65, 1665)],
    ...[stratum(186, 50634, 141, 27338), stratum(5, 2498, 3, 2341), stratum(27, 16913, 29, 17854)],
  ];
  const { value, low, high } = mantelHaenszel(trials) ?? {};
  expect(value).toBeCloseTo(-0.003288181832613, 12);
  expect(low).toBeCloseTo(-0.00385001873565201, 10);
  expect(high).toBeCloseTo(-0.00272634492957399, 10);
});

test('a stratum that lacks one of the groups has no part in it; without any other there is nothing to compare', () => {
  const both = [stratum(12, 20, 40, 50)];
  expect(mantelHaenszel([...both, stratum(3, 9, 0, 0), stratum(0, 0, 5, 5)])).toEqual(mantelHaenszel(both));
  expect(mantelHaenszel([stratum(3, 9, 0, 0), stratum(0, 0, 5, 5)])).toBeNull();
  expect(mantelHaenszel([])).toBeNull();
});

test('a design effect of 4 doubles the interval', () => {
  const strata = [stratum(12, 20, 40, 50), stratum(30, 60, 18, 24)];
  const [one, four] = [mantelHaenszel(strata), mantelHaenszel(strata, 4)];
  const width = (interval: typeof one) => (interval === null ? NaN : interval.high - interval.low);
  expect(width(four)).toBeCloseTo(2 * width(one), 12);
});

const group = fc.integer({ min: 0, max: 40 }).chain((n) => fc.tuple(fc.integer({ min: 0, max: n }), fc.constant(n)));
const anyStrata = fc.array(
  fc.tuple(group, group).map(([[a, n1], [b, n2]]) => stratum(a, n1, b, n2)),
  { maxLength: 8 },
);

test('it lies within [−1, 1], holds the difference, and turns round with the groups', () => {
  fc.assert(
    fc.property(anyStrata, (strata) => {
      const one = mantelHaenszel(strata);
      const turned = mantelHaenszel(
        strata.map(({ n1, n2, successes1, successes2 }) => stratum(successes2, n2, successes1, n1)),
      );
      expect(turned === null).toBe(one === null);
      if (one === null || turned === null) return;
      expect(one.low).toBeGreaterThanOrEqual(-1);
      expect(one.low).toBeLessThanOrEqual(one.value);
      expect(one.high).toBeGreaterThanOrEqual(one.value);
      expect(one.high).toBeLessThanOrEqual(1);
      expect(turned.value).toBeCloseTo(-one.value, 12);
      expect(turned.low).toBeCloseTo(-one.high, 9);
    }),
    { numRuns: 1000 },
  );
});
