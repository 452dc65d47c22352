import { html } from 'hono/html';
import type { Answer, Content, Header, Method, Operation, Parameter } from '../types.ts';
import { exampleList } from './example.ts';
import { fieldList } from './fields.ts';
import { NOTHING, type Html } from './html.ts';
import { inline, prose } from './prose.ts';
import { words } from './schema-words.ts';

function contentList(content: Content | undefined): Html {
  if (content === undefined) return NOTHING;
  const types = Object.entries(content).map(([mediaType, media]) => {
    const { description } = media.schema;
    const line = media['x-itemSchema'];
    return html`<div class="media">
      <p>
        <code>${mediaType}</code>:
        ${line === undefined ? words(media.schema) : html`lines of ${words(line)}`}${typeof description === 'string' ? html`. ${inline(description)}` : ''}
      </p>
      ${exampleList(media)}
    </div>`;
  });
  return html`${types}`;
}

const PLACES = { path: 'in the path', query: 'in the query', header: 'header' } as const;

function parameterList(parameters: readonly Parameter[] | undefined): Html {
  if (parameters === undefined) return NOTHING;
  const fields = parameters.map(({ name, required = false, schema, description, in: place }) => ({
    name,
    required,
    schema,
    description,
    place: PLACES[place],
  }));
  return html`<h4>Parameters</h4>
    ${fieldList(fields)}`;
}

/** Those of its own; what comes with every answer is told once, at the beginning. */
function headerList(headers: Answer['headers']): Html {
  const entries = Object.entries(headers ?? {}).filter((entry): entry is [string, Header] => !('$ref' in entry[1]));
  if (entries.length === 0) return NOTHING;
  const rows = entries.map(
    ([name, { description, example }]) =>
      html`<div>
        <dt><code>${name}</code></dt>
        <dd>${inline(description)}${example === undefined ? '' : html` <code>${example}</code>`}</dd>
      </div>`,
  );
  return html`<dl class="fields">${rows}</dl>`;
}

/** An answer: its status, what it means, its headers, and what it holds, with examples. */
export function answer(status: string, { description, headers, content }: Answer): Html {
  return html`<div class="answer">
    <p><code class="status">${status}</code> ${inline(description)}</p>
    ${headerList(headers)} ${contentList(content)}
  </div>`;
}

function whoMay({ security }: Operation): string {
  const scopes = security.flatMap(({ key }) => key).map((scope) => `\`${scope}\``);
  return scopes.length === 0 ? 'For everybody; no key.' : `For a key with the scope ${scopes.join(' or ')}.`;
}

export function operationSection(path: string, method: Method, operation: Operation): Html {
  const { operationId, summary, description, parameters, requestBody, responses } = operation;
  const body =
    requestBody === undefined
      ? NOTHING
      : html`<h4>Body</h4>
          <p>${inline(requestBody.description)}${requestBody.required ? '' : ' It may be left out.'}</p>
          ${contentList(requestBody.content)}`;
  return html`<article id="${operationId}">
    <h3><span class="method ${method}">${method.toUpperCase()}</span> <code>${path}</code></h3>
    <p class="summary">${summary}</p>
    <p>${inline(whoMay(operation))}</p>
    ${prose(description)} ${parameterList(parameters)} ${body}
    <h4>Answers</h4>
    ${Object.entries(responses).map(([status, told]) => answer(status, told))}
  </article>`;
}
