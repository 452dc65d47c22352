import { parseTimeUs, type CaseEvent } from '@finest-hour/events';
import type { PromiseCounts } from '../facts.ts';
import type { OrderedEvent } from './order.ts';

/** A promise to the customer. Times in microseconds; null: did not happen. */
export interface PromiseFacts {
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
type Draft = { -readonly [Key in keyof PromiseFacts]: PromiseFacts[Key] };

function isPromise(event: CaseEvent): event is PromiseEvent {
  return event.type.startsWith('promise.');
}

/** What a promise was when it was made; a change whose making never arrived will do. */
function draftOf(promise: string, events: readonly (OrderedEvent & { readonly event: PromiseEvent })[]): Draft | null {
  const dated = (type: 'promise.made' | 'promise.changed') => events.find(({ event }) => event.type === type);
  const first = dated('promise.made') ?? dated('promise.changed');
  if (first === undefined || !('due' in first.event.data)) return null;
  const dueUs = parseTimeUs(first.event.data.due);
  if (dueUs === null) return null;
  return { promise, madeUs: first.atUs, dueUs, changed: false, keptUs: null, withdrawnUs: null };
}

/**
 * The promises of a case, and of what is merged into it, each by its id, in the order of their making.
 * The first word on each counts: made, kept, withdrawn. One of which only the end arrived has no due time, and is none.
 */
export function readPromises(events: readonly OrderedEvent[]): readonly PromiseFacts[] {
  const own = events.flatMap(({ atUs, event }) => (isPromise(event) ? { atUs, event } : []));
  if (own.length === 0) return [];
  return [...Map.groupBy(own, ({ event }) => event.data.promise)]
    .flatMap(([promise, said]) => {
      const draft = draftOf(promise, said);
      if (draft === null) return [];
      for (const { atUs, event } of said) {
        if (event.type === 'promise.changed') draft.changed = true;
        else if (event.type === 'promise.kept') draft.keptUs ??= atUs;
        else if (event.type === 'promise.withdrawn') draft.withdrawnUs ??= atUs;
      }
      return draft;
    })
    .sort((a, b) => a.madeUs - b.madeUs || (a.promise < b.promise ? -1 : 1));
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
