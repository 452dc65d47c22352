import type { TLocalizedValidationError } from 'typebox/error';
import { eventProblem, type EventProblem } from './problem.ts';
import { pointerStep, storable } from './text.ts';

const LONGEST_SHOWN = 80;

/** The value as JSON, short enough for a sentence. */
export function shown(value: unknown): string {
  const kind = Array.isArray(value) ? 'an array' : value !== null && typeof value === 'object' ? 'an object' : null;
  if (kind !== null) return kind;
  const text = JSON.stringify(storable(String(value), LONGEST_SHOWN + 1));
  const json = typeof value === 'string' ? text : text.slice(1, -1);
  // No half of a pair is left at the end: it could be neither shown nor kept.
  return json.length > LONGEST_SHOWN ? `${json.slice(0, LONGEST_SHOWN).replace(/[\ud800-\udbff]$/, '')}…` : json;
}

/** `/data/to/agent` → `data.to.agent`. */
const named = (pointer: string) => pointer.slice(1).replaceAll('/', '.');

const KINDS: Readonly<Record<string, string>> = {
  string: 'text',
  boolean: 'true or false',
  number: 'a number',
  integer: 'a whole number',
  object: 'an object',
};

const FORMATS: Readonly<Record<string, string>> = {
  identifier: 'at most 512 bytes of UTF-8',
  'date-time': 'an RFC 3339 time with offset that exists',
};

/** What the field should have been. */
function wanted(error: TLocalizedValidationError): string {
  switch (error.keyword) {
    case 'enum':
      return `one of ${error.params.allowedValues.join(', ')}`;
    case 'const':
      return `${shown(error.params.allowedValue)}`;
    case 'type':
      return KINDS[String(error.params.type)] ?? String(error.params.type);
    case 'minLength':
      return 'text that is not empty';
    case 'maxLength':
      return `at most ${error.params.limit} characters`;
    case 'minimum':
      return `at least ${error.params.limit}`;
    case 'format':
      return FORMATS[error.params.format] ?? error.params.format;
    case 'pattern':
      return `text that matches ${String(error.params.pattern)}`;
    default:
      return error.message;
  }
}

function valueAt(root: unknown, pointer: string): unknown {
  let value = root;
  for (const step of pointer.split('/').slice(1)) {
    value = (value as Record<string, unknown> | undefined)?.[step.replaceAll('~1', '/').replaceAll('~0', '~')];
  }
  return value;
}

/** The first of a validator's errors about `data`, as a problem that names the field and the value. */
export function explainData(data: unknown, errors: readonly TLocalizedValidationError[]): EventProblem {
  const error = errors[0];
  if (error === undefined) return eventProblem('bad-data', '/data', 'data does not fit its type');
  const pointer = `/data${error.instancePath}`;
  if (error.keyword === 'required') {
    const missing = pointer + pointerStep(error.params.requiredProperties[0] ?? '');
    return eventProblem('bad-data', missing, `${named(missing)} is missing`);
  }
  const value = shown(valueAt(data, error.instancePath));
  return eventProblem('bad-data', pointer, `${named(pointer)} must be ${wanted(error)}, not ${value}`);
}
