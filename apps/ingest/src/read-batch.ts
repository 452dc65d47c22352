import { isUtf8 } from 'node:buffer';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { eventProblem, readEvent, type ReadResult } from '@finest-hour/events';
import { compact } from './compact.ts';
import { HttpProblem } from './http-problem.ts';
import { findJsonMistake } from './json-mistake.ts';
import { MAX_BATCH_EVENTS, MAX_EVENT_BYTES, MAX_READ_BYTES } from './limits.ts';
import { checkJson, withoutMark } from './parse-json.ts';
import type { Incoming } from './read-events.ts';
import { isArray, splitArray, type ItemPlaces } from './split-array.ts';

/** Other requests get their turn after so many events. */
const EVENTS_A_TURN = 250;

function tooMany(): HttpProblem {
  const detail = `the batch has more than ${MAX_BATCH_EVENTS} events; the limit is ${MAX_BATCH_EVENTS} events`;
  return new HttpProblem('too-large', detail, { members: { limitEvents: MAX_BATCH_EVENTS } });
}

/** Where the events stand. Throws 400 for what is no array, 413 for too many, without building anything. */
function placesOf(body: Buffer): ItemPlaces {
  const places = isUtf8(body) ? splitArray(body, MAX_BATCH_EVENTS) : null;
  if (places === null) {
    checkJson(body);
    if (!isArray(body)) throw new HttpProblem('bad-batch', 'a batch must be a JSON array of events');
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

type Read = Omit<Incoming, 'index'>;

/** What is so large that it is an event under no circumstances, and could be millions of objects if it were read. */
function readHuge(text: string): Read | null {
  if (findJsonMistake(text) !== null) return null;
  return {
    result: tooLarge(Buffer.byteLength(text), null),
    payload: () => text.slice(0, MAX_EVENT_BYTES),
    truncated: true,
  };
}

/** null: it is not JSON. */
function readItem(item: Buffer, nowUs: number): Read | null {
  const text = item.toString();
  if (item.byteLength > MAX_READ_BYTES) return readHuge(text);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return null;
  }
  // Only its place in the body is kept: what was read is on its way to the log, or refused.
  const payload = () => compact(JSON.parse(item.toString()));
  const result = readEvent(value, nowUs);
  if (item.byteLength <= MAX_EVENT_BYTES) return { result, payload };
  const bytes = Buffer.byteLength(compact(value));
  return { result: bytes > MAX_EVENT_BYTES ? tooLarge(bytes, result) : result, payload };
}

/**
 * The events of a JSON array, read one by one, so that a body never becomes more objects than an event has. Throws 400
 * with the place of the first mistake, whichever event it is in, and 413.
 */
export async function readBatch(body: Buffer, nowUs: number): Promise<readonly Incoming[]> {
  const bytes = withoutMark(body);
  const places = placesOf(bytes);
  const all: Incoming[] = [];
  for (let at = 0; at < places.length; at += 2) {
    if (at > 0 && at % (2 * EVENTS_A_TURN) === 0) await nextTurn();
    const read = readItem(bytes.subarray(places[at], places[at + 1]), nowUs);
    if (read === null) {
      checkJson(bytes);
      throw new Error('an event is no JSON, and the whole is');
    }
    all.push({ index: at / 2, ...read });
  }
  return all;
}
