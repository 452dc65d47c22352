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

describe("is the design effect of R's survey", () => {
  // R: deff(svymean(~y, svydesign(~id, data = d, weights = ~I(rep(1, n))), deff = "replace"))
  test.each<{ clusters: readonly Cluster[]; effect: number }>([
    {
      clusters: [
        [10, 9],
        [5, 1],
        [5, 4],
        [1, 1],
        [1, 0],
      ],
      effect: 2.86983471074,
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
      effect: 2.84166666667,
    },
    {
      clusters: [
        [8, 0],
        [1, 1],
        [1, 1],
        [1, 1],
        [1, 1],
      ],
      effect: 3.81944444444,
    },
  ])('$clusters → $effect', ({ clusters, effect }) => {
    expect(effectOf(clusters)).toBeCloseTo(effect, 10);
  });
});

test('pairs that always agree count for about half', () => {
  // Ten pairs, five all yes and five all no: p = 1/2, Σ(y − pn)² = 10·1 = 10. Clustered variance 10/9 · 10/20² = 1/36,
  // that of a simple sample 1/4 / 19 = 1/76; effect 76/36 = 19/9. R gives the same.
  const pairs: Cluster[] = [...Array<Cluster>(5).fill([2, 2]), ...Array<Cluster>(5).fill([2, 0])];
  expect(effectOf(pairs)).toBeCloseTo(19 / 9, 10);
});

test('one observation a cluster is no clustering: 1 at any n and share', () => {
  fc.assert(
    fc.property(fc.integer({ min: 2, max: 5000 }), fc.nat(5000), (n, successes) => {
      const y = Math.min(successes, n);
      expect(designEffect(y, n, { clusters: n, sizes2: n, sizesTimesSuccesses: y, successes2: y })).toBeCloseTo(1, 9);
    }),
    { numRuns: 1000 },
  );
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
    { numRuns: 1000 },
  );
});
