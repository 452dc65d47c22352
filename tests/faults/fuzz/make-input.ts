import { brotliCompressSync, constants, gzipSync, zstdCompressSync } from 'node:zlib';
import { examples } from '@finest-hour/events';
import { chanceOf, type Chance } from './chance.ts';
import { unquoted } from './junk.ts';
import { mangleBytes, mangleText } from './mangle.ts';
import { mutate } from './mutate.ts';

/** A request that is sent to `POST /v1/events`. */
export interface Input {
  readonly number: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

type Headers = Record<string, string>;
type Event = Record<string, unknown>;

const EXAMPLES = examples();

const COMPRESS: Readonly<Record<string, (bytes: Buffer) => Buffer>> = {
  gzip: (bytes) => gzipSync(bytes, { level: 1 }),
  br: (bytes) => brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 1 } }),
  zstd: (bytes) => zstdCompressSync(bytes),
};

const blank = Buffer.alloc(17 * 1024 * 1024, ' ');
const BOMBS = Object.entries(COMPRESS).map(([encoding, compress]) => ({ encoding, body: compress(blank) }));

const OTHER_TYPES = [
  ...[
    '',
    'text/plain',
    'application/xml',
    'application/jso',
    'application/json5',
    'application/cloudevents',
    'nonsense',
    '/',
  ],
  ...['application/json; charset=utf-8', 'application/json;charset="UTF-8"', 'APPLICATION/JSON', ' application/json ;'],
  ...[
    'application/json; charset=utf-16',
    'application/cloudevents+json; charset=iso-8859-1',
    'application/x-ndjson;charset=x',
  ],
  ...[
    'application/cloudevents+json; profile="a;charset=latin1"',
    'application/json, application/json',
    'application /json',
  ],
];
const OTHER_ENCODINGS = [
  'deflate',
  'gzip, br',
  'GZIP',
  ' br ',
  'x-gzip',
  'identity',
  '',
  'compress',
  '__proto__',
  'constructor',
  'zstd;q=1',
];
const OTHER_KEYS = [
  '',
  'Bearer',
  'Bearer ',
  'Basic fh_push',
  'Bearer fh_read',
  'Bearer fh_revoked',
  'bearer fh_push',
  'Bearer __proto__',
  `Bearer ${'x'.repeat(3000)}`,
];

function eventOf(chance: Chance, id: string): unknown {
  const example = structuredClone(chance.oneOf(EXAMPLES)) as unknown as Event;
  return mutate({ ...example, id }, chance);
}

const json = (value: unknown) => unquoted(JSON.stringify(value) ?? 'null');

/** As the HTTP binding wants it, or as somebody might write it who does not know it. */
function asHeader(value: string, chance: Chance): string {
  const encoded = encodeURIComponent(value.toWellFormed());
  return chance.oneOf([
    () => encoded,
    () => encoded,
    () => `"${encoded}"`,
    () => value.replace(/[^\x20-\x7e]/g, '').trim(),
    () => `${encoded}${chance.oneOf(['%', '%zz', '%ff', '%00', '%ed%a0%80', '%C0%80', 'é', '"', '\\'])}`,
    () => encoded.toLowerCase(),
  ])();
}

/** Attributes become headers where they can. */
function binary(event: unknown, chance: Chance, headers: Headers): string {
  if (typeof event !== 'object' || event === null || Array.isArray(event)) return json(event);
  const { data, ...attributes } = event as Event;
  for (const [name, value] of Object.entries(attributes)) {
    if (!/^[\w-]{1,100}$/.test(name) || typeof value === 'object') continue;
    const text = asHeader(String(value), chance);
    headers[chance.happens(0.05) ? `CE-${name}` : `ce-${name}`] = text.slice(0, 4000);
  }
  if (chance.happens(0.03)) headers[chance.oneOf(['ce-', 'ce-data', 'ce-a-b', 'ce-data_base64', 'ce-__proto__'])] = 'x';
  return json(data);
}

function textOf(chance: Chance, number: number, headers: Headers): string {
  const form = chance.oneOf(['cloudevents+json', 'cloudevents-batch+json', 'x-ndjson', 'json', 'json', 'json']);
  headers['content-type'] = `application/${form}`;
  const several = () => Array.from({ length: chance.below(6) }, (_, i) => eventOf(chance, `${number}-${i}`));
  if (form === 'x-ndjson')
    return several()
      .map(json)
      .join(chance.oneOf(['\n', '\n', '\r\n', '\n\n']));
  if (form === 'cloudevents-batch+json') return json(several());
  const one = eventOf(chance, `${number}`);
  if (form === 'cloudevents+json') return json(one);
  return chance.oneOf([() => json(one), () => json(several()), () => binary(one, chance, headers)])();
}

function compressed(body: Buffer, chance: Chance, headers: Headers): Buffer {
  const encoding = chance.oneOf(Object.keys(COMPRESS));
  headers['content-encoding'] = encoding;
  const bytes = COMPRESS[encoding]?.(body) ?? body;
  if (chance.happens(0.03)) return body;
  return chance.happens(0.2) ? mangleBytes(bytes, chance) : bytes;
}

/** The input of this number: events of every type, well-formed or broken in body, headers, encoding and fields. */
export function makeInput(seed: number, number: number): Input {
  const chance = chanceOf(seed, number);
  const headers: Headers = { authorization: 'Bearer fh_push' };
  let text = textOf(chance, number, headers);
  if (chance.happens(0.15)) text = mangleText(text, chance);
  let body: Buffer = Buffer.from(text);
  if (chance.happens(0.06)) body = mangleBytes(body, chance);
  if (chance.happens(0.25)) body = compressed(body, chance, headers);
  if (chance.happens(0.05)) headers['content-type'] = chance.oneOf(OTHER_TYPES);
  if (chance.happens(0.02)) headers['content-encoding'] = chance.oneOf(OTHER_ENCODINGS);
  if (chance.happens(0.02)) headers['authorization'] = chance.oneOf(OTHER_KEYS);
  if (chance.happens(0.001)) {
    const bomb = chance.oneOf(BOMBS);
    headers['content-encoding'] = bomb.encoding;
    body = bomb.body;
  }
  return { number, headers, body };
}
