import { Hono } from 'hono';
import { refuseOtherMethods } from '../method-not-allowed.ts';
import { openApiDocument } from './document.ts';
import { PAGE_HEADERS, renderPage } from './page/page.ts';

/** The same for as long as the process lives, and made when somebody first asks. */
function once<Value>(make: () => Value): () => Value {
  let made: { readonly value: Value } | null = null;
  return () => (made ??= { value: make() }).value;
}

const documentText = once(() => JSON.stringify(openApiDocument()));
const pageText = once(async () => String(await renderPage(openApiDocument())));

/** `/openapi.json`, and `/docs`, which renders it. Both are for everybody. */
export function openApiRoute(): Hono {
  const route = new Hono();
  route.get('/openapi.json', (context) => context.body(documentText(), 200, { 'Content-Type': 'application/json' }));
  route.get('/docs', async (context) => context.body(await pageText(), 200, PAGE_HEADERS));
  refuseOtherMethods(route, { '/openapi.json': 'GET', '/docs': 'GET' });
  return route;
}
