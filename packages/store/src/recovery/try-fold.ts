import { asCaseEvent, asCustomerEvent, type CaseEvent, type LoggedEvent } from '@finest-hour/events';
import {
  foldCase,
  foldCustomer,
  readHistory,
  type BookSettings,
  type CaseFacts,
  type CaseFold,
  type CaseSummary,
  type CustomerHistory,
} from '@finest-hour/metrics';
import { MAX_STREAM_EVENTS } from '../log/read.ts';

/** What a fold gave, or why it could not be done. */
export type Tried<Result> =
  { readonly ok: true; readonly value: Result } | { readonly ok: false; readonly error: string };

/** Folds; what that throws is told, so that one stream which can't be folded holds nobody up. */
export function tryFold<Result>(fold: () => Result): Tried<Result> {
  try {
    return { ok: true, value: fold() };
  } catch (error) {
    return { ok: false, error: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
}

/** Folds the events of one case; null: no opening has arrived. */
export function tryFoldCase(
  events: readonly LoggedEvent[],
  settings: BookSettings,
  mergedIn: readonly CaseEvent[] = [],
): Tried<CaseFold | null> {
  if (events.length > MAX_STREAM_EVENTS)
    return { ok: false, error: `more than ${MAX_STREAM_EVENTS} events in one case` };
  return tryFold(() => foldCase(events.map(asCaseEvent), settings, mergedIn));
}

export interface CustomerFold {
  readonly facts: readonly CaseFacts[];
  readonly history: CustomerHistory;
}

/** Folds the summaries and own events of one customer. */
export function tryFoldCustomer(
  summaries: readonly CaseSummary[],
  events: readonly LoggedEvent[],
  settings: BookSettings,
): Tried<CustomerFold> {
  if (events.length > MAX_STREAM_EVENTS)
    return { ok: false, error: `more than ${MAX_STREAM_EVENTS} events of one customer` };
  return tryFold(() => {
    const history = readHistory(events.map(asCustomerEvent));
    return { facts: foldCustomer(summaries, settings, history), history };
  });
}
