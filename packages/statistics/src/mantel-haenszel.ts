import { Z_95, type Interval } from './interval.ts';

/** Two groups within one stratum: n and successes of each. */
export interface Stratum {
  readonly n1: number;
  readonly successes1: number;
  readonly n2: number;
  readonly successes2: number;
}

/**
 * Difference of two proportions within strata, p1 − p2: the mean of the strata's differences, each weighted by
 * n1·n2 / (n1 + n2), so that strata in which one group is missing have no part in it. The variance is right for few large
 * strata as for many small ones. `effect`: the design effect by which the variance is widened.
 *
 * No stratum with both groups → null. At differences of ±1 everywhere the interval has no width.
 * Sources: Mantel & Haenszel (1959), J Natl Cancer Inst 22, 719–748; Greenland & Robins (1985), Biometrics 41, 55–68;
 * variance: Sato (1989), Biometrics 45, 1323–1324.
 */
export function mantelHaenszel(
  strata: readonly Stratum[],
  effect = 1,
  z: number = Z_95,
): (Interval & { readonly value: number }) | null {
  let [weight, weighted, p, q] = [0, 0, 0, 0];
  for (const { n1, successes1: a, n2, successes2: b } of strata) {
    const n = n1 + n2;
    if (n1 === 0 || n2 === 0) continue;
    weight += (n1 * n2) / n;
    weighted += (a * n2 - b * n1) / n;
    p += (n1 * n1 * b - n2 * n2 * a + (n1 * n2 * (n2 - n1)) / 2) / (n * n);
    q += (a * (n2 - b) + b * (n1 - a)) / (2 * n);
  }
  if (weight === 0) return null;
  const value = weighted / weight;
  const half = (z * Math.sqrt(effect * Math.max(0, value * p + q))) / weight;
  return { value, low: Math.max(-1, value - half), high: Math.min(1, value + half) };
}
