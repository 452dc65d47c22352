import { DAY_MS, HOUR_MS } from '../calendar/local-days.ts';

/** What became of a promise by the end of the simulated time, against its first due time. */
export type IdealPromise = 'early' | 'onTime' | 'late' | 'broken' | 'withdrawn' | 'pending';

/** What was said and done in a case by the end of the simulated time, because it was made so. */
export interface CareOutcome {
  /** First apology, in microseconds since 1970; null: none. */
  readonly apologisedUs: number | null;
  readonly responsibilityTaken: boolean;
  readonly optionsOffered: boolean;
  /** null: nothing was promised. */
  readonly promise: IdealPromise | null;
  /** null: nothing was denied. */
  readonly denied: 'withAlternatives' | 'plainly' | null;
  /** null: no solution was given. */
  readonly tailored: boolean | null;
  /** Of the last word on the resolution, within the time in which it had to hold; null: none. */
  readonly heard: boolean | null;
  /** A person's message more than an hour after the first and within 24 h of the opening, or resolved by then; null: not yet. */
  readonly followedUp: boolean | null;
}

/** A promise as it was made to be; what did not happen is at Infinity. */
export interface PromisePlan {
  readonly madeMs: number;
  readonly dueMs: number;
  readonly keptMs: number;
  readonly withdrawnMs: number;
  readonly early: boolean;
}

/** Whether the case stands resolved at a moment. */
type IsResolved = (atMs: number) => boolean;

/** Notes what is said and done as it is made. It knows nothing of events, so that folding them can be checked against it. */
export class Care {
  readonly #endMs: number;
  #apologisedMs = Infinity;
  #responsibilityTaken = false;
  #optionsOffered = false;
  #promise: PromisePlan | null = null;
  #denied: CareOutcome['denied'] = null;
  #tailored: boolean | null = null;
  #heard: boolean | null = null;
  readonly #messagesMs: number[] = [];

  constructor(endMs: number) {
    this.#endMs = endMs;
  }

  apologise(atMs: number): void {
    if (atMs <= this.#endMs) this.#apologisedMs = Math.min(this.#apologisedMs, atMs);
  }

  takeResponsibility(atMs: number): void {
    this.#responsibilityTaken ||= atMs <= this.#endMs;
  }

  offerOptions(atMs: number): void {
    this.#optionsOffered ||= atMs <= this.#endMs;
  }

  promise(plan: PromisePlan): void {
    if (plan.madeMs <= this.#endMs) this.#promise = plan;
  }

  deny(atMs: number, alternatives: number): void {
    if (atMs <= this.#endMs) this.#denied = alternatives > 0 ? 'withAlternatives' : 'plainly';
  }

  solve(atMs: number, tailored: boolean): void {
    if (atMs <= this.#endMs) this.#tailored = tailored;
  }

  /** The customer's word on the resolution; a later one takes its place. */
  hear(atMs: number, heard: boolean): void {
    if (atMs <= this.#endMs) this.#heard = heard;
  }

  /** A person writes to the customer, or calls. */
  message(atMs: number): void {
    if (atMs <= this.#endMs) this.#messagesMs.push(atMs);
  }

  finish(openedMs: number, isResolved: IsResolved): CareOutcome {
    return {
      apologisedUs: this.#apologisedMs === Infinity ? null : this.#apologisedMs * 1000,
      responsibilityTaken: this.#responsibilityTaken,
      optionsOffered: this.#optionsOffered,
      promise: this.#promise === null ? null : this.#stateOf(this.#promise),
      denied: this.#denied,
      tailored: this.#tailored,
      heard: this.#heard,
      followedUp: openedMs + DAY_MS > this.#endMs ? null : this.#isFollowedUp(openedMs, isResolved),
    };
  }

  #stateOf({ dueMs, keptMs, withdrawnMs, early }: PromisePlan): IdealPromise {
    if (withdrawnMs <= this.#endMs) return 'withdrawn';
    if (keptMs <= this.#endMs) return keptMs > dueMs ? 'late' : early ? 'early' : 'onTime';
    return dueMs < this.#endMs ? 'broken' : 'pending';
  }

  #isFollowedUp(openedMs: number, isResolved: IsResolved): boolean {
    const untilMs = openedMs + DAY_MS;
    const firstMs = Math.min(...this.#messagesMs);
    const again = this.#messagesMs.some((atMs) => atMs > firstMs + HOUR_MS && atMs <= untilMs);
    return again || isResolved(untilMs);
  }
}

/** What is said and done in a case that only stands for another. */
export const NO_CARE: CareOutcome = {
  apologisedUs: null,
  responsibilityTaken: false,
  optionsOffered: false,
  promise: null,
  denied: null,
  tailored: null,
  heard: null,
  followedUp: null,
};
