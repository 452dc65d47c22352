import { html } from 'hono/html';
import type { Schema } from '../types.ts';
import { NOTHING, slug, type Html } from './html.ts';

const FORMATS: Readonly<Record<string, string>> = {
  'date-time': 'a time (RFC 3339, with offset)',
  identifier: 'an id',
  uuid: 'a UUID',
};

const KINDS: Readonly<Record<string, string>> = {
  string: 'text',
  boolean: 'true or false',
  integer: 'a whole number',
  number: 'a number',
  object: 'an object',
  array: 'a list',
  null: 'null',
};

const list = (value: unknown): readonly Schema[] => (Array.isArray(value) ? (value as readonly Schema[]) : []);

/** `#/components/schemas/case.opened` → `case.opened` */
export const nameOf = (ref: unknown) => String(ref).slice(String(ref).lastIndexOf('/') + 1);

function joined(parts: readonly Html[], between: string): Html {
  return html`${parts.map((part, index) => html`${index === 0 ? '' : between}${part}`)}`;
}

function values(of: readonly unknown[]): Html {
  return joined(
    of.map((value) => html`<code>${String(value)}</code>`),
    ', ',
  );
}

function bounds({ minLength, maxLength, minimum, maximum, maxItems, pattern }: Schema): string {
  const length = maxLength === undefined ? '' : `, ${String(minLength ?? 0)} to ${String(maxLength)} characters`;
  const range = maximum !== undefined ? `, ${String(minimum)} to ${String(maximum)}` : '';
  const least = maximum === undefined && minimum !== undefined ? `, ${String(minimum)} or more` : '';
  const items = maxItems === undefined ? '' : `, at most ${Number(maxItems).toLocaleString('en-US')}`;
  return `${length}${range}${least}${items}${pattern === undefined ? '' : `, matching ${String(pattern)}`}`;
}

function object(schema: Schema): Html {
  const required = list(schema['required']) as unknown as readonly string[];
  const fields = Object.entries((schema['properties'] ?? {}) as Readonly<Record<string, Schema>>);
  const parts = fields.map(
    ([name, field]) => html`<code>${name}</code>${required.includes(name) ? '' : '?'} (${words(field)})`,
  );
  return parts.length === 0 ? html`an object` : html`{ ${joined(parts, ', ')} }`;
}

function plain(schema: Schema): Html {
  const types = [schema['type'] ?? []].flat().map(String);
  if (types.includes('object')) return object(schema);
  if (types.includes('array')) return html`a list of ${words((schema['items'] ?? {}) as Schema)}${bounds(schema)}`;
  const format = schema['format'] === undefined ? undefined : FORMATS[String(schema['format'])];
  const kinds = types.map((type) => (type === 'string' && format !== undefined ? format : (KINDS[type] ?? type)));
  return html`${kinds.join(' or ')}${bounds(format === undefined ? schema : {})}`;
}

/** What a value must be, in words; a component is linked. */
export function words(schema: Schema): Html {
  if ('$ref' in schema) return html`<a href="#${slug(nameOf(schema['$ref']))}">${nameOf(schema['$ref'])}</a>`;
  if ('const' in schema) return html`<code>${String(schema['const'])}</code>`;
  if (Array.isArray(schema['enum'])) return html`one of ${values(schema['enum'])}`;
  const either = [...list(schema['oneOf']), ...list(schema['anyOf'])];
  if (either.length > 0) return joined(either.map(words), ' or ');
  return plain(schema);
}

/** What it is when nothing is said. */
export function defaultOf(schema: Schema): Html {
  return schema['default'] === undefined ? NOTHING : html`; <code>${String(schema['default'])}</code> if left out`;
}
