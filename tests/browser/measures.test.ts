import type { Report, ReportGroup } from '@finest-hour/metrics';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { accessibilityBreaches, launchBrowser } from '../support/browser.ts';
import { readDuration, rounded, shownAndTold, type Told } from '../support/figures.ts';
import { startProduct, type Product } from '../support/product.ts';

// The simulated company, where all four headline measures have a value.
let product: Product;
let browser: Browser;
let report: Report;

beforeAll(async () => {
  product = await startProduct('company');
  browser = await launchBrowser();
  const key = (await product.cli('keys', 'create', '--name', 'measures', '--scopes', 'read')).trim();
  const response = await fetch(`${product.dashboardUrl}/api/v1/report?by=channel`, {
    headers: { authorization: `Bearer ${key}` },
  });
  expect(response.status).toBe(200);
  report = (await response.json()) as Report;
});
afterAll(async () => {
  await browser?.close();
  await product?.stop();
});

interface Look {
  readonly width?: number;
  readonly dark?: boolean;
  readonly javaScript?: boolean;
}

async function open(path: string, { width = 1440, dark = false, javaScript = true }: Look = {}): Promise<Page> {
  const context = await browser.newContext({
    viewport: { width, height: 844 },
    colorScheme: dark ? 'dark' : 'light',
    javaScriptEnabled: javaScript,
  });
  const page = await context.newPage();
  const response = await page.goto(`${product.dashboardUrl}${path}`);
  expect(response?.status(), path).toBe(200);
  return page;
}

async function expectShares(page: Page, shares: Readonly<Record<string, Told>>): Promise<void> {
  for (const [name, estimate] of Object.entries(shares)) {
    const { shown, told } = await shownAndTold(page, name, estimate);
    expect(shown, name).toEqual(told);
  }
}

async function expectDuration(page: Page, name: string, seconds: number | null): Promise<void> {
  expect(seconds, name).not.toBeNull();
  const read = readDuration(await page.locator(`[data-measure="${name}"]`).first().innerText());
  expect((seconds ?? 0) - read.seconds, name).toBeGreaterThanOrEqual(0);
  expect((seconds ?? 0) - read.seconds, name).toBeLessThan(read.unitSeconds);
}

async function expectCount(page: Page, name: string, count: number): Promise<void> {
  const text = await page.locator(`[data-measure="${name}"]`).first().innerText();
  expect(Number(text.replace(/[^\d]/g, '')), name).toBe(count);
}

/** Rows of the breakdown by channel, where there are enough to compare. */
async function expectRows(page: Page, name: string, shareOf: (group: ReportGroup) => Told & { n: number }) {
  const compared = report.groups.filter((group) => shareOf(group).n >= 30 && shareOf(group).value !== null);
  expect(compared.length).toBeGreaterThan(2);
  for (const group of compared) {
    const row = page.locator(`[data-group="${group.key ?? ''}"]`).first();
    const text = await row.locator(`[data-measure="${name}"]`).innerText();
    expect(text.replace(/[^\d.]/g, ''), group.key ?? '').toBe(rounded(shareOf(group).value ?? NaN, text));
  }
}

test('the first page tells the four headline measures beside each other, each with its verdict', async () => {
  const { recoveryRate, timeToOwnership, handOffs, repeatLoyalty } = report.measures;
  const page = await open('/');
  await expectShares(page, {
    recoveryRate,
    'timeToOwnership.withinTarget': timeToOwnership.withinTarget,
    'handOffs.neverPassedOn': handOffs.neverPassedOn,
    repeatLoyalty: repeatLoyalty as Told,
  });
  const words = await page.locator('[data-verdict]').allInnerTexts();
  expect(words).toHaveLength(4);
  for (const word of words) expect(word.trim()).toMatch(/^(better|worse|can’t tell)$/);
  await page.context().close();
});

test('on a phone all four are above the fold', async () => {
  const page = await open('/', { width: 390 });
  const nav = await page.getByRole('navigation').boundingBox();
  const last = await page.locator('[data-measure="repeatLoyalty"]').boundingBox();
  expect((last?.y ?? Infinity) + (last?.height ?? 0)).toBeLessThanOrEqual(nav?.y ?? 0);
  await page.context().close();
});

