import type { Report, ReportGroup } from '@finest-hour/metrics';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { accessibilityBreaches, launchBrowser } from '../support/browser.ts';
import { countsIn } from '../support/counts-in.ts';
import { readDuration, rounded, shownAndTold, type Told } from '../support/figures.ts';
import { startProduct, type Product } from '../support/product.ts';

// The simulated company, where all four headline measures have a value.
let product: Product;
let browser: Browser;
let report: Report;
let key: string;

async function read(query: string): Promise<Report> {
  const response = await fetch(`${product.dashboardUrl}/api/v1/report?${query}`, {
    headers: { authorization: `Bearer ${key}` },
  });
  expect(response.status, query).toBe(200);
  return (await response.json()) as Report;
}

beforeAll(async () => {
  product = await startProduct('company');
  browser = await launchBrowser();
  key = (await product.cli('keys', 'create', '--name', 'measures', '--scopes', 'read')).trim();
  report = await read('by=channel');
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
async function expectRows(
  page: Page,
  name: string,
  shareOf: (group: ReportGroup) => Told & { n: number },
  { groups }: Report = report,
) {
  const compared = groups.filter((group) => shareOf(group).n >= 30 && shareOf(group).value !== null);
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

test('the first page tells what changed as the JSON does, and its sentence the same figures', async () => {
  const page = await open('/');
  const told = report.measures.knownCause.value ?? 0;
  const { moved } = await read(`by=${told >= 0.5 ? 'cause' : 'team'}&compare=previous`);
  const all = page.locator('#changed ~ .scroll tr.whole');
  const part = async (row: typeof all, name: string) =>
    Number(await row.locator(`[data-moved="${name}"]`).getAttribute('value'));
  expect(await part(all, 'mix')).toBe(moved?.mix);
  expect(await part(all, 'rate')).toBe(moved?.rate.value);
  for (const { key, mix, rate } of moved?.groups.filter(({ adjusted }) => adjusted !== null) ?? []) {
    const row = page.locator(`[data-moved-group="${key ?? ''}"]`);
    expect([await part(row, 'mix'), await part(row, 'rate')], key ?? '').toEqual([mix, rate]);
  }
  const figure = page.locator('h1 [data-figure="recoveryRate"]');
  expect(Number(await figure.getAttribute('value'))).toBe(moved?.after.value);
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
    await page.getByText('The figures behind it').first().click();
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

/** The period that a page stands on, from its picker. */
async function periodOf(page: Page): Promise<string> {
  const [from, to] = await Promise.all(
    ['from', 'to'].map((name) => page.locator(`.picker input[name="${name}"]`).getAttribute('value')),
  );
  return `from=${from ?? ''}&to=${to ?? ''}`;
}

test('the page on loyalty opens on weeks that have been watched, says so, and tells what the JSON tells of them', async () => {
  const page = await open('/loyalty');
  expect(await page.locator('main').innerText()).toContain('watched for 90 days after their verdicts');
  const watched = await read(`${await periodOf(page)}&by=channel`);
  // 13 weeks, and 44 + 90 days to now.
  expect(Date.parse(watched.to) - Date.parse(watched.from)).toBe(91 * 86_400_000);
  expect(Date.parse(watched.asOf) - Date.parse(watched.to)).toBeGreaterThan(134 * 86_400_000 - 1);
  const loyalty = watched.measures.repeatLoyalty;
  if (loyalty === null) throw new Error('the company has no purchases');
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
  await expectRows(page, 'repeatLoyalty', ({ measures }) => measures.repeatLoyalty as Told & { n: number }, watched);
  await page.context().close();
});

test('a period that is asked for is the same on every page', async () => {
  const period = `from=${report.from}&to=${report.to}`;
  for (const path of ['/', '/ownership', '/loyalty', '/playbook']) {
    const page = await open(`${path}?${period}`);
    expect(await periodOf(page), path).toBe(period);
    await page.context().close();
  }
});

describe('a trend', () => {
  const monthsOf = (path: string) => `${path}?from=${report.from}&to=${report.to}&by=month`;

  test.each([
    ['/', ({ measures }: ReportGroup) => measures.recoveryRate],
    ['/ownership', ({ measures }: ReportGroup) => measures.timeToOwnership.withinTarget],
  ] as const)('on %s has the figures of the JSON by month in its table', async (path, shareOf) => {
    const { groups } = await read(`from=${report.from}&to=${report.to}&by=month`);
    const page = await open(monthsOf(path));
    for (const details of await page.getByText('The figures behind it').all()) await details.click();
    for (const group of groups) {
      const { value, n } = shareOf(group);
      const start = (group.key ?? '') < report.from ? report.from : (group.key ?? '');
      const [shown = '', , of = ''] = await page
        .locator(`tr[data-point="${start}"]`)
        .getByRole('cell')
        .filter({ hasNotText: 'period' })
        .allInnerTexts();
      expect(shown.replace(/[^\d.]/g, ''), start).toBe(value === null ? '' : rounded(value, shown));
      expect(Number(of.replace(/[^\d].*$/, '')), start).toBe(n);
    }
    await page.context().close();
  });

  test('of loyalty shows what was not watched to the end as counts, and no share of it', async () => {
    const recent = new Date(Date.parse(report.asOf) - 60 * 86_400_000).toISOString().slice(0, 10);
    const page = await open(`/loyalty?from=${recent}&to=${report.asOf.slice(0, 10)}&by=week`);
    await page.getByText('The figures behind it').last().click();
    const shares = await page
      .locator('tr[data-point]', { hasText: 'this period' })
      .locator('td:nth-child(3)')
      .allInnerTexts();
    expect(shares.length).toBeGreaterThan(5);
    expect(new Set(shares)).toEqual(new Set(['–']));
    expect(await page.locator('main').innerText()).toMatch(/\d\scustomers not all watched for 90 days, as counts/);
    await page.context().close();
  });
});

describe('a count leads to exactly its cases', () => {
  async function expectTotal(page: Page, link: string, total: number): Promise<void> {
    await page.locator(link).click();
    await page.waitForURL(/\/cases\?/);
    const shown = page.locator('[data-total]');
    expect(Number(await shown.getAttribute('data-total')), link).toBe(total);
    expect((await shown.innerText()).replace(/[^\d]/g, ''), link).toMatch(new RegExp(`^${total}`));
    expect(await page.locator('tr[data-case]').count(), link).toBe(Math.min(total, 50));
    await page.goBack();
  }

  test('who waits for an owner, assigned or not, who never had one, and all that were opened', async () => {
    const week = new Date(Date.parse(report.asOf) - 21 * 86_400_000).toISOString().slice(0, 10);
    const to = new Date(Date.parse(report.asOf) + 86_400_000).toISOString().slice(0, 10);
    const { measures } = await read(`from=${week}&to=${to}`);
    const { waiting, assignedNotOwned, neverOwned, n } = measures.timeToOwnership;
    expect(assignedNotOwned).toBeGreaterThan(0);
    expect(waiting).toBeGreaterThan(assignedNotOwned);
    expect(neverOwned).toBeGreaterThan(0);
    const page = await open(`/ownership?from=${week}&to=${to}`);
    await expectTotal(page, 'a:has([data-measure="timeToOwnership.waiting"])', waiting);
    await expectTotal(page, 'a:has([data-measure="timeToOwnership.assignedNotOwned"])', assignedNotOwned);
    await expectTotal(page, 'a:has([data-measure="timeToOwnership.neverOwned"])', neverOwned);
    await expectTotal(page, '.meta a', n);
    await page.context().close();
  });

  test('what has a verdict, what has none, and each reason', async () => {
    const { cases, measures } = await read(`from=${report.from}&to=2099-01-01`);
    const page = await open(`/?from=${report.from}&to=2099-01-01`);
    await expectTotal(page, '.meta a', cases.pending);
    await expectTotal(page, 'section:has(#ended) .cohort a', measures.recoveryRate.n);
    await expectTotal(page, 'a:text("reopened")', measures.notRecovered.reopened);
    await page.context().close();
  });
});

describe('every share of the playbook', () => {
  const shares = ({ playbook }: Report) =>
    (playbook?.steps ?? []).flatMap((step) => Object.entries(step.shares)).filter(([, { n }]) => n > 0);

  async function total(query: string): Promise<number> {
    const response = await fetch(`${product.dashboardUrl}/api/v1/cases?limit=1&${query}`, {
      headers: { authorization: `Bearer ${key}` },
    });
    expect(response.status, query).toBe(200);
    return ((await response.json()) as { readonly total: number }).total;
  }

  test('is on the page what it is in the JSON, and leads to exactly as many cases, with it and without', async () => {
    const page = await open('/playbook');
    const told = await read(await periodOf(page));
    expect(shares(told).length).toBeGreaterThan(30);
    for (const [name, { value, n, cases }] of shares(told)) {
      const row = page.locator(`[data-share="${name}"]`).first();
      const figure = row.locator('.figure data');
      expect(Number(await figure.getAttribute('value')), name).toBe(value);
      expect(Number(await figure.getAttribute('data-n')), name).toBe(n);
      expect(Number(await row.locator(`[data-measure="playbook.${name}"]`).getAttribute('value')), name).toBe(cases);
      const links = await row.locator('a').evaluateAll((all) => all.map((link) => link.getAttribute('href') ?? ''));
      const lists = links.map((href) => href.replace('/cases?', ''));
      const counts = [...(cases > 0 ? [cases] : []), ...(cases < n ? [n - cases] : [])];
      expect(await Promise.all(lists.map(total)), name).toEqual(counts);
    }
    await page.context().close();
  });

  test('opens a list that says what it is of', async () => {
    const page = await open('/playbook');
    const told = await read(await periodOf(page));
    const [name, share] = shares(told).find(([known]) => known === 'followedUpInDay') ?? [];
    await page.locator(`[data-share="${name}"] [data-without]`).click();
    await page.waitForURL(/\/cases\?/);
    const shown = Number(await page.locator('[data-total]').getAttribute('data-total'));
    expect(shown).toBe((share?.n ?? NaN) - (share?.cases ?? NaN));
    expect(await page.getByRole('list', { name: 'Filters' }).innerText()).toContain('not “followed up within a day”');
    expect(await accessibilityBreaches(page)).toEqual([]);
    await page.context().close();
  });
});

test.each(['channel', 'team', 'resolving-team', 'cause', 'severity', 'product', 'region', 'fault', 'month'])(
  'by %s, whatever is counted adds up to the whole',
  async (by) => {
    const { cases, measures, groups } = await read(`from=${report.from}&to=${report.to}&by=${by}`);
    const whole = countsIn({ cases, measures }, by);
    const parts = groups.map((group) => countsIn({ cases: group.cases, measures: group.measures }, by));
    expect(whole.size).toBeGreaterThan(60);
    for (const [name, count] of whole) {
      const sum = parts.reduce((total, part) => total + (part.get(name) ?? 0), 0);
      expect(sum, name).toBeCloseTo(count, 6);
    }
  },
);

test('early signs tell what the JSON tells: last week, the usual, and whether it can be told', async () => {
  const page = await open('/');
  for (const [name, sign] of Object.entries(report.earlySigns.signs)) {
    const row = page.locator(`[data-sign="${name}"]`);
    const text = await row.locator('.value').innerText();
    const percents = [sign.last.value, sign.usual.value].map((share) => String(Math.round((share ?? NaN) * 100)));
    expect(
      [...text.matchAll(/(\d+)\s%/g)].map(([, number]) => number),
      name,
    ).toEqual(percents);
    const words = { better: 'better', worse: 'worse', cantTell: 'can’t tell' } as const;
    expect(await row.locator('.says').innerText(), name).toContain(words[sign.verdict ?? 'cantTell']);
  }
  await page.context().close();
});

test('beside each headline stand the ways to game it, with the figures of the JSON', async () => {
  const { gaming, handOffs, timeToOwnership } = report.measures;
  const page = await open('/');
  for (const summary of await page.getByText('Could this be gamed?').all()) await summary.click();
  await expectShares(page, {
    'gaming.merged': gaming.merged,
    'gaming.illegitimate': gaming.illegitimate,
    'gaming.faultMoved': gaming.faultMoved,
    'gaming.reassignedWhileResolved': gaming.reassignedWhileResolved,
    'gaming.withoutPromise': gaming.withoutPromise,
    'gaming.promiseWithdrawn': gaming.promiseWithdrawn,
  });
  await expectCount(page, 'handOffs.apart.shifts', handOffs.apart.shifts);
  await page.goto(`${product.dashboardUrl}/ownership`);
  await expectShares(page, { 'timeToOwnership.routed.withinTarget': timeToOwnership.routed.withinTarget });
  await page.context().close();
});

describe.each(['/', '/ownership', '/loyalty', '/vanity'])('%s', (path) => {
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
    if (path !== '/playbook') expect(await page.locator('main svg:visible').count()).toBeGreaterThan(0);
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
    expect(await curves.count()).toBe(3);
    expect(await curves.first().getAttribute('width')).toBe(drawn);
    await page.context().close();
  }
});

describe('the page of readings', () => {
  /** Readings are counted in their own time: until those of the company are there. */
  async function openCounted(look: Look): Promise<Page> {
    for (let tries = 0; ; tries += 1) {
      const page = await open('/vanity', look);
      if ((await page.locator('tbody:has(svg)').count()) >= 9) return page;
      await page.context().close();
      if (tries > 60) throw new Error('the readings are not counted');
      await new Promise((resolve) => setTimeout(resolve, 1_000));
    }
  }

  test('is complete without JavaScript: each with its value, its question, and whether it tracks recovery', async () => {
    const page = await openCounted({ javaScript: false });
    const titles = await page.locator('tbody th').allInnerTexts();
    expect(titles).toEqual([
      ...['Cases opened', 'Contacts made', 'Average handle time', 'First response', 'Mean score', 'Surveys sent'],
      ...['followers', 'net promoter score', 'stars'],
    ]);
    for (const text of await page.locator('[data-column="value"]').allInnerTexts()) expect(text).toMatch(/\d/);
    for (const text of await page.locator('[data-column="question"]').allInnerTexts())
      expect(text).toMatch(/^What would you do differently if .+\?$/);
    for (const text of await page.locator('[data-column="tracks"]').allInnerTexts())
      expect(text.trim()).toMatch(/^(no|yes|can’t tell|the other way): −?[\d.]+ to −?[\d.]+$/);
    await page.context().close();
  });

  test.each([false, true])('is grey, in letters of 15 px at most, dark: %s', async (dark) => {
    const page = await openCounted({ dark });
    const seen = (await page.evaluate(`[...document.querySelectorAll('html, body *')].map((one) => {
      const { color, backgroundColor, stroke, fill, fontSize } = getComputedStyle(one);
      return { colours: [color, backgroundColor, stroke, fill], size: Number.parseFloat(fontSize) };
    })`)) as readonly { readonly colours: readonly string[]; readonly size: number }[];
    expect(seen.length).toBeGreaterThan(50);
    for (const { colours, size } of seen) {
      expect(size).toBeLessThanOrEqual(15);
      for (const colour of colours) {
        const [red, green, blue] = [...colour.matchAll(/[\d.]+/g)].map(Number);
        expect([green, blue], colour).toEqual([red, red]);
      }
    }
    await page.context().close();
  });
});
