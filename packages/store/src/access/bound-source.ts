import { eventProblem, type ReadResult } from '@finest-hour/events';

/** What was read, refused where the key that sent it is bound to another source. `bound` null: it may speak for any. */
export function boundToSource(bound: string | null, result: ReadResult): ReadResult {
  if (bound === null || !result.ok || result.event.source === bound) return result;
  const { id, source } = result.event;
  const detail = `this key may only send events with source ${JSON.stringify(bound)}, not ${JSON.stringify(source)}`;
  return { ok: false, problem: eventProblem('wrong-source', '/source', detail), id, source };
}
