import { MIMEType } from 'node:util';
import { brotliDecompressSync, gunzipSync, zstdDecompressSync } from 'node:zlib';
import type { Input } from './make-input.ts';
import { secondEvent, type Faults } from './second-event.ts';

const MOST_BYTES = 16 * 1024 * 1024;
const EVENT_BYTES = 64 * 1024;
const BATCH_EVENTS = 10_000;

/** What docs/events.md says of a request. */
export interface Reading {
  /** Types of problems, any of which may be the answer; empty: the request as a whole is good. */
  readonly faults: Faults;
  readonly isStream: boolean;
  /** Of each event, in order; of a stream, lines that are empty left out. */
  readonly events: readonly Faults[];
}

const refused = (faults: Iterable<string>, isStream = false): Reading => ({
  faults: new Set(faults),
  isStream,
  events: [],
});

/** A stream of lines has no limit but this test's own. */
const STREAM_BYTES = 4 * MOST_BYTES;

const INFLATE: Readonly<Record<string, (body: Buffer, limit: { readonly maxOutputLength: number }) => Buffer>> = {
  gzip: gunzipSync,
  br: brotliDecompressSync,
  zstd: zstdDecompressSync,
};

type Form = 'cloudevents+json' | 'cloudevents-batch+json' | 'x-ndjson' | 'json';
const FORMS: readonly string[] = ['cloudevents+json', 'cloudevents-batch+json', 'x-ndjson', 'json'] satisfies Form[];

/** The form of the body; null: none that is supported. Parameters but `charset` say nothing. */
function formOf(headers: Headers): Form | null {
  let type: MIMEType;
  try {
    type = new MIMEType(headers.get('content-type') ?? '');
  } catch {
    return null;
  }
  const charset = type.params.get('charset')?.toLowerCase() ?? 'utf-8';
  const isKnown = type.type === 'application' && FORMS.includes(type.subtype);
  return isKnown && ['utf-8', 'utf8', 'us-ascii'].includes(charset) ? (type.subtype as Form) : null;
}

/** The body as it was before it was compressed, or what is wrong with it. */
function inflate(body: Buffer, encoding: string, maxOutputLength: number): Buffer | readonly string[] {
  if (encoding === '' || encoding === 'identity') return body;
  const inflater = Object.hasOwn(INFLATE, encoding) ? INFLATE[encoding] : undefined;
  if (inflater === undefined) return ['unsupported-encoding'];
  if (body.byteLength === 0) return ['empty-body', 'bad-encoding'];
  try {
    return inflater(body, { maxOutputLength });
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE'
      ? ['too-large', 'bad-encoding']
      : ['bad-encoding'];
  }
}

/** undefined: it is not JSON in UTF-8. */
function parse(bytes: Buffer): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)) as unknown;
  } catch {
    return undefined;
  }
}

