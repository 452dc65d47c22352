import { newcombe, standardizedShare, wilson, type WeightedStratum } from '@finest-hour/statistics';
import type { Difference, Estimate } from '../report/report.ts';

/** A share over strata, as if of so many units of a simple sample. */
export interface Standardized {
  readonly value: number;
  readonly effectiveN: number;
}

/**
 * The share that some would have if they were opened, or waited, as others were. `clustered`: its variance as units that
 * belong together are alike; `most`: no more than these are independent. Nothing to tell → null.
 */
export function standardized(strata: readonly WeightedStratum[], clustered: number, most: number): Standardized | null {
  const share = standardizedShare(strata);
  if (share === null) return null;
  const { value, effectiveN, variance } = share;
  const effect = variance > 0 ? Math.max(1, clustered / variance) : 1;
  return { value, effectiveN: Math.min(effectiveN / effect, most) };
}

const countsOf = ({ value, effectiveN }: Standardized) => [value * effectiveN, effectiveN] as const;

/** With Wilson's interval; the n that is told is the number of units. */
export function standardizedEstimate(share: Standardized | null, n: number): Estimate {
  const interval = share && wilson(...countsOf(share));
  return { value: share?.value ?? null, low: interval?.low ?? null, high: interval?.high ?? null, n };
}

/** First minus second, with Newcombe's interval; either is not told → null. */
export function standardizedDifference(first: Standardized | null, second: Standardized | null): Difference {
  const difference = first && second && newcombe(...countsOf(first), ...countsOf(second));
  return { value: difference?.value ?? null, low: difference?.low ?? null, high: difference?.high ?? null };
}
