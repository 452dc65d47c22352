import { FEWEST_AT_RISK, isTold, type Curve, type Step } from './curve.ts';
import { incidenceInterval } from './incidence-interval.ts';
import type { Interval } from './interval.ts';

/** A time, with bounds; null where the curve does not tell. */
export interface IncidenceQuantile {
  readonly value: number | null;
  readonly low: number | null;
  readonly high: number | null;
  /** True where so many have exited by other causes that the share cannot be reached, however long one waits. */
  readonly outOfReach: boolean;
}

/** Shares that differ by less are equal: the rounding of thousands of steps. */
const ROUNDING = 1e-9;

/**
 * Quantile of a cumulative incidence: the smallest time at which it is at least `share`. Bounds: the smallest times at
 * which the pointwise interval's upper and lower ends are. On a binned curve, upper edges.
 *
 * Read only where at least `fewestAtRisk` are at risk, or nobody was censored before; what is not reached there is null. The low bound is 0, the start
 * of the clock, where even before the first step too few were seen to exclude it.
 *
 * Source: Brookmeyer & Crowley (1982), Biometrics 38, 29–41; R `quantile.survfit`, which on a flat piece at exactly
 * `share` takes its middle where this takes its start. Example: R's lung, share 0.5 → 310, 284–363.
 */
export function incidenceQuantile(
  curve: Curve,
  share: number,
  fewestAtRisk: number = FEWEST_AT_RISK,
): IncidenceQuantile {
  if (!(share > 0 && share < 1)) throw new RangeError(`share of a quantile is not between 0 and 1: ${share}`);
  const told = curve.steps.filter((step) => isTold(step, fewestAtRisk));
  const at = told.findIndex((step) => reached(step.incidence, share));
  const bound = (end: keyof Interval) => (step: Step) => reached(intervalAt(curve, step)?.[end] ?? NaN, share);
  const last = told.at(-1);
  return {
    value: told[at]?.time ?? null,
    low: last && couldStartReached(curve.n, share) ? 0 : (told.find(bound('high'))?.time ?? null),
    // The lower end never reaches the share before the curve does.
    high: at < 0 ? null : (told.slice(at).find(bound('low'))?.time ?? null),
    outOfReach: last !== undefined && !reached(last.incidence + last.survival, share),
  };
}

/** Whether so few were seen that, with no exit yet, the share is not excluded. */
function couldStartReached(n: number, share: number): boolean {
  return reached(incidenceInterval(0, 0, n)?.high ?? NaN, share);
}

function reached(incidence: number, share: number): boolean {
  return incidence >= share - ROUNDING;
}

function intervalAt(curve: Curve, step: Step): Interval | null {
  return incidenceInterval(step.incidence, step.variance, curve.n - step.censoredBefore);
}
