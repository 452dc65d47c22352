import type { EarlySignName } from '../measure/early-signs.ts';
import type { Moved } from '../moved/moved.ts';
import type { Playbook } from '../measure/playbook.ts';
import type { WentWith } from '../measure/went-with.ts';

/** The report as JSON: the same for CLI, HTTP and page. Shares are 0–1, times RFC 3339, durations in seconds. */

/** A measure with its 95 % interval; all null and n = 0 where there is no data. */
export interface Estimate {
  readonly value: number | null;
  readonly low: number | null;
  readonly high: number | null;
  readonly n: number;
}

export interface CountedEstimate extends Estimate {
  /** Cases to which it applied. */
  readonly cases: number;
}

/** A share of the cases in which its events could be seen at all; `notCovered` counts the others. */
export interface CoveredEstimate extends Estimate {
  readonly notCovered: number;
}

export interface CaseCounts {
  readonly opened: number;
  readonly matured: number;
  readonly pending: number;
  readonly excluded: { readonly merged: number; readonly illegitimate: number };
}

/** Matured cases that were not won back, by the first test failed (numbers of cases). */
export interface WhyNot {
  readonly unresolved: number;
  readonly reopened: number;
  readonly complainedAgain: number;
  readonly saidNo: number;
  readonly nothingDone: number;
}

/** Mean hand-offs a case, and numbers of cases by hand-offs. */
export interface HandOffLevel extends Omit<Estimate, 'value'> {
  readonly total: number;
  readonly mean: number | null;
  readonly distribution: { readonly '0': number; readonly '1': number; readonly '2': number; readonly '3+': number };
  readonly neverPassedOn: Estimate;
  readonly pingPong: { readonly direct: CountedEstimate; readonly any: CountedEstimate };
  readonly returnsToQueue: number;
}

/** A length of time with its interval; null: not reached, or not told. */
export interface Duration {
  readonly value: number | null;
  readonly low: number | null;
  readonly high: number | null;
}

export interface DurationQuantile extends Duration {
  /** So many ended otherwise that it can't be reached, however long one waits. */
  readonly outOfReach: boolean;
}

/** How long something took, of the cases in which it ended. Seconds. */
export interface DurationSpread {
  readonly medianSeconds: Duration;
  readonly p90Seconds: Duration;
  readonly n: number;
}

/** Changes of holder that are told apart from hand-offs, between people; all are numbers of changes. */
export interface MovesApart {
  readonly escalationsFromBot: number;
  readonly triages: number;
  readonly bulk: number;
  readonly shifts: number;
  readonly corrections: number;
}

export interface HandOffs extends HandOffLevel {
  readonly teams: HandOffLevel;
  readonly apart: MovesApart;
  /** Time with nobody after somebody held it: share of cases with any, and how long, of those. */
  readonly unheld: DurationSpread & { readonly any: Estimate };
}

/** Waiting for a first holder, a person or a team's queue: being routed is not being owned. */
export interface TimeToRouting {
  readonly n: number;
  readonly medianSeconds: DurationQuantile;
  readonly p90Seconds: DurationQuantile;
  /** Numbers of cases: with nobody yet; ended without ever having been with anybody. */
  readonly waiting: number;
  readonly neverRouted: number;
  readonly withinTarget: Estimate & { readonly targetSeconds: number };
}

/** Waiting for an owner, from the opening, over all opened cases; those still waiting are censored. */
export interface TimeToOwnership {
  readonly n: number;
  readonly medianSeconds: DurationQuantile;
  readonly p90Seconds: DurationQuantile;
  /** Numbers of cases: still without an owner; ended without ever having had one. */
  readonly waiting: number;
  readonly neverOwned: number;
  readonly withinTarget: Estimate & { readonly targetSeconds: number };
  readonly routed: TimeToRouting;
  /** Of those waiting: with a person or in a team's queue, where nobody has accepted it (a number of cases). */
  readonly assignedNotOwned: number;
  /** Of matured cases that were owned: the first owner resolved it; gave it away within an hour. */
  readonly firstOwnerResolved: Estimate;
  readonly ownedThenDropped: Estimate;
  /** Of matured cases resolved by an owner: before their last unbroken ownership, and within it. */
  readonly runAround: DurationSpread;
  readonly fixing: DurationSpread;
}

/** Customers who came back, from the opening of their first complaint in the period. Shares by a horizon in days. */
export interface RepeatLoyalty extends Estimate {
  readonly horizonDays: number;
  readonly at: Readonly<Record<string, Estimate>>;
  /** From the verdict on, by what it was. */
  readonly recovered: Estimate;
  readonly notRecovered: Estimate;
  readonly difference: Duration;
  /** Customers of the same time who had no complaint; null in groups. */
  readonly baseline: Estimate | null;
  /** Customers of whom anything but complaints is known. */
  readonly matched: Estimate;
  /** Customers whose complaint fell outside the time in which purchases were told. */
  readonly notCovered: number;
}

/** A point of a curve: share that has exited by then. */
export interface CurvePoint {
  readonly seconds: number;
  readonly value: number;
  readonly low: number;
  readonly high: number;
  readonly atRisk: number;
}

