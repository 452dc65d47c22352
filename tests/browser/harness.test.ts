import { createServer } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { accessibilityBreaches, launchBrowser } from '../support/browser.ts';

// The tools of the other tests here, tried on pages whose faults are known.
const pages: Readonly<Record<string, string>> = {
  '/good':
    '<!doctype html><html lang="en"><title>Good</title><main><h1>Good</h1><p>Nothing is wrong.</p></main></html>',
  '/bad': '<!doctype html><html><title>Bad</title><main><h1>Bad</h1><img src="data:,"></main></html>',
};
const server = createServer((request, response) => {
  response.setHeader('content-type', 'text/html; charset=utf-8').end(pages[request.url ?? ''] ?? '');
});
let browser: Browser;
let origin: string;

beforeAll(async () => {
  await once(server.listen(0, '127.0.0.1'), 'listening');
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser.close();
  server.close();
});

test('a browser opens a page served on loopback', async () => {
  const page = await browser.newPage();
  await page.goto(`${origin}/good`);
  expect(await page.getByRole('heading').innerText()).toBe('Good');
});

test('the accessibility check passes a sound page and names what is wrong with another', async () => {
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(`${origin}/good`);
  expect(await accessibilityBreaches(page)).toEqual([]);
  await page.goto(`${origin}/bad`);
  const ids = (await accessibilityBreaches(page)).map((breach) => breach.split(':')[0]);
  expect(ids.sort()).toEqual(['html-has-lang', 'image-alt']);
});
