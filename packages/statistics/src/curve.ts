/** What is known at one distinct time at which units exit or are censored. */
export interface Step {
  readonly time: number;
  /** Units that have neither exited nor been censored before this time. */
  readonly atRisk: number;
  /** Units censored before this time (those censored at it still count as at risk). */
  readonly censoredBefore: number;
  /** Share that has exited by the cause of the curve, at this time included; holds until the next step. */
  readonly incidence: number;
  /** Variance of `incidence`. */
  readonly variance: number;
  /** Share that has not exited by any cause. */
  readonly survival: number;
  /** Greenwood's variance of `survival`. */
  readonly survivalVariance: number;
}

/** A cumulative incidence over time, as steps in order of time. */
export interface Curve {
  /** Units that it was estimated from. */
  readonly n: number;
  readonly steps: readonly Step[];
}

/** With fewer at risk a curve is not told: one more exit would move it by over a tenth of what is left. */
export const FEWEST_AT_RISK = 10;

/**
 * Whether the curve is told up to a step. Where nobody was censored before it, everybody was watched all the while,
 * and the curve is a plain share of n however few are left: else a team that owns everything within minutes would have
 * no value at one hour for want of anybody still waiting.
 */
export function isTold(step: Step, fewestAtRisk: number): boolean {
  return step.atRisk >= fewestAtRisk || step.censoredBefore === 0;
}

/** Whether everybody was seen to exit: then the curve holds its last value for ever. */
export function isComplete({ steps }: Curve): boolean {
  const last = steps.at(-1);
  return last !== undefined && last.censoredBefore === 0 && last.survival < 1e-12;
}

/** Number of units at risk just before each of the times: not yet exited, not yet censored; 0 beyond follow-up. */
export function atRiskAt(curve: Curve, times: readonly number[]): number[] {
  return times.map((time) => curve.steps[firstFrom(curve, time)]?.atRisk ?? 0);
}

/** Index of the first step at or after a time; the number of steps where there is none. */
export function firstFrom(curve: Curve, time: number): number {
  let low = 0;
  let high = curve.steps.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((curve.steps[middle]?.time ?? Infinity) < time) low = middle + 1;
    else high = middle;
  }
  return low;
}
