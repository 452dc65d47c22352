import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { openApiRoute } from '@finest-hour/ingest';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { accessibilityBreaches, launchBrowser } from '../support/browser.ts';

let browser: Browser;
let server: Server;
let url: string;

beforeAll(async () => {
  const answer = await openApiRoute().request('/docs');
  const page = await answer.text();
  server = createServer((_, response) => response.writeHead(200, Object.fromEntries(answer.headers)).end(page));
  await once(server.listen(0, '127.0.0.1'), 'listening');
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/docs`;
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser?.close();
  server?.closeAllConnections();
  server?.close();
});

test.each([
  [390, 'light'],
  [1440, 'dark'],
] as const)(
  '/docs of ingest, %d pixels wide and %s, is for everybody, fits, and asks for nothing else',
  async (width, colorScheme) => {
    const context = await browser.newContext({ viewport: { width, height: 900 }, colorScheme });
    const page = await context.newPage();
    const asked: string[] = [];
    const complaints: string[] = [];
    page.on('request', (request) => asked.push(request.url()));
    page.on('console', (message) => complaints.push(message.text()));
    await page.goto(url);
    // What is folded is looked at too.
    await page.evaluate("document.querySelectorAll('details').forEach((one) => (one.open = true))");
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(width);
    expect(await accessibilityBreaches(page)).toEqual([]);
    expect([asked, complaints]).toEqual([[url], []]);
    await context.close();
  },
);
