import type { Interval } from './interval.ts';

type Estimated = Interval & { readonly value: number };

/**
 * Interval for a difference of two independent estimates from their own intervals
 * ("method of variance estimates recovery"); it keeps the skew of both.
 *
 * Source: Zou & Donner (2008), Statistics in Medicine 27, 1693–1702.
 */
export function mover(first: Estimated, second: Estimated): Estimated {
  const value = first.value - second.value;
  return {
    value,
    low: value - Math.hypot(first.value - first.low, second.high - second.value),
    high: value + Math.hypot(first.high - first.value, second.value - second.low),
  };
}
