/** Sums over clusters (customers), from which the variance of a clustered proportion follows. */
export interface ClusterSums {
  /** Σ n_c²: squared cluster sizes. */
  readonly sizes2: number;
  /** Σ n_c·y_c: cluster size times successes in it. */
  readonly sizesTimesSuccesses: number;
  /** Σ y_c²: squared successes. */
  readonly successes2: number;
  /** Number of clusters. */
  readonly clusters: number;
}

/**
 * How much wider a proportion's variance is because observations come in clusters, at least 1:
 * the linearised variance of the ratio Σy/Σn over clusters against that of a simple sample, p(1 − p)/(n − 1).
 * Divide n by it before taking an interval. Clusters of one observation each give exactly 1.
 *
 * p of 0 or 1, or a single cluster, has no residual to see: 1.
 * Source: Cochran (1977), Sampling Techniques, 3rd ed., §9A.3; R `survey::svymean(…, deff = "replace")`.
 * Example: ten pairs of which five are all yes and five all no → 19/9.
 */
export function designEffect(successes: number, n: number, sums: ClusterSums): number {
  const { clusters } = sums;
  if (n < 2 || clusters < 2) return 1;
  const p = successes / n;
  const simple = (p * (1 - p)) / (n - 1);
  if (simple <= 0) return 1;
  const residuals2 = sums.successes2 - 2 * p * sums.sizesTimesSuccesses + p * p * sums.sizes2;
  const clustered = ((clusters / (clusters - 1)) * residuals2) / (n * n);
  return Math.max(1, clustered / simple);
}
