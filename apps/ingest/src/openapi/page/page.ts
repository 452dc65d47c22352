import { createHash } from 'node:crypto';
import { html, raw } from 'hono/html';
import { answersOf } from '../answers.ts';
import type { OpenApiDocument } from '../types.ts';
import { code } from './example.ts';
import { slug, type Html } from './html.ts';
import { prose } from './prose.ts';
import { anchored, sectionsOf } from './sections.ts';
import { STYLE } from './style.ts';

const hash = createHash('sha256').update(STYLE).digest('base64');

/** The page needs its own style and nothing else, so nothing else is let in. */
export const PAGE_HEADERS: Readonly<Record<string, string>> = {
  'Content-Type': 'text/html; charset=utf-8',
  'Content-Security-Policy': `default-src 'none'; style-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
};

/** Nothing of the request is put into the page, so it is the same for everybody. */
const TRY = `KEY=$(npx -y pnpm@12.21.0 --silent finest-hour keys create --name me --scopes ingest)

curl http://127.0.0.1:4100/v1/events -H "authorization: Bearer $KEY" \\
  -H 'content-type: application/cloudevents+json' \\
  -d '{"specversion":"1.0","id":"1","source":"hello","type":"case.opened","subject":"hello-1",
       "time":"'"$(date -u +%Y-%m-%dT%H:%M:%SZ)"'","data":{"customer":"someone","channel":"phone"}}'`;

function tryIt(): Html {
  const receipt = answersOf('receiveEvents', 200)['event']?.body;
  return html`<section id="try-it">
    <h2>Try it</h2>
    ${code(TRY)}
    <p>The answer is a receipt, sent only after the event is stored:</p>
    ${code(JSON.stringify(receipt))}
  </section>`;
}

/** The document as a page: whole without scripts, readable at any width, in light and dark. */
export function renderPage(document: OpenApiDocument): Html {
  const { title, version, summary, description } = document.info;
  const sections = sectionsOf(document);
  const links = ['Try it', ...sections.map((section) => section.title)].map(
    (name) => html`<li><a href="#${slug(name)}">${name}</a></li>`,
  );
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${title}</title>
        ${raw(`<style>${STYLE}</style>`)}
      </head>
      <body>
        <nav aria-label="Contents">
          <ul>
            ${links}
          </ul>
        </nav>
        <main>
          <header>
            <h1>${title}</h1>
            <p class="summary">${summary}</p>
            <p>Version ${version}, <a href="/openapi.json">OpenAPI 3.1</a>.</p>
          </header>
          ${prose(description)} ${tryIt()} ${sections.map(anchored)}
        </main>
      </body>
    </html>`;
}
