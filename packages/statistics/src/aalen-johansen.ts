import type { Bins } from './bins.ts';
import type { Curve, Step } from './curve.ts';

/** Cause of an observation that ended before any exit was seen. */
export const CENSORED = 0;

/** One unit, or `count` alike: when its observation ended, and by which cause (0 censored, else 1, 2, …). */
export interface Observation {
  readonly time: number;
  readonly cause: number;
  readonly count?: number;
}

/** The same as a row of a tally: units whose observation ended within a bin. */
export interface BinnedObservations {
  readonly bin: number;
  readonly cause: number;
  readonly count: number;
}

/** What happens at one distinct time. */
interface Moment {
  readonly time: number;
  exits: number;
  /** Exits by every other cause. */
  competing: number;
  censored: number;
}

/**
 * Cumulative incidence of one cause among competing ones: the Aalen–Johansen estimator, which is 1 − Kaplan–Meier where
 * nothing competes. At one time, exits come before censorings.
 *
 * Its variance is the delta method's with multinomial exits at each time (Greenwood-type, covariances included),
 * carried from step to step. No observations → a curve without steps.
 * Throws a RangeError for a time that is not a number, or a cause or count that is no whole number from 0.
 *
 * Source: Andersen, Borgan, Gill & Keiding (1993), §IV.4.1.3 (4.4.20); R `survival::survfit`, with or without states.
 * Example: exits at 1, 3, censored at 2 → 1/3 at 1, 1 at 3.
 */
export function aalenJohansen(observations: Iterable<Observation>, cause = 1): Curve {
  return curveThrough(momentsOf(observations, cause));
}

/**
 * The same estimator on a tally by bins, every exit placed at the upper edge of its bin and before the bin's
 * censorings, so at risk at an edge is who was so when its bin began. The curve ends at the last finite edge: units of
 * the open bin are at risk until then.
 */
export function aalenJohansenOfBins(rows: Iterable<BinnedObservations>, bins: Bins, cause = 1): Curve {
  return curveThrough(momentsOfBins(rows, bins, cause));
}

function curveThrough(moments: readonly Moment[]): Curve {
  const n = moments.reduce((sum, { exits, competing, censored }) => sum + exits + competing + censored, 0);
  const steps: Step[] = [];
  let estimate = START;
  let atRisk = n;
  let censoredBefore = 0;
  for (const moment of moments) {
    estimate = after(estimate, moment, atRisk);
    const { incidence, variance, survival, survivalVariance } = estimate;
    steps.push({ time: moment.time, atRisk, censoredBefore, incidence, variance, survival, survivalVariance });
    atRisk -= moment.exits + moment.competing + moment.censored;
    censoredBefore += moment.censored;
  }
  return { n, steps };
}

/** The estimate up to some time, with what carries its variance on. */
interface Estimate extends Pick<Step, 'incidence' | 'variance' | 'survival' | 'survivalVariance'> {
  /** Covariance of `survival` and `incidence`. */
  readonly covariance: number;
  /** Whether any unit has exited by another cause. */
  readonly competed: boolean;
}

const START: Estimate = {
  incidence: 0,
  variance: 0,
  survival: 1,
  survivalVariance: 0,
  covariance: 0,
  competed: false,
};

/**
 * One step of the estimator, S ← S(1 − λ) and F ← F + Sλₖ, and of the variances by the delta method: what was uncertain
 * is carried through, and the hazards λ (any cause) and λₖ (this one), shares of n at risk, add their own.
 */
function after(before: Estimate, { exits, competing }: Moment, n: number): Estimate {
  if (exits + competing === 0) return before;
  const { incidence, survival: s, variance, survivalVariance, covariance } = before;
  const hazard = (exits + competing) / n;
  const own = exits / n;
  const stays = (n - exits - competing) / n;
  const left = {
    survival: s * stays,
    survivalVariance: stays ** 2 * survivalVariance + (s ** 2 * hazard * stays) / n,
    covariance: stays * (covariance + own * survivalVariance) - (s ** 2 * own * stays) / n,
    competed: before.competed || competing > 0,
  };
  // Where nothing has competed the two are complements, exactly: F reaches 1 when nobody is left, not 1 − 1e-16.
  if (!left.competed) return { ...left, incidence: 1 - left.survival, variance: left.survivalVariance };
  const carried = variance + 2 * own * covariance + own ** 2 * survivalVariance;
  return {
    ...left,
    incidence: Math.min(1, incidence + s * own),
    variance: Math.max(0, carried + (s ** 2 * own * (1 - own)) / n),
  };
}

/** Observations gathered by distinct time, in order. */
function momentsOf(observations: Iterable<Observation>, cause: number): Moment[] {
  checkCause(cause);
  const byTime = new Map<number, Moment>();
  for (const { time, cause: by, count = 1 } of observations) {
    if (Number.isNaN(time)) throw new RangeError('time of an observation is not a number');
    checkObserved(by, count);
    if (count === 0) continue;
    let moment = byTime.get(time);
    if (moment === undefined) byTime.set(time, (moment = nothingAt(time)));
    add(moment, by, cause, count);
  }
  return [...byTime.values()].sort((a, b) => a.time - b.time);
}

/** The same by bin, where a place for each spares the looking up and the sorting: a report has a hundred curves. */
function momentsOfBins(rows: Iterable<BinnedObservations>, bins: Bins, cause: number): Moment[] {
  checkCause(cause);
  const open = bins.count - 1;
  const byBin = new Array<Moment | null>(open).fill(null);
  for (const { bin, cause: by, count } of rows) {
    checkObserved(by, count);
    if (count === 0) continue;
    const place = bin === open ? open - 1 : bin;
    const moment = (byBin[place] ??= nothingAt(bins.upperEdgeSeconds(place)));
    add(moment, bin === open ? CENSORED : by, cause, count);
  }
  return byBin.filter((moment) => moment !== null);
}

function nothingAt(time: number): Moment {
  return { time, exits: 0, competing: 0, censored: 0 };
}

function add(moment: Moment, by: number, cause: number, count: number): void {
  if (by === CENSORED) moment.censored += count;
  else if (by === cause) moment.exits += count;
  else moment.competing += count;
}

function checkCause(cause: number): void {
  if (!isWhole(cause) || cause === CENSORED)
    throw new RangeError(`cause of a curve is not a whole number from 1: ${cause}`);
}

function checkObserved(by: number, count: number): void {
  if (!isWhole(by)) throw new RangeError(`cause of an exit is not a whole number from 0: ${by}`);
  if (!isWhole(count)) throw new RangeError(`count is not a whole number from 0: ${count}`);
}

function isWhole(value: number): boolean {
  return Number.isInteger(value) && value >= 0;
}
