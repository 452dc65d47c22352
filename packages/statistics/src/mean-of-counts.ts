import type { Interval } from './interval.ts';
import { tQuantile95 } from './t-quantile.ts';

/** 97.5 % upper bound of a Poisson mean after no event was seen: −ln 0.025. */
const UPPER_BOUND_OF_NONE = -Math.log(0.025);

export interface MeanOfCounts extends Interval {
  readonly value: number;
  readonly n: number;
}

/**
 * Mean of counts (hand-offs a case) with Student's t interval, its low end not below 0.
 * `frequencies` maps a count to the number of units that have it.
 *
 * No units → null. One unit has no spread: its interval is [0, ∞), told as high = Infinity.
 * All zero → [0, 3.689/n], the exact Poisson bound, since t would give no width at all.
 */
export function meanOfCounts(frequencies: Iterable<readonly [count: number, units: number]>): MeanOfCounts | null {
  let n = 0;
  let sum = 0;
  let squares = 0;
  for (const [count, units] of frequencies) {
    n += units;
    sum += count * units;
    squares += count * count * units;
  }
  if (n === 0) return null;
  const value = sum / n;
  if (sum === 0) return { value, low: 0, high: UPPER_BOUND_OF_NONE / n, n };
  if (n === 1) return { value, low: 0, high: Infinity, n };
  const variance = Math.max(0, (squares - n * value * value) / (n - 1));
  const half = tQuantile95(n - 1) * Math.sqrt(variance / n);
  return { value, low: Math.max(0, value - half), high: value + half, n };
}
