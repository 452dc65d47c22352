import { addAttribute, checkAttributes, type Attributes } from './attributes.ts';
import { familyOf } from './catalogue.ts';
import type { LoggedEvent } from './event.ts';
import { shown } from './explain.ts';
import { eventProblem, type EventProblem } from './problem.ts';
import { findFlaw, storable } from './text.ts';
import { formatTimeUs, parseTimeUs } from './time.ts';
import { dataProblem } from './validate-data.ts';

/** 1990-01-01T00:00:00Z: what is dated earlier comes from a clock that was never set. */
export const EARLIEST_US = 631_152_000_000_000;
/** How far ahead of the server's clock an event may be dated: a day, for wrong zones and clocks. */
export const LATEST_AHEAD_US = 86_400_000_000;

/** An event, or why it is none; with its id and source where it had any, so that its sender can find it. */
export type ReadResult =
  | { readonly ok: true; readonly event: LoggedEvent }
  | { readonly ok: false; readonly problem: EventProblem; readonly id?: string; readonly source?: string };

function refused(problem: EventProblem, id: unknown, source: unknown): ReadResult {
  return {
    ok: false,
    problem,
    ...(typeof id === 'string' && { id: storable(id) }),
    ...(typeof source === 'string' && { source: storable(source) }),
  };
}

/** The event's time in microseconds, or what is wrong with it. */
function readTimeUs(time: string, nowUs: number): number | EventProblem {
  const timeUs = parseTimeUs(time);
  if (timeUs === null) {
    const detail = `time must be an RFC 3339 time with offset that exists, not ${shown(time)}`;
    return eventProblem('bad-time', '/time', detail);
  }
  if (timeUs < EARLIEST_US) return eventProblem('bad-time', '/time', `time is before 1990: ${shown(time)}`);
  if (timeUs > nowUs + LATEST_AHEAD_US) {
    const now = formatTimeUs(nowUs);
    return eventProblem(
      'bad-time',
      '/time',
      `time is more than 24 h ahead of the server's clock (${now}): ${shown(time)}`,
    );
  }
  return timeUs;
}

/** The data as an object (none is an empty one), or what is wrong with it. */
function readData(type: string, data: unknown): { value: Record<string, unknown> } | EventProblem {
  const value = data ?? {};
  if (typeof value !== 'object' || Array.isArray(value)) {
    return eventProblem('bad-data', '/data', `data must be an object, not ${shown(value)}`);
  }
  const flaw = findFlaw(value);
  if (flaw !== null) {
    const pointer = storable(`/data${flaw.pointer}`);
    return eventProblem('bad-data', pointer, `${pointer.slice(1).replaceAll('/', '.')} ${flaw.what}`);
  }
  return dataProblem(type, value) ?? { value: value as Record<string, unknown> };
}

/** Attributes and data in whatever form they came → an event, or the first thing that is wrong. */
export function assembleEvent(attributes: Attributes, data: unknown, nowUs: number): ReadResult {
  const { known, extensions } = attributes;
  const { id, source, type, subject, time } = known;
  const problem = checkAttributes(attributes);
  if (problem !== null) return refused(problem, id, source);
  if (id === undefined || source === undefined || type === undefined || subject === undefined || time === undefined) {
    throw new Error('checkAttributes let an event pass that lacks an attribute');
  }
  const timeUs = readTimeUs(time, nowUs);
  if (typeof timeUs !== 'number') return refused(timeUs, id, source);
  const read = readData(type, data);
  if (!('value' in read)) return refused(read, id, source);
  const sequence = known.sequence ?? null;
  const family = familyOf(type);
  return { ok: true, event: { source, id, type, family, subject, timeUs, sequence, data: read.value, extensions } };
}

/**
 * Reads an event in structured mode (an object parsed from JSON). `nowUs` is the server's clock.
 * Unknown types and unknown fields of data are accepted; what is wrong is told by the first problem found.
 */
export function readEvent(value: unknown, nowUs: number): ReadResult {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    const problem = eventProblem('bad-event', '', `an event must be an object, not ${shown(value)}`);
    return { ok: false, problem };
  }
  const fields = value as Record<string, unknown>;
  const attributes: Attributes = { known: {}, extensions: {} };
  for (const name of Object.keys(fields)) {
    if (name === 'data') continue;
    const problem =
      name === 'data_base64' && fields[name] !== null
        ? eventProblem('bad-event', '/data_base64', 'data_base64 is not supported: send data as a JSON object')
        : addAttribute(attributes, name, fields[name]);
    if (problem !== null) return refused(problem, fields['id'], fields['source']);
  }
  return assembleEvent(attributes, fields['data'], nowUs);
}
