import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { kitagawa, type BeforeAndAfter } from './kitagawa.ts';

/** Groups from their sizes and rates in both periods. */
function groupsOf(sizes: readonly [number[], number[]], rates: readonly [number[], number[]]): BeforeAndAfter[] {
  const count = (period: 0 | 1, i: number) => {
    const n = sizes[period][i] ?? 0;
    return { n, successes: n * (rates[period][i] ?? 0) };
  };
  return sizes[0].map((_, i) => ({ before: count(0, i), after: count(1, i) }));
}

describe("gives the figures of Das Gupta's manual (1993)", () => {
  test('example 5.1: household headship by age, United States, 1970 and 1985', () => {
    const split = kitagawa(
      groupsOf(
        [
          [12.9, 10.9, 9.5, 8.0, 7.8, 8.4, 8.6, 7.8, 7.0, 5.9, 4.7, 3.6, 4.9],
          [10.1, 11.2, 11.6, 10.9, 9.4, 7.7, 6.3, 6.0, 6.3, 5.9, 5.1, 4.0, 5.5],
        ],
        [
          [1.9, 25.8, 45.7, 49.6, 51.2, 51.6, 51.8, 54.9, 58.7, 60.4, 62.8, 66.6, 66.8],
          [2.2, 24.3, 45.8, 52.5, 56.1, 55.6, 56.0, 57.4, 57.2, 61.2, 63.9, 68.6, 72.2],
        ],
      ),
    );
    expect(split?.mix).toBeCloseTo(1.2269, 4);
    expect(split?.rate).toBeCloseTo(1.7403, 4);
    expect(split?.change).toBeCloseTo(2.9672, 4);
  });

  test('example 5.3: death rates by age and race, where the total falls less than the rates do', () => {
    const split = kitagawa(
      groupsOf(
        [
          [
            2968, 11484, 34614, 30992, 21983, 20314, 20928, 16897, 11339, 5720, 1315, 535, 2162, 6120, 4781, 3096, 2718,
            2363, 1767, 1149, 448, 117,
          ],
          [
            3041, 11577, 27450, 32711, 35480, 27411, 19555, 19795, 15254, 8022, 2472, 707, 2692, 6473, 6841, 6547, 4352,
            3034, 2540, 1749, 804, 236,
          ],
        ],
        [
          [
            18.469, 0.751, 0.391, 1.146, 1.287, 2.672, 6.636, 15.691, 34.723, 79.763, 176.837, 36.993, 1.352, 0.541,
            2.04, 3.523, 6.746, 12.967, 24.471, 45.091, 74.902, 123.205,
          ],
          [
            9.163, 0.462, 0.248, 0.929, 1.084, 1.81, 4.715, 12.187, 27.728, 64.068, 157.57, 17.208, 0.738, 0.328, 1.103,
            2.045, 3.724, 8.052, 17.812, 34.128, 68.276, 125.161,
          ],
        ],
      ),
    );
    expect(split?.mix).toBeCloseTo(1.5415096, 6);
    expect(split?.rate).toBeCloseTo(-2.2277254, 6);
    expect(split?.change).toBeCloseTo(-0.6862158, 6);
  });
});

test('by hand: one group shrinks, the other grows and gets better', () => {
  // Before 50 of 100, after 20 + 54 = 74 of 100. Rate of the second: (0.4 + 0.6)/2 · 0.4 = 0.2. Mean of both rates 0.62.
  // Mix: (0.5 − 0.62) · (0.4 − 0.6) = 0.024 and (0.7 − 0.62) · (0.6 − 0.4) = 0.016.
  const split = kitagawa([
    { before: { n: 60, successes: 30 }, after: { n: 40, successes: 20 } },
    { before: { n: 40, successes: 20 }, after: { n: 60, successes: 54 } },
  ]);
  expect(split?.change).toBeCloseTo(0.24, 12);
  expect(split?.mix).toBeCloseTo(0.04, 12);
  expect(split?.rate).toBeCloseTo(0.2, 12);
  expect(split?.groups[0]?.mix).toBeCloseTo(0.024, 12);
  expect(split?.groups[0]?.rate).toBe(0);
  expect(split?.groups[1]?.mix).toBeCloseTo(0.016, 12);
  expect(split?.groups[1]?.rate).toBeCloseTo(0.2, 12);
});

test('a group of one period only is all mix, whichever period that is', () => {
  // Before 50 of 100; after 50 of 100 and 90 of 100 new ones: 0.7. All of it is the new ones.
  const old = { before: { n: 100, successes: 50 }, after: { n: 100, successes: 50 } };
  const none = { n: 0, successes: 0 };
  const some = { n: 100, successes: 90 };
  const comes = kitagawa([old, { before: none, after: some }]);
  expect(comes?.rate).toBe(0);
  expect(comes?.mix).toBeCloseTo(0.2, 12);
  const goes = kitagawa([old, { before: some, after: none }]);
  expect(goes?.rate).toBe(0);
  expect(goes?.mix).toBeCloseTo(-0.2, 12);
});

test('a period without cases has no change', () => {
  const some = { n: 10, successes: 4 };
  expect(kitagawa([])).toBeNull();
  expect(kitagawa([{ before: { n: 0, successes: 0 }, after: some }])).toBeNull();
  expect(kitagawa([{ before: some, after: { n: 0, successes: 0 } }])).toBeNull();
});

const count = fc
  .oneof(fc.constant(0), fc.integer({ min: 0, max: 5000 }))
  .chain((n) => fc.integer({ min: 0, max: n }).map((successes) => ({ n, successes })));
const several = fc.array(fc.record({ before: count, after: count }), { minLength: 1, maxLength: 20 });

test('mix and rate add to the change, the groups to both, and all turns round with the periods', () => {
  fc.assert(
    fc.property(several, (groups) => {
      const split = kitagawa(groups);
      const back = kitagawa(groups.map(({ before, after }) => ({ before: after, after: before })));
      if (split === null || back === null) {
        expect([split, back]).toEqual([null, null]);
        return;
      }
      const sum = (part: 'mix' | 'rate') => split.groups.reduce((total, group) => total + group[part], 0);
      expect(split.mix + split.rate).toBeCloseTo(split.change, 12);
      expect(sum('mix')).toBeCloseTo(split.mix, 12);
      expect(sum('rate')).toBeCloseTo(split.rate, 12);
      expect(back.mix).toBeCloseTo(-split.mix, 12);
      expect(back.rate).toBeCloseTo(-split.rate, 12);
    }),
    { numRuns: 1000 },
  );
});
