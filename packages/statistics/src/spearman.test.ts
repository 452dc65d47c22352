import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Pair } from './pearson.ts';
import { ranks } from './ranks.ts';
import { spearman } from './spearman.ts';

// R's `mtcars`: miles a gallon and weight of 32 cars, with ties on both sides.
const MPG = [
  21, 21, 22.8, 21.4, 18.7, 18.1, 14.3, 24.4, 22.8, 19.2, 17.8, 16.4, 17.3, 15.2, 10.4, 10.4, 14.7, 32.4, 30.4, 33.9,
  21.5, 15.5, 15.2, 13.3, 19.2, 27.3, 26, 30.4, 15.8, 19.7, 15, 21.4,
];
const WEIGHT = [
  2.62, 2.875, 2.32, 3.215, 3.44, 3.46, 3.57, 3.19, 3.15, 3.44, 3.44, 4.07, 3.73, 3.78, 5.25, 5.424, 5.345, 2.2, 1.615,
  1.835, 2.465, 3.52, 3.435, 3.84, 3.845, 1.935, 2.14, 1.513, 3.17, 2.77, 3.57, 2.78,
];
const CARS = MPG.map((mpg, i): Pair => [mpg, WEIGHT[i] as number]);

// "IQ and hours of TV a week", the example of the article on Spearman in Wikipedia.
const TV: readonly Pair[] = [
  [86, 2],
  [97, 20],
  [99, 28],
  [100, 27],
  [101, 50],
  [103, 29],
  [106, 7],
  [110, 17],
  [112, 6],
  [113, 12],
];

describe('ranks', () => {
  test('equal values share the mean of their ranks', () => {
    expect(ranks([10, 30, 20, 30, 5])).toEqual([2, 4.5, 3, 4.5, 1]);
    expect(ranks([7, 7, 7])).toEqual([2, 2, 2]);
    expect(ranks([])).toEqual([]);
  });
});

describe('Spearman', () => {
  test('is what R and Wikipedia say, with and without ties', () => {
    expect(spearman(CARS)?.value).toBeCloseTo(-0.88642203327, 10); // cor.test(mpg, wt, method = "spearman")
    expect(spearman(TV)?.value).toBeCloseTo(-29 / 165, 12); // 1 − 6·194/(10·99), by hand
  });

  test('its interval is that of Bonett and Wright, over the independent pairs by R’s acf', () => {
    // acf(rank(mpg))[2] = 0.45284, acf(rank(wt))[2] = 0.52733: 32·(1 − 0.23880)/(1 + 0.23880)
    const cars = spearman(CARS);
    expect(cars?.n).toBe(32);
    expect(cars?.effectiveN).toBeCloseTo(19.663079315824, 9);
    expect(cars?.low).toBeCloseTo(-0.961968052747, 9);
    expect(cars?.high).toBeCloseTo(-0.684912496384, 9);
    // By hand: lags 0.7 and 0.3 → 10·0.79/1.21 = 6.52893
    const tv = spearman(TV);
    expect(tv?.effectiveN).toBeCloseTo(6.528925619835, 9);
    expect(tv?.low).toBeCloseTo(-0.842280455207, 9);
    expect(tv?.high).toBeCloseTo(0.703283118754, 9);
  });

  test('two series that drift are worth few pairs: the same cars in the order of one side', () => {
    const sorted = spearman(CARS.toSorted(([a], [b]) => a - b));
    expect(sorted?.value).toBeCloseTo(-0.88642203327, 10);
    expect(sorted?.effectiveN).toBeLessThan(9);
    expect(sorted?.high).toBeGreaterThan(-0.3);
  });

  test('of fewer than ten pairs, or where one side never changes, nothing is told', () => {
    expect(spearman(TV.slice(1))).toBeNull();
    expect(spearman([])).toBeNull();
    expect(spearman(TV.map(([x]): Pair => [x, 5]))).toBeNull();
    expect(spearman(TV.map(([, y]): Pair => [5, y]))).toBeNull();
  });

  const pair = fc.tuple(fc.integer({ min: -20, max: 20 }), fc.integer({ min: -20, max: 20 }));

  test('only the order of the values counts, and turning one side around turns the sign', () => {
    fc.assert(
      fc.property(fc.array(pair, { minLength: 10, maxLength: 60 }), (pairs) => {
        const told = spearman(pairs);
        const bent = spearman(pairs.map(([x, y]): Pair => [Math.exp(x), y ** 3]));
        expect(bent).toEqual(told);
        const turned = spearman(pairs.map(([x, y]): Pair => [-x, y]));
        expect(turned?.value ?? 0).toBeCloseTo(-(told?.value ?? 0), 12);
        if (told === null) return;
        expect(told.low).toBeLessThanOrEqual(told.value);
        expect(told.high).toBeGreaterThanOrEqual(told.value);
        expect(told.effectiveN).toBeLessThanOrEqual(told.n);
      }),
    );
  });
});
