import type { CareOutcome } from './care.ts';

/** What is not ordinary about a case, so that a test can tell such cases apart. */
export type CaseTag =
  /** The verdict of the case is that of its customer's second id too: it needs the link. */
  | 'needsLink'
  /** A merge that cannot be applied: an unknown case, another customer's, or a circle. */
  | 'strayMerge'
  /** The customer id stands for many people. */
  | 'shared'
  /** A second opening came from another system. */
  | 'secondOpening'
  /** An event is dated before the opening. */
  | 'beforeOpening'
  /** Another case was merged into it. */
  | 'mergedInto'
  /** Nobody owned it until it ended; somebody does since it was reopened, which is another episode. */
  | 'ownedAfterReopening';

/** Verdicts by the book. */
export type IdealVerdict =
  | 'confirmed'
  | 'noObjection'
  | 'unresolved'
  | 'reopened'
  | 'complainedAgain'
  | 'saidNo'
  | 'nothingDone'
  | 'merged'
  | 'illegitimate';

/** Hand-offs at one level, as they were meant. */
export interface IdealHandOffs {
  readonly handOffs: number;
  readonly pingPongDirect: boolean;
  readonly pingPongAny: boolean;
}

/** What a case amounts to at the end of the simulated time, because it was made so. Times in microseconds since 1970. */
export interface CaseOutcome {
  readonly caseId: string;
  readonly customer: string;
  readonly openedUs: number;
  readonly cause: string;
  /** The team that can solve it. */
  readonly team: string;
  readonly turned: boolean;
  /** null: not yet, as fewer than 44 days have passed. */
  readonly verdict: IdealVerdict | null;
  /** R, of what has happened so far; null: none. */
  readonly resolvedUs: number | null;
  /** First owned, in its first episode; null: not yet, or never. */
  readonly ownedUs: number | null;
  /** When it ended without an owner; null: it has one, or still waits. */
  readonly endedUnownedUs: number | null;
  readonly agents: IdealHandOffs;
  readonly teams: IdealHandOffs;
  readonly care: CareOutcome;
  readonly tags: readonly CaseTag[];
  /** Types of lost events, of its own and of cases that bear on it: what is folded without them may differ. */
  readonly missing: readonly string[];
}

/** Whether and when a customer came back after a complaint that no other complaint led to. */
export interface CustomerOutcome {
  readonly customer: string;
  /** The customer's second id, linked with the first; null: none. */
  readonly secondId: string | null;
  readonly caseId: string;
  readonly openedUs: number;
  readonly turned: boolean;
  /** Will be recovered, or was. */
  readonly recovered: boolean;
  /** First value event within 224 days of the opening, so far; null: none. */
  readonly returnedUs: number | null;
  /** The first after the landmark (44 days from the opening); null: none. */
  readonly returnedAfterVerdictUs: number | null;
  /** null: not so far. */
  readonly leftUs: number | null;
  /** Value events of theirs got lost on the way. */
  readonly missing: boolean;
}
