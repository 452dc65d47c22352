import { html } from 'hono/html';
import type { Schema } from '../types.ts';
import { NOTHING, type Html } from './html.ts';
import { inline } from './prose.ts';
import { defaultOf, words } from './schema-words.ts';

export interface Field {
  readonly name: string;
  readonly required: boolean;
  readonly schema: Schema;
  readonly description?: string;
  /** Where it stands, if that has to be said. */
  readonly place?: string;
}

/** The fields of an object. */
export function fieldsOf(schema: Schema): readonly Field[] {
  const required = (schema['required'] ?? []) as readonly string[];
  const properties = (schema['properties'] ?? {}) as Readonly<Record<string, Schema>>;
  return Object.entries(properties).map(([name, field]) => ({
    name,
    required: required.includes(name),
    schema: field,
    ...(typeof field['description'] === 'string' && { description: field['description'] }),
  }));
}

function row({ name, required, schema, description, place }: Field): Html {
  const marks = [place, required ? 'required' : undefined].filter((mark) => mark !== undefined).join(', ');
  return html`<div>
    <dt><code>${name}</code>${marks === '' ? '' : html` <small>${marks}</small>`}</dt>
    <dd>
      ${words(schema)}${defaultOf(schema)}${description === undefined ? '' : html`. ${inline(description)}`}${schema['personal'] === true ? '. Goes when the person is erased' : ''}
    </dd>
  </div>`;
}

export function fieldList(fields: readonly Field[]): Html {
  return fields.length === 0 ? NOTHING : html`<dl class="fields">${fields.map(row)}</dl>`;
}
