import { addAttribute, type Attributes } from './attributes.ts';
import { eventProblem } from './problem.ts';
import { assembleEvent, type ReadResult } from './read-event.ts';

const PREFIX = 'ce-';
const PRINTABLE_ASCII = /^[\x20-\x7e]*$/;
const QUOTED = /^"((?:[^"\\]|\\.)*)"$/;

/** Whether the headers carry an event's attributes. */
export function isBinaryMode(headers: Iterable<readonly [string, string]>): boolean {
  for (const [name] of headers) if (name.toLowerCase().startsWith(PREFIX)) return true;
  return false;
}

/** A header's value as the HTTP binding encodes it: perhaps in quotes, then percent-encoded UTF-8. null: it is not. */
function decodeHeader(value: string): string | null {
  if (!PRINTABLE_ASCII.test(value)) return null;
  const unquoted = QUOTED.exec(value)?.[1]?.replace(/\\(.)/g, '$1') ?? value;
  try {
    return decodeURIComponent(unquoted);
  } catch {
    return null;
  }
}

/**
 * Reads an event in binary mode (CloudEvents HTTP binding 1.0): attributes from the `ce-*` headers, `data` parsed from the body.
 * The same event in structured mode gives the same `LoggedEvent`.
 */
export function readBinaryEvent(
  headers: Iterable<readonly [string, string]>,
  data: unknown,
  nowUs: number,
): ReadResult {
  const attributes: Attributes = { known: {}, extensions: {} };
  for (const [header, value] of headers) {
    const name = header.toLowerCase();
    if (!name.startsWith(PREFIX)) continue;
    const attribute = name.slice(PREFIX.length);
    const text = decodeHeader(value);
    const problem =
      text === null
        ? eventProblem('bad-event', `/${attribute}`, `header ${name} is not percent-encoded UTF-8`)
        : addAttribute(attributes, attribute, text);
    if (problem !== null) {
      const { id, source } = attributes.known;
      return { ok: false, problem, ...(id !== undefined && { id }), ...(source !== undefined && { source }) };
    }
  }
  return assembleEvent(attributes, data, nowUs);
}

/**
 * The same event in structured mode, for keeping and sending again what was refused;
 * a header that does not decode stays as it came.
 */
export function binaryAsStructured(
  headers: Iterable<readonly [string, string]>,
  data: unknown,
): Readonly<Record<string, unknown>> {
  const attributes = [...headers]
    .filter(([header]) => header.toLowerCase().startsWith(PREFIX))
    .map(([header, value]) => [header.slice(PREFIX.length).toLowerCase(), decodeHeader(value) ?? value] as const);
  return Object.fromEntries([...attributes, ['data', data]]);
}
