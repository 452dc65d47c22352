import { FEWEST_AT_RISK, firstFrom, isComplete, isTold, type Curve } from './curve.ts';
import { incidenceInterval } from './incidence-interval.ts';
import type { Interval } from './interval.ts';

export interface IncidenceAt extends Interval {
  readonly value: number;
  /** Units at risk just before the time. */
  readonly atRisk: number;
}

/**
 * Cumulative incidence at a time, exits at that very time included, with its interval.
 *
 * Null beyond follow-up, and where fewer than `fewestAtRisk` (at least 1) are at risk after somebody was censored.
 */
export function incidenceAt(curve: Curve, time: number, fewestAtRisk: number = FEWEST_AT_RISK): IncidenceAt | null {
  const from = firstFrom(curve, time);
  const upcoming = curve.steps[from];
  if (upcoming === undefined ? !isComplete(curve) : !isTold(upcoming, fewestAtRisk)) return null;
  // Before the first step nothing has happened yet.
  const { incidence: value, variance } = (upcoming?.time === time ? upcoming : curve.steps[from - 1]) ?? NOTHING_YET;
  const interval = incidenceInterval(value, variance, curve.n - (upcoming?.censoredBefore ?? 0));
  return interval && { value, ...interval, atRisk: upcoming?.atRisk ?? 0 };
}

const NOTHING_YET = { incidence: 0, variance: 0 };
