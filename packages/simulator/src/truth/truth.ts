/** P(a case is passed on 0, 1, 2, 3 or more times), and the mean. */
export interface HandOffTruth {
  readonly mean: number;
  readonly never: number;
  readonly once: number;
  readonly twice: number;
  readonly more: number;
}

export interface OwnershipTruth {
  /** P(ends without an owner), within 28 days. */
  readonly never: number;
  readonly withinHour: number;
  /** Over all cases, those that never have an owner included; null: not reached. */
  readonly medianSeconds: number | null;
  readonly p90Seconds: number | null;
  /** P(owned within so many seconds of the opening). */
  readonly curve: readonly { readonly seconds: number; readonly owned: number }[];
}

/** The probabilities of a case that is neither merged nor illegitimate. */
export interface CaseTruth {
  /** Share of all such cases. */
  readonly share: number;
  readonly recovered: number;
  readonly confirmed: number;
  readonly notRecovered: {
    readonly unresolved: number;
    readonly reopened: number;
    readonly complainedAgain: number;
    readonly saidNo: number;
    readonly nothingDone: number;
  };
  readonly handOffs: HandOffTruth;
  readonly teamHandOffs: HandOffTruth;
}

/**
 * The probabilities of what is said and done besides resolving, of a case that is neither merged nor illegitimate and
 * whose time is long over. Follow-ups within 24 hours follow from all of it together, and have no formula: they are told
 * case by case, among the outcomes.
 */
export interface CareTruth {
  /** P(apologised within an hour of the opening). */
  readonly apologisedInHour: number;
  readonly responsibilityTaken: number;
  readonly optionsOffered: number;
  /** P(something is promised). */
  readonly promised: number;
  /** Of promises, against their first due time. */
  readonly promises: {
    readonly early: number;
    readonly onTime: number;
    readonly late: number;
    readonly broken: number;
    readonly withdrawn: number;
  };
  /** P(something is denied). */
  readonly denied: number;
  /** Of denials: P(with alternatives). */
  readonly deniedWithAlternatives: number;
  /** P(a solution is given). */
  readonly solved: number;
  /** Of solutions: P(tailored). */
  readonly tailored: number;
  /** Of those whose word on the resolution counts: P(felt heard). */
  readonly heard: number;
}

export interface PhaseTruth {
  /** RFC 3339; openings in [from, to). */
  readonly from: string;
  readonly to: string;
  readonly all: CaseTruth;
  readonly ownership: OwnershipTruth;
  readonly care: CareTruth;
  readonly teams: Readonly<Record<string, CaseTruth & { readonly ownership: OwnershipTruth }>>;
  readonly causes: Readonly<Record<string, CaseTruth>>;
  /** P(returns within 30, 90, 180 days of the opening), of first complaints. */
  readonly returnsFromOpening: ReturnTruth;
}

/** Cumulative incidence of the first value event, leaving competing. */
export interface ReturnTruth {
  readonly 30: number;
  readonly 90: number;
  readonly 180: number;
}

/** What is true of the simulated company because its parameters say so; nothing of it is read off its events. */
export interface Truth {
  readonly seed: number;
  readonly from: string;
  readonly to: string;
  readonly turn: string;
  readonly before: PhaseTruth;
  readonly after: PhaseTruth;
  /** Within 30, 90, 180 days of the verdict (opening + 44 days), of customers who had not left by then. */
  readonly returnsAfterVerdict: {
    readonly recovered: ReturnTruth;
    readonly notRecovered: ReturnTruth;
    readonly difference: ReturnTruth;
  };
  /** Of customers without a complaint, within 30, 90, 180 days of any day. */
  readonly returnsOfOthers: ReturnTruth;
}
