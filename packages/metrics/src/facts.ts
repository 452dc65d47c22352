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

/** How a case came to an owner in its first episode: from the opening to its first end. Lengths in microseconds. */
export interface OwnershipFacts {
  /** First moment, ever, at which a person owned it; null: not yet, or never. */
  readonly ownedUs: number | null;
  readonly firstOwner: string | null;
  /** How the wait for an owner ended; null: it still lasts. */
  readonly exit: 'owned' | 'endedUnowned' | null;
  /** From the opening to that exit. */
  readonly waitUs: number | null;
  /** Who first owned it, before or at R, the resolution that counts, held it then. */
  readonly firstOwnerResolved: boolean;
  /** The first owner gave it away within an hour of owning it. */
  readonly dropped: boolean;
  /** Opening to the start of the last unbroken ownership before R; null: no R, or nobody owned it then. */
  readonly runAroundUs: number | null;
  /** From there to R. */
  readonly fixingUs: number | null;
}

/** How a case came to its first holder, a person or a team's queue, in its first episode. */
export interface RoutingFacts {
  /** How the wait ended; null: it still lasts. */
  readonly exit: 'routed' | 'endedUnrouted' | null;
  /** From the opening to that exit, in microseconds. */
  readonly waitUs: number | null;
  /** A person or a queue holds it now. */
  readonly held: boolean;
}

/** What had settled a week after the opening (fold/early.ts). */
export interface EarlyFacts {
  readonly ownedInTarget: boolean;
  /** Within 24 hours. */
  readonly followedUp: boolean;
  /** A promise fell due by then, and was not withdrawn before. */
  readonly promiseDue: boolean;
  /** One of those was not kept by then. */
  readonly promiseBroken: boolean;
  readonly resolved: boolean;
  /** Between people. */
  readonly handOffs: number;
}

/** Whether the fault was called ours at some time up to maturity, and was not in the end. */
export interface FaultFacts {
  readonly everOurs: boolean;
  readonly moved: boolean;
}

/** Promises made up to maturity, and those of them withdrawn before they were due. */
export interface PromiseCounts {
  readonly made: number;
  readonly withdrawn: number;
}

/** Promises by what had become of them at maturity, against their first due time. Lengths in microseconds. */
export interface PromiseOutcomes {
  readonly early: number;
  readonly onTime: number;
  readonly late: number;
  /** Due, and not kept by maturity. */
  readonly broken: number;
  /** From the making of the first promise to when it was due; null: nothing was promised. */
  readonly firstLengthUs: number | null;
  /** From when the first promise was due to when it was kept, below 0 where it was early; null: it was not kept. */
  readonly firstMarginUs: number | null;
  /** The first promise was due, and not kept. */
  readonly firstBroken: boolean;
}

/** What a case says of the steps of the playbook, as known at its maturity. Lengths in microseconds. */
export interface PlaybookFacts {
  /** Bits of PLAYBOOK_WORDS, a number each; those of stage 2 are not set. */
  readonly flags: readonly number[];
  /** From the opening to the first apology in the first episode; null: none. */
  readonly apologyUs: number | null;
  /** From the opening to the end of the first episode, where that came without an apology; null: it did not, or not yet. */
  readonly unapologizedUs: number | null;
  /** Longest time without a word to the customer while it was open; of an open case, up to maturity. */
  readonly silenceUs: number;
  /** From the opening to the arrival at the team that resolved it; null: not known. */
  readonly resolverUs: number | null;
  /** From the opening to when the customer first went public; null: never. */
  readonly publicUs: number | null;
  /** From the opening to the first surprise, however late; null: none. */
  readonly surpriseUs: number | null;
  /** The customer went public, and the case is open now. */
  readonly openInPublic: boolean;
  /** First surprise after R; null: none, or no R. */
  readonly surprisedAfterUs: number | null;
  readonly promises: PromiseOutcomes;
}

/** Changes of person that are no hand-offs. */
export interface MoveCounts {
  readonly bulk: number;
  readonly shift: number;
  readonly correction: number;
}

/** How a clock ended, as a cause of exit; 0 is censored. */
export const RETURN_EXITS = { none: 0, returned: 1, left: 2 } as const;
export type ReturnExit = (typeof RETURN_EXITS)[keyof typeof RETURN_EXITS];

/** Whether a customer came back after a clock started: the first value event, or leaving, which competes. */
export interface ReturnFacts {
  readonly exit: ReturnExit;
  /** From the start of the clock to the exit, in microseconds; null: none seen. */
  readonly afterUs: number | null;
}

/** What a customer did apart from complaining. Times in microseconds, ascending. */
export interface CustomerHistory {
  /** Purchases, renewals and visits worth something, not automatic; `caseId`: part of making up for that case. */
  readonly values: readonly { readonly atUs: number; readonly caseId: string | null }[];
  readonly leftUs: readonly number[];
  /** `caseId`: what they recommended us for. */
  readonly recommendations: readonly { readonly atUs: number; readonly caseId: string | null }[];
  /** Anything at all arrived about this customer: they can be matched to their purchases. */
  readonly known: boolean;
}

/** Stage 1: what one case's own stream says; what it owes to its customer's other cases is still open. */
export interface CaseSummary {
  /** Version of the book by which it was folded; of an older one, it may lack what this one asks for. */
  readonly book: number;
  readonly caseId: string;
  readonly customer: string;
  readonly openedUs: number;
  /** The same without what is merged into it. */
  readonly ownOpenedUs: number;
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
  readonly fault: FaultFacts;
  readonly promises: PromiseCounts;
  readonly early: EarlyFacts;
  readonly playbook: PlaybookFacts;
  /** Any `case.reopened` in the whole life of the case. */
  readonly everReopened: boolean;
  readonly agentLevel: HandOffCounts;
  readonly teamLevel: HandOffCounts;
  readonly escalationsFromBot: number;
  readonly triages: number;
  readonly moves: MoveCounts;
  readonly reassignedWhileResolved: boolean;
  readonly unheldUs: number;
  readonly routing: RoutingFacts;
  readonly ownership: OwnershipFacts;
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
  /** Its `customer` is the person: the smallest of the ids that are linked with the one whom the case names. */
  readonly summary: CaseSummary;
  readonly verdict: Verdict;
  /** Opening of the customer's previous case (not merged, not illegitimate). */
  readonly previousUs: number | null;
  /** The customer id stands for many people; repeat rules skip it. */
  readonly sharedCustomer: boolean;
  /** Merged or illegitimate as known a week after the opening: no part of the early signs. */
  readonly excludedEarly: boolean;
  /** It is merged into a case that is unknown, another customer's, or merged into it: kept, and not applied. */
  readonly strayMerge: boolean;
  /** Return after the opening; null: had left before. */
  readonly returned: ReturnFacts | null;
  /** Return after the verdict, opening + T + D; null: had left before. */
  readonly returnedAfterVerdict: ReturnFacts | null;
  /** Bits of PLAYBOOK_WORDS, a number each: those of the summary and of stage 2. */
  readonly playbook: readonly number[];
  /** Something other than complaints is known of the customer. */
  readonly matched: boolean;
}
