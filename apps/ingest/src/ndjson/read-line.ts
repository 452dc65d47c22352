import { eventProblem, readEvent, type ReadResult } from '@finest-hour/events';
import { HttpProblem } from '../http-problem.ts';
import { MAX_EVENT_BYTES } from '../limits.ts';
import { parseJson } from '../parse-json.ts';
import type { Incoming } from '../read-events.ts';
import type { Line } from './split-lines.ts';

const BLANK = /^[\s\ufeff]*$/;

function refused({ index, bytes, length }: Line, type: 'bad-json' | 'too-large', detail: string): Incoming {
  const result: ReadResult = { ok: false, problem: eventProblem(type, '', detail) };
  return { index, result, payloadOf: () => bytes.toString(), truncated: length > bytes.byteLength };
}

/** The event on a line; null where there is none. What is wrong with a line is wrong with it alone. */
export function readLine(line: Line, nowUs: number): Incoming | null {
  const { bytes, length } = line;
  if (length > MAX_EVENT_BYTES) {
    return refused(line, 'too-large', `the line has ${length} bytes; the limit is 64 KiB (${MAX_EVENT_BYTES} bytes)`);
  }
  try {
    const { value } = parseJson(bytes);
    return { index: line.index, result: readEvent(value, nowUs), payloadOf: () => bytes.toString() };
  } catch (error) {
    if (!(error instanceof HttpProblem)) throw error;
    if (BLANK.test(bytes.toString())) return null;
    return refused(line, 'bad-json', error.message);
  }
}
