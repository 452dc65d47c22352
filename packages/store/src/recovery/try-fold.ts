import { asCaseEvent, type LoggedEvent } from '@finest-hour/events';
import { foldCase, type BookSettings, type CaseFold } from '@finest-hour/metrics';
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
export function tryFoldCase(events: readonly LoggedEvent[], settings: BookSettings): Tried<CaseFold | null> {
  if (events.length > MAX_STREAM_EVENTS)
    return { ok: false, error: `more than ${MAX_STREAM_EVENTS} events in one case` };
  return tryFold(() => foldCase(events.map(asCaseEvent), settings));
}
