import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { designEffect, type ClusterSums } from './design-effect.ts';

type Cluster = readonly [size: number, successes: number];

function sumsOf(clusters: readonly Cluster[]): ClusterSums {
  const sum = (of: (cluster: Cluster) => number) => clusters.reduce((total, cluster) => total + of(cluster), 0);
  return {
    clusters: clusters.length,
    sizes2: sum(([n]) => n * n),
    sizesTimesSuccesses: sum(([n, y]) => n * y),
    successes2: sum(([, y]) => y * y),
  };
}

const effectOf = (clusters: readonly Cluster[]) =>
  designEffect(
    clusters.reduce((total, [, y]) => total + y, 0),
    clusters.reduce((total, [n]) => total + n, 0),
    sumsOf(clusters),
  );

describe("is the linearised variance of R's survey over the binomial one", () => {
  // R: SE(svymean(~y, svydesign(~id, data, weights = ~1)))² / (p(1 − p)/n). svymean's own deff divides by
  // p(1 − p)/(n − 1) and so is smaller by (n − 1)/n.
  test.each<{ clusters: readonly Cluster[]; effect: number }>([
    {
      clusters: [
        [10, 9],
        [5, 1],
        [5, 4],
        [1, 1],
        [1, 0],
      ],
      effect: 3.00649350649,
    },
    {
      clusters: [
        [4, 4],
        [3, 0],
        [2, 2],
        [1, 1],
        [1, 0],
        [1, 1],
      ],
      effect: 3.1,
    },
    {
      clusters: [
        [8, 0],
        [1, 1],
        [1, 1],
        [1, 1],
        [1, 1],
      ],
      effect: 4.16666666667,
    },
  ])('$clusters → $effect', ({ clusters, effect }) => {
    expect(effectOf(clusters)).toBeCloseTo(effect, 10);
  });
});

test('pairs that always agree count for half, times C/(C − 1)', () => {
  // Ten pairs, five all yes and five all no: p = 1/2; Σ(y − pn)² = 10·1 = 10; clustered variance
  // 10/9 · 10/20² = 1/36; binomial 0.25/20 = 1/80; effect 80/36 = 2.2222. R gives the same.
  const pairs: Cluster[] = [...Array<Cluster>(5).fill([2, 2]), ...Array<Cluster>(5).fill([2, 0])];
  expect(effectOf(pairs)).toBeCloseTo(80 / 36, 10);
});

test('it never narrows an interval: at least 1', () => {
  // Two pairs, each half yes: the clusters agree perfectly, their variance is 0.
  expect(
    effectOf([
      [2, 1],
      [2, 1],
    ]),
  ).toBe(1);
});

test('all or none, one cluster, or no data leave no residual to see: 1', () => {
  const same: Cluster[] = [
    [5, 5],
    [3, 3],
  ];
  expect(effectOf(same)).toBe(1);
  expect(effectOf(same.map(([n]) => [n, 0] as const))).toBe(1);
  expect(effectOf([[20, 7]])).toBe(1);
  expect(effectOf([])).toBe(1);
});

test('for any clusters it is finite, at least 1, and the same whatever their order', () => {
  const cluster = fc
    .integer({ min: 1, max: 30 })
    .chain((n) => fc.tuple(fc.constant(n), fc.integer({ min: 0, max: n })));
  fc.assert(
    fc.property(fc.array(cluster, { maxLength: 30 }), (clusters) => {
      const effect = effectOf(clusters);
      expect(effect).toBeGreaterThanOrEqual(1);
      expect(Number.isFinite(effect)).toBe(true);
      expect(effectOf([...clusters].reverse())).toBe(effect);
    }),
  );
});
