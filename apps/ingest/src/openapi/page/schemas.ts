import { html } from 'hono/html';
import type { Schema } from '../types.ts';
import { schemaExample } from './example.ts';
import { fieldList, fieldsOf } from './fields.ts';
import { NOTHING, slug, type Html } from './html.ts';
import { inline } from './prose.ts';
import { nameOf, words } from './schema-words.ts';

export type Schemas = Readonly<Record<string, Schema>>;

function heading(name: string, { title }: Schema): Html {
  return html`<h3><code>${name}</code>${title === name || title === undefined ? '' : html` ${String(title)}`}</h3>`;
}

function described({ description }: Schema): Html {
  return typeof description === 'string' ? html`<p>${inline(description)}</p>` : NOTHING;
}

/** A component: its fields, or what it is one of, and an example. */
export function schemaSection(name: string, schema: Schema): Html {
  const isChoice = 'oneOf' in schema || schema['type'] === 'array';
  return html`<article id="${slug(name)}">
    ${heading(name, schema)} ${described(schema)}
    ${isChoice ? html`<p>${words(schema)}.</p>` : fieldList(fieldsOf(schema))} ${schemaExample(schema['examples'])}
  </article>`;
}

/** An event type: the fields of its data, and an event as it is sent. */
export function eventSection(name: string, schema: Schema): Html {
  const data = ((schema['properties'] as Schemas | undefined)?.['data'] ?? {}) as Schema;
  const fields = fieldsOf(data);
  return html`<article id="${slug(name)}">
    ${heading(name, schema)} ${described(schema)}
    ${fields.length === 0 ? html`<p>No fields of its own.</p>` : fieldList(fields)}
    <details>
      <summary>Example: ${nameOf(name)}</summary>
      ${schemaExample(schema['examples'])}
    </details>
  </article>`;
}

/** A problem: its status, what to do, what it tells beside, and one that was told. */
export function problemSection(name: string, schema: Schema): Html {
  const properties = (schema['properties'] ?? {}) as Schemas;
  const status = properties['status']?.['const'];
  const own = fieldsOf(schema).filter((field) => !['type', 'title', 'status', 'detail'].includes(field.name));
  return html`<article id="${slug(name)}">
    <h3>
      ${status === undefined ? '' : html`<code>${String(status)}</code> `}<code
        >${name.slice(name.indexOf('.') + 1)}</code
      >
      ${String(schema['title'])}
    </h3>
    ${described(schema)} ${fieldList(own)} ${schemaExample(schema['examples'])}
  </article>`;
}
