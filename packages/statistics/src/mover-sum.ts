import type { Interval } from './interval.ts';

/** An independent estimate with its interval, and the weight with which it enters a sum. */
export interface Weighted extends Interval {
  readonly value: number;
  readonly weight: number;
}

/**
 * Interval for a weighted sum of independent estimates from their own intervals; with weights 1 and −1 it is `mover`.
 *
 * No terms → 0, exactly. Source: Zou, Huang & Zhang (2009), Computational Statistics & Data Analysis 53, 1080–1085.
 */
export function moverSum(terms: readonly Weighted[]): Interval & { readonly value: number } {
  const value = terms.reduce((sum, term) => sum + term.weight * term.value, 0);
  const reach = (side: 1 | -1) =>
    Math.hypot(
      ...terms.map(
        ({ weight, value: middle, low, high }) => weight * (weight * side > 0 ? high - middle : middle - low),
      ),
    );
  return { value, low: value - reach(-1), high: value + reach(1) };
}
