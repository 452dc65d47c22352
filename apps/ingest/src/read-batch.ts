import { isAscii, isUtf8 } from 'node:buffer';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { eventProblem, readEvent, type ReadResult } from '@finest-hour/events';
import { compact } from './compact.ts';
import { HttpProblem } from './http-problem.ts';
import { findJsonMistake } from './json-mistake.ts';
import { MAX_BATCH_EVENTS, MAX_EVENT_BYTES, MAX_READ_BYTES } from './limits.ts';
import { checkJson, withoutMark } from './parse-json.ts';
import type { Incoming, Take } from './read-events.ts';
import { isArray, splitArray, type ItemPlaces } from './split-array.ts';

/** Other requests get their turn after so many events. */
const EVENTS_A_TURN = 250;

function tooMany(): HttpProblem {
  const detail = `the batch has more than ${MAX_BATCH_EVENTS} events; the limit is ${MAX_BATCH_EVENTS} events`;
  return new HttpProblem('too-large', detail, { members: { limitEvents: MAX_BATCH_EVENTS } });
}

/** Where the events stand in the body without its mark. Throws 400 for what is no array, 413 for too many, without building anything. */
function placesOf(body: Buffer, bytes: Buffer): ItemPlaces {
  const places = isUtf8(bytes) ? splitArray(bytes, MAX_BATCH_EVENTS) : null;
  if (places === null) {
    checkJson(body);
    if (!isArray(bytes)) throw new HttpProblem('bad-batch', 'a batch must be a JSON array of events');
    throw new Error('the splitter refused what is JSON');
  }
  if (places.length / 2 > MAX_BATCH_EVENTS) throw tooMany();
  return places;
}

function tooLarge(bytes: number, result: ReadResult | null): ReadResult {
  const detail = `the event has ${bytes} bytes; the limit is 64 KiB (${MAX_EVENT_BYTES} bytes)`;
  const { id, source } = result?.ok === true ? result.event : (result ?? {});
  const named = { ...(id !== undefined && { id }), ...(source !== undefined && { source }) };
  return { ok: false, problem: eventProblem('too-large', '', detail), ...named };
}

/** A body in which items are looked up by their places; nothing of it is copied before it is needed. */
interface Items {
  readonly places: ItemPlaces;
  textOf(start: number, end: number): string;
  /** Only its place in the body is kept of an item: what was read is on its way to the log, or refused. */
  payloadOf(index: number): string;
}

function itemsOf(bytes: Buffer, places: ItemPlaces): Items {
  // Plain letters need no decoding, and most bodies hold nothing else.
  const encoding = isAscii(bytes) ? 'latin1' : 'utf8';
  const textOf = (start: number, end: number) => bytes.toString(encoding, start, end);
  const payloadOf = (index: number) => compact(JSON.parse(textOf(places[2 * index] ?? 0, places[2 * index + 1] ?? 0)));
  return { places, textOf, payloadOf };
}

/** What is so large that it is an event under no circumstances, and could be millions of objects if it were read. */
function readHuge(index: number, text: string): Incoming | null {
  if (findJsonMistake(text) !== null) return null;
  const payloadOf = () => text.slice(0, MAX_EVENT_BYTES);
  return { index, result: tooLarge(Buffer.byteLength(text), null), payloadOf, truncated: true };
}

/** null: it is not JSON. */
function readItem({ places, textOf, payloadOf }: Items, index: number, nowUs: number): Incoming | null {
  const [start = 0, end = 0] = [places[2 * index], places[2 * index + 1]];
  const text = textOf(start, end);
  if (end - start > MAX_READ_BYTES) return readHuge(index, text);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return null;
  }
  const result = readEvent(value, nowUs);
  if (end - start <= MAX_EVENT_BYTES) return { index, result, payloadOf };
  const bytes = Buffer.byteLength(compact(value));
  return { index, result: bytes > MAX_EVENT_BYTES ? tooLarge(bytes, result) : result, payloadOf };
}

/**
 * Reads the events of a JSON array one by one, so that a body never becomes more objects than an event has. Throws 400
 * with the place of the first mistake, whichever event it is in, and 413.
 */
export async function readBatch(body: Buffer, nowUs: number, take: Take): Promise<void> {
  const bytes = withoutMark(body);
  const places = placesOf(body, bytes);
  const items = itemsOf(bytes, places);
  for (let index = 0; index < places.length / 2; index += 1) {
    if (index > 0 && index % EVENTS_A_TURN === 0) await nextTurn();
    const incoming = readItem(items, index, nowUs);
    if (incoming === null) {
      checkJson(body);
      throw new Error('an event is no JSON, and the whole is');
    }
    take(incoming);
  }
}
