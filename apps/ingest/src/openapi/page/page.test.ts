import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { send } from '../contract/send.ts';
import { operationsOf } from '../contract/operations.ts';
import { openApiDocument } from '../document.ts';
import type { OpenApiDocument } from '../types.ts';
import { renderPage } from './page.ts';

const document = openApiDocument();
const response = await send({ method: 'GET', path: '/docs' });
const page = await response.text();

test('every operation, event type, problem and shape has its place', () => {
  const ids = new Set([...page.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id));
  const names = [
    ...operationsOf(document).map(({ operation }) => operation.operationId),
    ...Object.keys(document.components.schemas).map((name) => name.toLowerCase()),
  ];
  expect(names.filter((name) => !ids.has(name))).toEqual([]);
});

test('every link leads to a place on the page, or to the document', () => {
  const ids = new Set([...page.matchAll(/ id="([^"]+)"/g)].map(([, id]) => `#${id}`));
  const links = [...page.matchAll(/ href="([^"]+)"/g)].map(([, href]) => href ?? '');
  expect(links.length).toBeGreaterThan(50);
  expect(links.filter((href) => !ids.has(href) && href !== '/openapi.json')).toEqual([]);
});

test('it loads nothing, runs nothing, and its policy lets nothing in but its own style', () => {
  expect(page).not.toMatch(/<(script|link|img|iframe|object|embed|form)\b|@import|url\(|\son\w+=|\sstyle=/);
  const [, style = ''] = /<style>([\s\S]*)<\/style>/.exec(page) ?? [];
  const hash = createHash('sha256').update(style).digest('base64');
  expect(response.headers.get('content-security-policy')).toBe(
    `default-src 'none'; style-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
  );
});

test('what is in the document is text on the page, whatever it holds', async () => {
  const evil = '<script>alert("1")</script>';
  const changed = JSON.parse(
    JSON.stringify(document).replaceAll('Events in, a receipt out', evil.replaceAll('"', '\\"')),
  );
  const rendered = String(await renderPage(changed as OpenApiDocument));
  expect(rendered).not.toContain('<script');
  expect(rendered).toContain('&lt;script&gt;alert(&quot;1&quot;)');
});
