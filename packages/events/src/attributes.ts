import { isIdentifier, MAX_ID_BYTES } from './fields.ts';
import { shown } from './explain.ts';
import { eventProblem, type EventProblem, type EventProblemType } from './problem.ts';
import { isStorable, pointerStep, storable, unstorable } from './text.ts';

/** The attributes that every event must have (CloudEvents 1.0, and `subject` and `time`, which it leaves optional). */
export const REQUIRED_ATTRIBUTES = ['specversion', 'id', 'source', 'type', 'subject', 'time'] as const;
export type RequiredAttribute = (typeof REQUIRED_ATTRIBUTES)[number];

/** An event's attributes as text, whatever form it came in; not yet checked for what is missing. */
export interface Attributes {
  readonly known: Partial<Record<RequiredAttribute | 'sequence' | 'datacontenttype', string>>;
  readonly extensions: Record<string, string>;
}

// Tracing says how the event travelled; `receivedtime` is ours to say.
const DROPPED: ReadonlySet<string> = new Set(['traceparent', 'tracestate', 'receivedtime']);
const KNOWN: ReadonlySet<string> = new Set([...REQUIRED_ATTRIBUTES, 'sequence', 'datacontenttype']);
const EXTENSION_NAME = /^[a-z0-9]+$/;

function refuse(name: string, type: EventProblemType, what: string): EventProblem {
  return eventProblem(type, storable(pointerStep(name)), `${shown(name)} ${what}`);
}

function addExtension({ extensions }: Attributes, name: string, text: string): EventProblem | null {
  if (DROPPED.has(name)) return null;
  if (!EXTENSION_NAME.test(name) || name === 'data') {
    const why = name === 'data' ? 'it is the body' : 'only a–z and 0–9 are allowed';
    return refuse(name, 'bad-event', `is no attribute name: ${why}`);
  }
  extensions[name] = text;
  return null;
}

/** Adds one attribute; a problem where it cannot be one. Numbers and booleans (which only JSON tells from text) become text. */
export function addAttribute(attributes: Attributes, name: string, value: unknown): EventProblem | null {
  // CloudEvents JSON format: null is the same as absent. What cannot be kept is still refused anywhere.
  if (value === null || value === undefined)
    return isStorable(name) ? null : refuse(name, 'bad-data', unstorable(name));
  const isKnown = KNOWN.has(name);
  if (typeof value !== 'string' && (isKnown || !(typeof value === 'boolean' || Number.isSafeInteger(value)))) {
    return refuse(name, 'bad-event', `must be text, not ${shown(value)}`);
  }
  const text = String(value);
  if (!isStorable(text)) return refuse(name, 'bad-data', unstorable(text));
  if (!isKnown) return addExtension(attributes, name, text);
  attributes.known[name as RequiredAttribute] = text;
  return null;
}

const JSON_TYPE = /^\s*application\/([\w.-]+\+)?json\s*(;|$)/i;
const isJson = (mediaType: string) => mediaType === 'application/json' || JSON_TYPE.test(mediaType);

/** The first problem with the attributes as a whole; null: all that is required is there and fits. `time` is checked by who reads it. */
export function checkAttributes({ known }: Attributes): EventProblem | null {
  for (const name of REQUIRED_ATTRIBUTES) {
    const value = known[name];
    if (value === undefined) return eventProblem('bad-event', `/${name}`, `${name} is missing`);
    if (value === '') return eventProblem('bad-event', `/${name}`, `${name} is empty`);
    if (!isIdentifier(value)) {
      return eventProblem('bad-event', `/${name}`, `${name} is longer than ${MAX_ID_BYTES} bytes of UTF-8`);
    }
  }
  if (known.specversion !== '1.0') {
    return eventProblem('bad-event', '/specversion', `specversion must be 1.0, not ${shown(known.specversion)}`);
  }
  if (known.sequence !== undefined && (known.sequence === '' || !isIdentifier(known.sequence))) {
    const detail = `sequence must be 1 to ${MAX_ID_BYTES} bytes of UTF-8, not ${shown(known.sequence)}`;
    return eventProblem('bad-event', '/sequence', detail);
  }
  if (known.datacontenttype !== undefined && !isJson(known.datacontenttype)) {
    const detail = `datacontenttype must be JSON, not ${shown(known.datacontenttype)}`;
    return eventProblem('bad-event', '/datacontenttype', detail);
  }
  return null;
}