/** Percent-encoded UTF-8 of printable ASCII, perhaps in quotes; null: it is not. */
function decodeHeader(value: string): string | null {
  if (/[^ -~]/.test(value)) return null;
  const isQuoted =
    value.length >= 2 && value.startsWith('"') && /^(?:[^"\\]|\\.)*$/.test(value.slice(1, -1)) && value.endsWith('"');
  const text = isQuoted ? value.slice(1, -1).replace(/\\(.)/g, '$1') : value;
  if (/%(?![0-9a-fA-F]{2})/.test(text)) return null;
  const bytes = text
    .split(/(%[0-9a-fA-F]{2})/)
    .flatMap((part) => (part.startsWith('%') ? [parseInt(part.slice(1), 16)] : [...Buffer.from(part)]));
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(new Uint8Array(bytes));
  } catch {
    return null;
  }
}

function binaryEvent(headers: Headers, data: unknown, nowUs: number): Faults {
  const attributes: [string, unknown][] = [];
  for (const [header, value] of headers) {
    if (!header.startsWith('ce-')) continue;
    const name = header.slice(3);
    const text = decodeHeader(value);
    // `data` is the body; CloudEvents has no attribute of this name.
    if (text === null || name === 'data') return new Set(['bad-event', 'bad-data', 'bad-time']);
    attributes.push([name, text]);
  }
  return secondEvent(Object.fromEntries([...attributes, ['data', data]]), nowUs);
}

/** Inside a batch an event may have 64 KiB as it was sent, or as compact JSON. */
function batchItem(value: unknown, isSmall: boolean, nowUs: number): Faults {
  const faults = secondEvent(value, nowUs);
  if (isSmall) return faults;
  try {
    return Buffer.byteLength(JSON.stringify(value)) > EVENT_BYTES ? new Set(['too-large']) : faults;
  } catch {
    // Nested too deeply to be written: how large it is cannot be told, that it is wrong can.
    return new Set([...faults, 'too-large']);
  }
}

function readBatch(value: unknown, bytes: number, nowUs: number): Reading {
  if (!Array.isArray(value)) return refused(['bad-batch']);
  if (value.length > BATCH_EVENTS) return refused(['too-large']);
  const events = value.map((item: unknown) => batchItem(item, bytes <= EVENT_BYTES, nowUs));
  return { faults: new Set(), isStream: false, events };
}

function readLines(body: Buffer, nowUs: number): Reading {
  // In latin1 a character is a byte, so lines are cut as bytes are.
  const lines = body
    .toString('latin1')
    .split('\n')
    .map((line) => Buffer.from(line, 'latin1'));
  const events = lines.flatMap((line): Faults[] => {
    if (line.byteLength > EVENT_BYTES) return [new Set(['too-large'])];
    const value = parse(line);
    if (value !== undefined) return [secondEvent(value, nowUs)];
    return line.toString().trim() === '' ? [] : [new Set(['bad-json'])];
  });
  return { faults: new Set(), isStream: true, events };
}

function readWhole(form: Form, headers: Headers, body: Buffer, nowUs: number): Reading {
  if (body.byteLength > MOST_BYTES) return refused(['too-large']);
  const value = parse(body);
  const isLarge = body.byteLength > EVENT_BYTES;
  if (value === undefined) return refused(isLarge ? ['bad-json', 'too-large'] : ['bad-json']);
  const isBinary = form === 'json' && [...headers.keys()].some((name) => name.startsWith('ce-'));
  if (form === 'cloudevents-batch+json') return readBatch(value, body.byteLength, nowUs);
  if (form === 'json' && !isBinary && Array.isArray(value)) return readBatch(value, body.byteLength, nowUs);
  if (isLarge) return refused(['too-large']);
  const event = isBinary ? binaryEvent(headers, value, nowUs) : secondEvent(value, nowUs);
  return { faults: new Set(), isStream: false, events: [event] };
}

/** Reads a request a second time, by docs/events.md and with other means than the server's. `secret` is the one key that may push. */
export function secondReading({ headers: sent, body }: Input, secret: string, nowUs: number): Reading {
  const headers = new Headers(sent);
  const [scheme, key, ...rest] = (headers.get('authorization') ?? '').trim().split(/ +/);
  if (scheme?.toLowerCase() !== 'bearer' || key !== secret || rest.length > 0)
    return refused(['unauthorized', 'forbidden']);
  const form = formOf(headers);
  const inflated = inflate(
    body,
    headers.get('content-encoding')?.toLowerCase() ?? '',
    form === 'x-ndjson' ? STREAM_BYTES : MOST_BYTES,
  );
  const faults = [...(form === null ? ['unsupported-media-type'] : []), ...(Buffer.isBuffer(inflated) ? [] : inflated)];
  if (form === null || !Buffer.isBuffer(inflated)) return refused(faults, form === 'x-ndjson');
  if (inflated.byteLength === 0) return refused(['empty-body'], form === 'x-ndjson');
  return form === 'x-ndjson' ? readLines(inflated, nowUs) : readWhole(form, headers, inflated, nowUs);
}
