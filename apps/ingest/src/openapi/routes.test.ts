import { expect, test } from 'vitest';
import { createIngestApp } from '../app.ts';
import { memoryDeps } from '../testing/memory-deps.ts';
import { operationsOf } from './contract/operations.ts';
import { openApiDocument } from './document.ts';
import { METHODS } from './types.ts';

/** `/v1/rejected-events/:id/replay` → `/v1/rejected-events/{id}/replay` */
const asPath = (path: string) => path.replaceAll(/:(\w+)/g, '{$1}');

const document = openApiDocument();
const documented = operationsOf(document).map(({ method, path }) => `${method} ${path}`);
// What ends in a star goes before others; it answers nothing.
const routes = createIngestApp(memoryDeps()).routes.filter(({ path }) => !path.endsWith('*'));

test('every route of the app is in the document, and the other way round', () => {
  const served = routes
    .map(({ method, path }) => ({ method: method.toLowerCase(), path: asPath(path) }))
    .filter(({ method }) => METHODS.some((known) => known === method));
  const names = new Set(served.map(({ method, path }) => `${method} ${path}`));
  expect([...names].toSorted()).toEqual(documented.toSorted());
});

test('a route for any method stands only where some method is documented', () => {
  const others = routes.filter(({ method }) => method === 'ALL').map(({ path }) => asPath(path));
  expect(others.filter((path) => !(path in document.paths))).toEqual([]);
});
