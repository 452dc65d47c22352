import { html } from 'hono/html';
import type { Html } from './html.ts';

const INLINE = /`([^`]+)`|\[([^\]]+)\]\((#[\w.-]+)\)/g;

/** Code and links within a sentence. */
export function inline(text: string): Html {
  const pieces: (Html | string)[] = [];
  let end = 0;
  for (const match of text.matchAll(INLINE)) {
    const [whole, code, label, href] = match;
    pieces.push(text.slice(end, match.index));
    pieces.push(code === undefined ? html`<a href="${href}">${label}</a>` : html`<code>${code}</code>`);
    end = match.index + whole.length;
  }
  return html`${pieces}${text.slice(end)}`;
}

function block(text: string): Html {
  if (!text.startsWith('- ')) return html`<p>${inline(text)}</p>`;
  const items = text.split('\n').map((line) => html`<li>${inline(line.slice(2))}</li>`);
  return html`<ul>
    ${items}
  </ul>`;
}

/** As much of CommonMark as the descriptions use: paragraphs, lists, code and links. */
export function prose(text: string): Html {
  return html`${text.split('\n\n').map(block)}`;
}
