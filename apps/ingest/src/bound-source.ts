import { eventProblem, type ReadResult } from '@finest-hour/events';
import type { ApiKey } from '@finest-hour/store';

/** What was read, refused where the key that sent it may not speak for its source. */
export function boundToSource({ source: bound }: ApiKey, result: ReadResult): ReadResult {
  if (bound === null || !result.ok || result.event.source === bound) return result;
  const { id, source } = result.event;
  const detail = `this key may only send events with source ${JSON.stringify(bound)}, not ${JSON.stringify(source)}`;
  return { ok: false, problem: eventProblem('wrong-source', '/source', detail), id, source };
}
