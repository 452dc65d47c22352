import { parseTimeUs, type CaseEvent } from '@finest-hour/events';
import type { PromiseCounts } from '../facts.ts';
import { compareText, type OrderedEvent } from './order.ts';

/** A promise to the customer. Times in microseconds; null: did not happen. */
export interface PromiseFacts {
  /** The case in which it was made: two that are merged may both have a promise by one id. */
  readonly caseId: string;
  readonly promise: string;
  readonly madeUs: number;
  /** The first time that the customer was given; later ones move nothing. */
  readonly dueUs: number;
  readonly changed: boolean;
  readonly keptUs: number | null;
  readonly withdrawnUs: number | null;
}

export type PromiseState = 'early' | 'onTime' | 'late' | 'broken' | 'withdrawn' | 'pending';

/** Kept with more than this part of the promised time left is early: better than the commitment, not just within it. */
const EARLY_SHARE = 0.1;

type PromiseEvent = Extract<CaseEvent, { readonly data: { readonly promise: string } }>;

function isPromise(event: CaseEvent): event is PromiseEvent {
  switch (event.type) {
    case 'promise.made':
    case 'promise.changed':
    case 'promise.kept':
    case 'promise.withdrawn':
      return true;
    default:
      return false;
  }
}

/** A promise as its events tell it; the first word on each thing counts. */
class Draft {
  #isMade = false;
  #madeUs = 0;
  #due: string | null = null;
  #changed = false;
  #keptUs: number | null = null;
  #withdrawnUs: number | null = null;

  take(atUs: number, event: PromiseEvent): void {
    switch (event.type) {
      case 'promise.made':
        // Told at one instant with a change, it was made first.
        if (this.#due === null || (!this.#isMade && atUs === this.#madeUs))
          [this.#isMade, this.#madeUs, this.#due] = [true, atUs, event.data.due];
        break;
      case 'promise.changed':
        // A change whose making never arrived will do, or is dated later.
        if (this.#due === null) [this.#madeUs, this.#due] = [atUs, event.data.due];
        this.#changed = true;
        break;
      case 'promise.kept':
        this.#keptUs ??= atUs;
        break;
      case 'promise.withdrawn':
        this.#withdrawnUs ??= atUs;
    }
  }

  /** null: no due time is known. */
  finish(caseId: string, promise: string): PromiseFacts | null {
    const dueUs = this.#due === null ? null : parseTimeUs(this.#due);
    if (dueUs === null) return null;
    return {
      caseId,
      promise,
      madeUs: this.#madeUs,
      dueUs,
      changed: this.#changed,
      keptUs: this.#keptUs,
      withdrawnUs: this.#withdrawnUs,
    };
  }
}

/**
 * Drafts by case and id. What is told of a promise in a case that made none by its id is told of another's, where only
 * one had been made so far: one made before a merge may be kept after it.
 */
class Drafts {
  readonly #byId = new Map<string, Map<string, Draft>>();
  readonly #made = new Set<Draft>();

  take(atUs: number, event: PromiseEvent): void {
    const { type, subject, data } = event;
    const cases = this.#byId.get(data.promise) ?? new Map<string, Draft>();
    this.#byId.set(data.promise, cases);
    const others = type === 'promise.made' ? [] : [...cases.values()].filter((draft) => this.#made.has(draft));
    const own = cases.get(subject);
    const draft = (others.length === 1 && (own === undefined || !this.#made.has(own)) ? others[0] : own) ?? new Draft();
    if (own === undefined && !others.includes(draft)) cases.set(subject, draft);
    if (type === 'promise.made') this.#made.add(draft);
    draft.take(atUs, event);
  }

  finish(): PromiseFacts[] {
    const promises: PromiseFacts[] = [];
    for (const [promise, cases] of this.#byId)
      for (const [caseId, draft] of cases) {
        const facts = draft.finish(caseId, promise);
        if (facts !== null) promises.push(facts);
      }
    return promises;
  }
}

function comparePromises(a: PromiseFacts, b: PromiseFacts): number {
  return a.madeUs - b.madeUs || compareText(a.promise, b.promise) || compareText(a.caseId, b.caseId);
}

/**
 * The promises of a case, and of what is merged into it, each by its case and id, in the order of their making.
 * One of which only the end arrived has no due time, and is none.
 */
export function readPromises(events: readonly OrderedEvent[]): readonly PromiseFacts[] {
  let drafts: Drafts | null = null;
  for (const { atUs, event } of events) if (isPromise(event)) (drafts ??= new Drafts()).take(atUs, event);
  return drafts?.finish().sort(comparePromises) ?? [];
}

/**
 * What a promise amounts to as known at a moment, against its first due time: a due time moved later moves nothing.
 *
 * Kept: *early* with more than a tenth of the promised time left, *on time* up to the due time, *late* after it.
 * Not kept: *broken* once the due time has passed, *pending* before. Taken back by the due time it is *withdrawn*, and
 * neither kept nor broken; taken back later, it was broken already.
 */
export function judgePromise({ madeUs, dueUs, keptUs, withdrawnUs }: PromiseFacts, atUs: number): PromiseState {
  if (keptUs !== null && keptUs <= atUs) {
    if (keptUs > dueUs) return 'late';
    return dueUs - keptUs > EARLY_SHARE * (dueUs - madeUs) ? 'early' : 'onTime';
  }
  if (withdrawnUs !== null && withdrawnUs <= Math.min(atUs, dueUs)) return 'withdrawn';
  return dueUs < atUs ? 'broken' : 'pending';
}

/** The promises made by a moment, and those of them withdrawn before they were due. */
export function countPromises(promises: readonly PromiseFacts[], untilUs: number): PromiseCounts {
  const made = promises.filter(({ madeUs }) => madeUs <= untilUs);
  return {
    made: made.length,
    withdrawn: made.filter((promise) => judgePromise(promise, untilUs) === 'withdrawn').length,
  };
}
