import { html } from 'hono/html';
import type { MediaType } from '../types.ts';
import { NOTHING, type Html } from './html.ts';

const textOf = (value: unknown) => (typeof value === 'string' ? value : JSON.stringify(value, null, 2));

export function code(value: unknown): Html {
  return html`<pre><code>${textOf(value)}</code></pre>`;
}

function folded(name: string, value: unknown): Html {
  return html`<details>
    <summary>Example: ${name}</summary>
    ${code(value)}
  </details>`;
}

/** Every example of a body, folded. */
export function exampleList({ examples }: MediaType): Html {
  if (examples === undefined) return NOTHING;
  return html`${Object.entries(examples).map(([name, { value }]) => folded(name, value))}`;
}

/** The first of a schema's own. */
export function schemaExample(examples: unknown): Html {
  return Array.isArray(examples) && examples.length > 0 ? code(examples[0]) : NOTHING;
}
