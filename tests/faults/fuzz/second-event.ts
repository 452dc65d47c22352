import { jsonSchema } from '@finest-hour/events';
import { Ajv2020, type ErrorObject } from 'ajv/dist/2020.js';
import { secondTime } from './second-time.ts';

/** What is wrong with an event, as types of problems in docs/events.md; empty: nothing, it is to be accepted. */
export type Faults = ReadonlySet<string>;

type Fields = Readonly<Record<string, unknown>>;

// Another validator than the one that reads events, and no formats but these two, written from docs/events.md.
const ajv = new Ajv2020({ allErrors: true, ownProperties: true, strict: false });
const isIdentifier = (text: string) => new TextEncoder().encode(text).length <= 512;
ajv.addFormat('identifier', isIdentifier);
ajv.addFormat('date-time', (text: string) => secondTime(text) !== null);
const fitsSchema = ajv.compile(jsonSchema());

const EARLIEST_US = 631_152_000_000_000n; // date -u -d 1990-01-01 +%s
const DAY_US = 86_400_000_000n;
const MOST_LEVELS = 32;

const UNSTORABLE = /\0|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/;

/** Whether something stands in a value that is refused anywhere: bad text, in keys too, a number that is none, deep nesting. */
function isUnfit(value: unknown, levels: number): boolean {
  if (typeof value === 'string') return UNSTORABLE.test(value);
  if (typeof value === 'number') return !Number.isFinite(value);
  if (typeof value !== 'object' || value === null) return false;
  if (levels === 0) return true;
  return Object.entries(value).some(([key, field]) => UNSTORABLE.test(key) || isUnfit(field, levels - 1));
}

/** The attributes as they count: null is absent, tracing is dropped, whole numbers and booleans of extensions are text. */
function attributesOf(fields: Fields): Fields {
  const dropped = ['traceparent', 'tracestate', 'receivedtime'];
  const entries = Object.entries(fields).filter(([name, value]) => value !== null && !dropped.includes(name));
  return Object.fromEntries(entries);
}

const OWN = ['specversion', 'id', 'source', 'type', 'subject', 'time', 'sequence', 'data', 'datacontenttype'];

/** CloudEvents 1.0: an attribute is text, a boolean or an integer; content is JSON or nothing that this service takes. */
function attributeFaults(fields: Fields): string[] {
  const faults: string[] = [];
  for (const [name, value] of Object.entries(fields)) {
    if (UNSTORABLE.test(name)) faults.push('bad-data', 'bad-event');
    if (value === null || name === 'data') continue;
    if (typeof value === 'string' && UNSTORABLE.test(value)) faults.push('bad-data', 'bad-event');
    const isScalar = typeof value === 'string' || typeof value === 'boolean' || Number.isSafeInteger(value);
    if (!OWN.includes(name) && !isScalar) faults.push('bad-event');
    const isKey = OWN.includes(name) && name !== 'datacontenttype';
    if (isKey && typeof value === 'string' && (value === '' || !isIdentifier(value))) faults.push('bad-event');
  }
  const { datacontenttype: type } = fields;
  if (type !== undefined && type !== null) {
    const isJson = typeof type === 'string' && /^application\/(.+\+)?json$/i.test(type.split(';')[0]?.trim() ?? '');
    if (!isJson) faults.push('bad-event');
  }
  return faults;
}

function schemaFault({ instancePath, keyword, params }: ErrorObject): string | null {
  if (keyword === 'if') return null;
  if (instancePath.startsWith('/data') && !instancePath.startsWith('/datac')) return 'bad-data';
  if (keyword === 'required' && instancePath === '' && params['missingProperty'] === 'data') return 'bad-data';
  return instancePath === '/time' && keyword === 'format' ? 'bad-time' : 'bad-event';
}

function timeFault(time: unknown, nowUs: number): string | null {
  const timeUs = typeof time === 'string' ? secondTime(time) : null;
  if (timeUs === null) return null; // The schema says so already.
  return timeUs < EARLIEST_US || timeUs > BigInt(nowUs) + DAY_US ? 'bad-time' : null;
}

/** Reads an event a second time: by another validator of the published schema, and by what docs/events.md says beside it. */
export function secondEvent(value: unknown, nowUs: number): Faults {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return new Set(['bad-event']);
  const fields = value as Fields;
  const faults = new Set(attributeFaults(fields));
  if (isUnfit(fields['data'], MOST_LEVELS)) faults.add('bad-data');
  const attributes = attributesOf(fields);
  const late = timeFault(attributes['time'], nowUs);
  if (late !== null) faults.add(late);
  if (!fitsSchema(attributes)) {
    for (const error of fitsSchema.errors ?? []) {
      const fault = schemaFault(error);
      if (fault !== null) faults.add(fault);
    }
  }
  return faults;
}
