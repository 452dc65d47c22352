import { MAX_EVENT_BYTES, eventProblem, readEvent, type LoggedEvent } from '@finest-hour/events';
import { boundToSource } from '../access/bound-source.ts';
import type { RejectedProblem } from './rejected.ts';

export type ReadAgain =
  | { readonly ok: true; readonly event: LoggedEvent }
  | {
      readonly ok: false;
      readonly problem: RejectedProblem;
      readonly source: string | null;
      readonly id: string | null;
    };

const NOT_JSON = eventProblem(
  'bad-json',
  '',
  'what was kept is not JSON: replay it with the event as it should have been',
);

function refused(problem: RejectedProblem): ReadAgain {
  return { ok: false, problem, source: null, id: null };
}

/**
 * Reads the JSON of an event as ingest does: its size, the contract, and the source to which the key is bound by which
 * it came, since replaying lends a key nothing that it may not do.
 */
export function readAgain(text: string, bound: string | null, nowUs: number): ReadAgain {
  const bytes = Buffer.byteLength(text);
  if (bytes > MAX_EVENT_BYTES) {
    const detail = `the event has ${bytes} bytes; the limit is 64 KiB (${MAX_EVENT_BYTES} bytes)`;
    return refused(eventProblem('too-large', '', detail));
  }
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return refused(NOT_JSON);
  }
  const result = boundToSource(bound, readEvent(value, nowUs));
  if (result.ok) return result;
  const { problem, source = null, id = null } = result;
  return { ok: false, problem, source, id };
}
