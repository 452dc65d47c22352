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

export interface HandOffs extends HandOffLevel {
  readonly teams: HandOffLevel;
}

export interface Measures {
  readonly recoveryRate: Estimate;
  /** Recovered and the customer said so, of all matured. */
  readonly confirmedRecoveryRate: Estimate;
  readonly notRecovered: WhyNot;
  /** Share of matured cases in which satisfaction was asked. */
  readonly askedSatisfaction: Estimate;
  /** Share of matured cases whose cause is known; the rest cannot be matched to a repeat complaint. */
  readonly knownCause: Estimate;
  readonly everReopened: number;
  /** null until measured; `notMeasured` says why. */
  readonly timeToOwnership: null;
  readonly handOffs: HandOffs;
  readonly repeatLoyalty: null;
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
  };
  readonly asOf: string;
  readonly from: string;
  readonly to: string;
  readonly timeZone: string;
  readonly filters: Readonly<Record<string, readonly string[]>>;
  readonly cases: CaseCounts;
  readonly measures: Measures;
  /** Measures without a value, and why. */
  readonly notMeasured: Readonly<Record<string, string>>;
  /** Streams and cases that no figure includes. */
  readonly leftOut: { readonly withoutOpening: number; readonly parked: number };
  readonly by: string | null;
  readonly groups: readonly ReportGroup[];
}