export interface Curves {
  readonly ownership: readonly CurvePoint[];
  readonly routed: readonly CurvePoint[];
  readonly loyalty: readonly CurvePoint[];
  readonly recovered: readonly CurvePoint[];
  readonly notRecovered: readonly CurvePoint[];
  readonly baseline: readonly CurvePoint[];
}

/**
 * What stands beside the headlines, since each could be made to look good without being good. Shares of matured cases
 * unless said. Unknown causes, satisfaction asked, and owned-then-dropped stand with their headlines.
 */
export interface Gaming {
  /** Of all opened: taken out of every measure. */
  readonly merged: Estimate;
  readonly illegitimate: Estimate;
  /** The holder changed while the case was resolved or closed, where no hand-off counts. */
  readonly reassignedWhileResolved: Estimate;
  /** No promise was ever made. */
  readonly withoutPromise: CoveredEstimate;
  /** Of cases with a promise: one was withdrawn before it was due. */
  readonly promiseWithdrawn: CoveredEstimate;
  /** Of cases said to be our fault at some time: not called ours any more in the end. */
  readonly faultMoved: Estimate;
}

/** Difference of two shares with its interval. */
export type Difference = Duration;

/** One early sign: its share in the last week against the weeks before, at the same age. */
export interface EarlySign {
  /** Whether more of it is good news. */
  readonly moreIsBetter: boolean;
  readonly last: CoveredEstimate;
  readonly usual: CoveredEstimate;
  /** Last minus usual. */
  readonly difference: Difference;
  /** From the interval of the difference alone; null: one of the two has no data. */
  readonly verdict: 'better' | 'worse' | 'cantTell' | null;
  /** Fewer than 30 in one of the two: too few to compare, and the verdict is `cantTell`. */
  readonly tooFew: boolean;
  /** Whether it told the truth: recovery rate of the report's matured cases with the sign, and without it. */
  readonly truth: { readonly with: Estimate; readonly without: Estimate; readonly difference: Difference };
}

/**
 * What settles within a week of the opening. The weeks depend on `asOf`, not on the report's period: the last whole ISO
 * week all of whose cases have reached the age of seven days, and the 13 whole weeks before it. Filters apply. `truth`
 * alone is of the report's period. All is told as it stood at the age, so the weeks are alike.
 */
export interface EarlySigns {
  readonly ageDays: number;
  /** Days, [from, to). */
  readonly last: { readonly from: string; readonly to: string };
  readonly usual: { readonly from: string; readonly to: string };
  /** Cases counted in each, without those merged or found illegitimate by that age. */
  readonly cases: { readonly last: number; readonly usual: number };
  readonly signs: Readonly<Record<EarlySignName, EarlySign>>;
}

export interface Measures {
  readonly recoveryRate: Estimate;
  /** Recovered and the customer said so, of all matured. */
  readonly confirmedRecoveryRate: Estimate;
  readonly notRecovered: WhyNot;
  /** Share of matured cases in which satisfaction was asked. */
  readonly askedSatisfaction: CoveredEstimate;
  /** Share of matured cases whose cause is known; the rest cannot be matched to a repeat complaint. */
  readonly knownCause: Estimate;
  readonly everReopened: number;
  readonly timeToOwnership: TimeToOwnership;
  readonly handOffs: HandOffs;
  /** null where no purchases, renewals or visits arrive; `notMeasured` says so. */
  readonly repeatLoyalty: RepeatLoyalty | null;
  readonly gaming: Gaming;
}

export interface ReportGroup {
  /** Start of the period (date) or value of the dimension; null: not known. */
  readonly key: string | null;
  /** Fewer than 30 matured cases: too few to compare, never ranked. */
  readonly tooFew: boolean;
  readonly cases: CaseCounts;
  readonly measures: Measures;
}

export interface Report {
  readonly definition: {
    readonly book: number;
    readonly resolveWithinDays: number;
    readonly holdForDays: number;
    readonly frontDesks: readonly string[];
    readonly ownershipTargetSeconds: number;
  };
  readonly asOf: string;
  readonly from: string;
  readonly to: string;
  readonly timeZone: string;
  readonly filters: Readonly<Record<string, readonly string[]>>;
  readonly cases: CaseCounts;
  readonly measures: Measures;
  /** Of the whole, for drawing. */
  readonly curves: Curves;
  readonly earlySigns: EarlySigns;
  /** Measures without a value, and why. */
  readonly notMeasured: Readonly<Record<string, string>>;
  /** Streams and cases that no figure includes. */
  readonly leftOut: { readonly withoutOpening: number; readonly parked: number };
  readonly by: string | null;
  readonly groups: readonly ReportGroup[];
  /** The steps of the five playbooks, over the whole; null: not asked for. */
  readonly playbook: Playbook | null;
  /** What went with being passed on within a week; null: not asked for, or not measured. */
  readonly wentWith: WentWith | null;
  /** Why the recovery rate changed; null: not asked for, or recovery is not measured. */
  readonly moved: Moved | null;
}
