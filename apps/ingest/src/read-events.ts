import {
  binaryAsStructured,
  eventProblem,
  isBinaryMode,
  readBinaryEvent,
  readEvent,
  type ReadResult,
} from '@finest-hour/events';
import { compact } from './compact.ts';
import { HttpProblem } from './http-problem.ts';
import { MAX_BATCH_EVENTS, MAX_EVENT_BYTES } from './limits.ts';
import { parseMediaType } from './media-type.ts';
import { parseJson } from './parse-json.ts';
import { readBody } from './read-body.ts';

/** One event of a request: what it was read as, and how to keep it should it be refused. */
export interface Incoming {
  readonly result: ReadResult;
  /** The event as JSON in structured form, so that it can be corrected and sent again. */
  payload(): string;
}

const EVENT = 'application/cloudevents+json';
const BATCH = 'application/cloudevents-batch+json';
const JSON_TYPE = 'application/json';
const SUPPORTED = [EVENT, BATCH, JSON_TYPE].join(', ');

/** The media type of the request. Throws 415 for one that is not supported, or text in another encoding than UTF-8. */
function mediaTypeOf(header: string | null): string {
  const mediaType = parseMediaType(header ?? '');
  const headers = { Accept: SUPPORTED };
  if (mediaType === null || !SUPPORTED.split(', ').includes(mediaType.essence)) {
    const detail = `content-type must be one of ${SUPPORTED}, not ${JSON.stringify(header ?? '')}`;
    throw new HttpProblem('unsupported-media-type', detail, { headers });
  }
  if (!['utf-8', 'utf8', 'us-ascii', null].includes(mediaType.charset)) {
    const detail = `charset must be utf-8, not ${JSON.stringify(mediaType.charset)}`;
    throw new HttpProblem('unsupported-media-type', detail, { headers });
  }
  return mediaType.essence;
}

function tooLarge(what: string, limit: Readonly<Record<string, number>>): HttpProblem {
  return new HttpProblem('too-large', what, { members: limit });
}

function checkAlone(body: Uint8Array): void {
  if (body.byteLength <= MAX_EVENT_BYTES) return;
  const limit = { limitBytes: MAX_EVENT_BYTES };
  throw tooLarge(`the event has ${body.byteLength} bytes; the limit is 64 KiB (${MAX_EVENT_BYTES} bytes)`, limit);
}

function readBatchItem(item: unknown, nowUs: number, mayBeTooLarge: boolean): Incoming {
  const text = mayBeTooLarge ? compact(item) : null;
  const result = readEvent(item, nowUs);
  if (text !== null && Buffer.byteLength(text) > MAX_EVENT_BYTES) {
    const { id, source } = result.ok ? result.event : result;
    const detail = `the event has ${Buffer.byteLength(text)} bytes; the limit is 64 KiB (${MAX_EVENT_BYTES} bytes)`;
    const problem = eventProblem('too-large', '', detail);
    const named = { ...(id !== undefined && { id }), ...(source !== undefined && { source }) };
    return { result: { ok: false, problem, ...named }, payload: () => text };
  }
  return { result, payload: () => text ?? compact(item) };
}

function readBatch(items: unknown, bytes: number, nowUs: number): readonly Incoming[] {
  if (!Array.isArray(items)) throw new HttpProblem('bad-batch', 'a batch must be a JSON array of events');
  if (items.length > MAX_BATCH_EVENTS) {
    const detail = `the batch has ${items.length} events; the limit is ${MAX_BATCH_EVENTS} events`;
    throw tooLarge(detail, { limitEvents: MAX_BATCH_EVENTS });
  }
  return items.map((item: unknown) => readBatchItem(item, nowUs, bytes > MAX_EVENT_BYTES));
}

/** The events of a request in whatever form they came. Throws what refuses the request as a whole: 400, 413, 415. */
export async function readEvents(request: Request, nowUs: number): Promise<readonly Incoming[]> {
  const mediaType = mediaTypeOf(request.headers.get('content-type'));
  const body = await readBody(request);
  const isBinary = mediaType === JSON_TYPE && isBinaryMode(request.headers);
  if (mediaType === EVENT || isBinary) checkAlone(body);
  const { text, value } = parseJson(body);
  if (isBinary) {
    const result = readBinaryEvent(request.headers, value, nowUs);
    return [{ result, payload: () => compact(binaryAsStructured(request.headers, value)) }];
  }
  if (mediaType === BATCH || (mediaType === JSON_TYPE && Array.isArray(value))) {
    return readBatch(value, body.byteLength, nowUs);
  }
  checkAlone(body);
  return [{ result: readEvent(value, nowUs), payload: () => text }];
}
