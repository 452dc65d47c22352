import { binaryAsStructured, readBinaryEvent, readEvent, type ReadResult } from '@finest-hour/events';
import { compact } from './compact.ts';
import type { WholeForm } from './head.ts';
import { HttpProblem } from './http-problem.ts';
import { MAX_EVENT_BYTES } from './limits.ts';
import { parseJson, withoutMark } from './parse-json.ts';
import { readBatch } from './read-batch.ts';
import { isArray } from './split-array.ts';

/** One event of a request: what it was read as, and how to keep it should it be refused. */
export interface Incoming {
  /** Its place in the request, from 0. */
  readonly index: number;
  readonly result: ReadResult;
  /** The event of a place in the request as JSON in structured form, so that it can be corrected and sent again. */
  readonly payloadOf: (index: number) => string;
  /** The payload is only the beginning of what came. */
  readonly truncated?: boolean;
}

function checkAlone(body: Uint8Array): void {
  if (body.byteLength <= MAX_EVENT_BYTES) return;
  const detail = `the event has ${body.byteLength} bytes; the limit is 64 KiB (${MAX_EVENT_BYTES} bytes)`;
  throw new HttpProblem('too-large', detail, { members: { limitBytes: MAX_EVENT_BYTES } });
}

/** Where events go as they are read. */
export type Take = (incoming: Incoming) => void;

/**
 * Reads the events of a body that came whole, in whatever form. Throws what refuses the request as a whole: 400, 413.
 */
export async function readEvents(
  form: WholeForm,
  headers: Headers,
  body: Buffer,
  nowUs: number,
  take: Take,
): Promise<void> {
  if (form === 'batch' || (form === 'either' && isArray(withoutMark(body)))) return readBatch(body, nowUs, take);
  checkAlone(body);
  const { text, value } = parseJson(body);
  if (form === 'binary') {
    const result = readBinaryEvent(headers, value, nowUs);
    take({ index: 0, result, payloadOf: () => compact(binaryAsStructured(headers, value)) });
  } else {
    take({ index: 0, result: readEvent(value, nowUs), payloadOf: () => text });
  }
}
