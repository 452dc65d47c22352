/** Takes the pictures in docs/screenshots: every page of the demo, at both widths, in both themes. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { CasePage } from '@finest-hour/metrics';
import type { Browser } from 'playwright-core';
import { launchBrowser } from '../support/browser.ts';
import { root, startProduct, type Product } from '../support/product.ts';

const folder = join(root, 'docs', 'screenshots');
/** A case that was passed on often enough to show what a chain looks like. */
async function passedAround(product: Product): Promise<string> {
  const key = (await product.cli('keys', 'create', '--name', 'screenshots', '--scopes', 'read')).trim();
  const response = await fetch(`${product.dashboardUrl}/api/v1/cases?limit=100`, {
    headers: { authorization: `Bearer ${key}` },
  });
  const { cases } = (await response.json()) as CasePage;
  const chosen = cases.find(({ teamHandOffs, handOffs }) => teamHandOffs >= 3 && handOffs >= 1) ?? cases[0];
  return `/cases/${encodeURIComponent(chosen?.id ?? '')}`;
}

async function take(browser: Browser, product: Product, pages: Readonly<Record<string, string>>): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    for (const width of [1440, 390]) {
      const context = await browser.newContext({ viewport: { width, height: width === 390 ? 844 : 900 }, colorScheme });
      const page = await context.newPage();
      for (const [name, path] of Object.entries(pages)) {
        await page.goto(`${product.dashboardUrl}${path}`, { waitUntil: 'networkidle' });
        await page.screenshot({ path: join(folder, `${name}-${width}-${colorScheme}.png`), fullPage: width !== 390 });
      }
      await context.close();
    }
  }
}

mkdirSync(folder, { recursive: true });
const product = await startProduct('company');
const browser = await launchBrowser();
try {
  await take(browser, product, {
    monday: '/',
    ownership: '/ownership',
    loyalty: '/loyalty',
    playbook: '/playbook',
    cases: '/cases',
    case: await passedAround(product),
    empty: '/?from=2019-01-01&to=2019-04-01',
    vanity: '/vanity',
  });
} finally {
  await browser.close();
  await product.stop();
}
