/**
 * What the folds leave behind. A case's stream becomes a CaseSummary and hops (stage 1);
 * the summaries and events of one customer become CaseFacts (stage 2).
 */

/** Verdict of a case, by the first test failed; the two recovered ones differ in whether the customer said so. */
export const VERDICTS = [
  'confirmed',
  'noObjection',
  'unresolved',
  'reopened',
  'complainedAgain',
  'saidNo',
  'nothingDone',
  'merged',
  'illegitimate',
] as const;
export type Verdict = (typeof VERDICTS)[number];

/** How a case came to its holder, at one level (agent or team). */
export const MOVES = [
  'routed', // from nobody to the first holder
  'handedOff', // counted
  'returned', // back to the same holder after a queue or bot
  'triaged', // first move out of a front desk, before anyone owned the case
  'bulk',
  'shift',
  'correction',
  'whileResolved', // counts only if the case reopens, then at the reopening
  'released', // to nobody: a queue, a bot or a rule
  'stayed', // the holder at this level did not change
] as const;
export type Move = (typeof MOVES)[number];

/** One holder of a case in a row of holders. Times in microseconds since 1970. */
export interface Hop {
  readonly seq: number;
  readonly agent: string | null;
  readonly team: string | null;
  /** True where the agent is a bot or rule; it holds nothing. */
  readonly bot: boolean;
  readonly startUs: number;
  /** Until the next holder, or until the case was resolved or closed for good; null: still holding. */
  readonly endUs: number | null;
  /** How long the case lay with nobody just before, after the opening. */
  readonly waitUs: number;
  readonly agentMove: Move;
  readonly teamMove: Move;
  /** When this holder accepted or first acted; null: assigned only. */
  readonly ownedUs: number | null;
  readonly byKind: string | null;
  readonly byId: string | null;
  readonly reason: string | null;
}

/** Hand-offs of one case at one level. */
export interface HandOffCounts {
  readonly handOffs: number;
  readonly pingPongDirect: boolean;
  readonly pingPongAny: boolean;
  readonly returnsToQueue: number;
}

/** Attributes by which reports break down, as classified at maturity (or so far). */
export interface CaseDimensions {
  readonly channel: string;
  readonly cause: string | null;
  readonly product: string | null;
  readonly severity: string | null;
  readonly region: string | null;
  readonly fault: string | null;
  /** First team that is not a front desk. */
  readonly team: string | null;
  readonly resolvingTeam: string | null;
}

/** A value that holds from a moment on. */
export interface Since<Value> {
  readonly atUs: number;
  readonly value: Value;
}

/** Stage 1: what one case's own stream says; what it owes to its customer's other cases is still open. */
export interface CaseSummary {
  readonly caseId: string;
  readonly customer: string;
  readonly openedUs: number;
  /** Events dated before the opening exist (they count at the opening). */
  readonly eventsBeforeOpening: boolean;
  readonly dimensions: CaseDimensions;
  /** Known causes over time, for what other cases of the customer compare with. */
  readonly causes: readonly Since<string>[];
  /** Merges and unmerges over time: the target, or null from an unmerge on. */
  readonly merges: readonly Since<string | null>[];
  /** Legitimacy over time; `false` only where it was said before the first resolution. */
  readonly legitimacy: readonly Since<boolean>[];
  /** R: the last resolution at or before opening + T; null: none. */
  readonly resolvedUs: number | null;
  readonly nothingDone: boolean;
  /** A reopening in (R, opening + T + D] other than for thanks or administration. */
  readonly reopenedAfterResolution: boolean;
  /** The last statement in [R, R + D]. */
  readonly satisfied: boolean | null;
  /** Satisfaction was asked up to maturity. */
  readonly asked: boolean;
  /** Any `case.reopened` in the whole life of the case. */
  readonly everReopened: boolean;
  readonly agentLevel: HandOffCounts;
  readonly teamLevel: HandOffCounts;
  readonly escalationsFromBot: number;
  readonly triages: number;
  readonly unheldUs: number;
  /** First moment a person owned it; null: not yet, or never. */
  readonly ownedUs: number | null;
  readonly firstOwner: string | null;
  /** Teams that ever held it, sorted. */
  readonly teams: readonly string[];
  /** Where it stands now. */
  readonly state: CaseState;
  readonly stateSinceUs: number;
  readonly holderAgent: string | null;
  readonly holderTeam: string | null;
  readonly lastEventUs: number;
  readonly url: string | null;
}

export const CASE_STATES = ['open', 'resolved', 'closed', 'merged', 'withdrawn'] as const;
export type CaseState = (typeof CASE_STATES)[number];

/** Stage 2: what one case amounts to. */
export interface CaseFacts {
  readonly summary: CaseSummary;
  readonly verdict: Verdict;
  /** Opening of the customer's previous case (not merged, not illegitimate). */
  readonly previousUs: number | null;
  /** The customer id stands for many people; repeat rules skip it. */
  readonly sharedCustomer: boolean;
}
