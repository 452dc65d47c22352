import type { Curve } from './curve.ts';
import { incidenceAt } from './incidence-at.ts';
import type { Interval } from './interval.ts';
import { mover } from './mover.ts';

/**
 * Difference of two independent cumulative incidences at a time, first − second, its interval joined by MOVER.
 *
 * Null where either curve is not told (see `incidenceAt`).
 */
export function incidenceDifference(first: Curve, second: Curve, time: number): (Interval & { value: number }) | null {
  const there = incidenceAt(first, time);
  const here = incidenceAt(second, time);
  return there && here && mover(there, here);
}
