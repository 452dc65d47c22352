import fc from 'fast-check';
import { expect, test } from 'vitest';
import { standardizedShare } from './standardized-share.ts';

test('weighs the shares of strata, and tells of how many units that is worth, as by pencil', () => {
  // (1 · 0.8 + 3 · 0.2) / 4; (1 + 3)² / (1²/10 + 3²/10); (1 · 0.16/10 + 9 · 0.16/10) / 16.
  const share = standardizedShare([
    { n: 10, successes: 8, weight: 1 },
    { n: 10, successes: 2, weight: 3 },
  ]);
  expect(share?.value).toBeCloseTo(0.35, 12);
  expect(share?.effectiveN).toBeCloseTo(16, 12);
  expect(share?.variance).toBeCloseTo(0.01, 12);
});

test('with the weights of its own strata a share is the plain one, of as many units', () => {
  const stratum = fc
    .integer({ min: 1, max: 50 })
    .chain((n) => fc.nat(n).map((successes) => ({ n, successes, weight: n })));
  fc.assert(
    fc.property(fc.array(stratum, { minLength: 1 }), (strata) => {
      const [n, successes] = [
        strata.reduce((sum, one) => sum + one.n, 0),
        strata.reduce((sum, one) => sum + one.successes, 0),
      ];
      const share = standardizedShare(strata);
      expect(share?.value).toBeCloseTo(successes / n, 9);
      expect(share?.effectiveN).toBeCloseTo(n, 6);
    }),
  );
});

test('strata without weight do not count, and nothing is no share', () => {
  expect(standardizedShare([])).toBeNull();
  expect(standardizedShare([{ n: 0, successes: 0, weight: 0 }])).toBeNull();
  expect(
    standardizedShare([
      { n: 4, successes: 1, weight: 2 },
      { n: 0, successes: 0, weight: 0 },
    ]),
  ).toMatchObject({ value: 0.25, effectiveN: 4 });
});

test('a weight on nobody is an error, not a share of 0', () => {
  expect(() => standardizedShare([{ n: 0, successes: 0, weight: 2 }])).toThrow('a stratum of 0 units has weight 2');
});