describe('the page on ownership', () => {
  test('tells what the JSON tells', async () => {
    const ownership = report.measures.timeToOwnership;
    const page = await open('/ownership');
    await expectShares(page, {
      'timeToOwnership.withinTarget': ownership.withinTarget,
      'timeToOwnership.firstOwnerResolved': ownership.firstOwnerResolved,
      'timeToOwnership.ownedThenDropped': ownership.ownedThenDropped,
    });
    await expectDuration(page, 'timeToOwnership.medianSeconds', ownership.medianSeconds.value);
    await expectDuration(page, 'timeToOwnership.p90Seconds', ownership.p90Seconds.value);
    await expectDuration(page, 'timeToOwnership.runAround.medianSeconds', ownership.runAround.medianSeconds.value);
    await expectDuration(page, 'timeToOwnership.fixing.p90Seconds', ownership.fixing.p90Seconds.value);
    await expectCount(page, 'timeToOwnership.waiting', ownership.waiting);
    await expectCount(page, 'timeToOwnership.neverOwned', ownership.neverOwned);
    await expectRows(page, 'timeToOwnership.withinTarget', ({ measures }) => measures.timeToOwnership.withinTarget);
    await page.context().close();
  });

  test('has the figures of its curve in a table: at the target they are those of the measure', async () => {
    const page = await open('/ownership');
    await page.getByText('The figures behind it').click();
    const row = page.locator('tr', { has: page.getByRole('rowheader', { name: /^1\sh$/ }) });
    const { value, low, high } = report.measures.timeToOwnership.withinTarget;
    const cells = await row.getByRole('cell').allInnerTexts();
    expect(cells[0]).toMatch(new RegExp(`^${rounded(value ?? NaN, cells[0] ?? '')}\\s%$`));
    expect(cells[1]).toMatch(
      new RegExp(`^${rounded(low ?? NaN, cells[1] ?? '')}–${rounded(high ?? NaN, cells[1] ?? '')}\\s%$`),
    );
    await page.context().close();
  });
});

test('the page on loyalty tells what the JSON tells', async () => {
  const loyalty = report.measures.repeatLoyalty;
  if (loyalty === null) throw new Error('the company has no purchases');
  const page = await open('/loyalty');
  await expectShares(page, {
    repeatLoyalty: loyalty,
    ...Object.fromEntries(Object.entries(loyalty.at).map(([days, told]) => [`repeatLoyalty.at.${days}`, told])),
    'repeatLoyalty.baseline': loyalty.baseline as Told,
    'repeatLoyalty.matched': loyalty.matched,
    'repeatLoyalty.recovered': loyalty.recovered,
    'repeatLoyalty.notRecovered': loyalty.notRecovered,
  });
  const difference = page.locator('[data-measure="repeatLoyalty.difference"]');
  for (const end of ['value', 'low', 'high'] as const)
    expect(Number(await difference.getAttribute(`data-${end}`)), end).toBe(loyalty.difference[end]);
  expect(await page.locator('main').innerText()).toContain('Association, not proof; the groups already differed.');
  await expectRows(page, 'repeatLoyalty', ({ measures }) => measures.repeatLoyalty as Told & { n: number });
  await page.context().close();
});

describe.each(['/', '/ownership', '/loyalty'])('%s', (path) => {
  test.each([
    [390, false],
    [390, true],
    [1440, false],
    [1440, true],
  ])('has no barrier and does not scroll sideways at %d px, dark: %s', async (width, dark) => {
    const page = await open(path, { width, dark });
    expect(await accessibilityBreaches(page)).toEqual([]);
    const overflow = await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth');
    expect(overflow).toBeLessThanOrEqual(0);
    expect(await page.locator('main svg:visible').count()).toBeGreaterThan(0);
    await page.context().close();
  });
});

test('curves are drawn on the server, at a width of their own for phones', async () => {
  for (const [width, drawn] of [
    [1440, '720'],
    [390, '358'],
  ] as const) {
    const page = await open('/loyalty', { width, javaScript: false });
    const curves = page.locator('figure [role="img"] svg:visible');
    expect(await curves.count()).toBe(2);
    expect(await curves.first().getAttribute('width')).toBe(drawn);
    await page.context().close();
  }
});
