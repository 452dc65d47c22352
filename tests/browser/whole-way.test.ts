import { spawnSync } from 'node:child_process';
import type { Report } from '@finest-hour/metrics';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { accessibilityBreaches, launchBrowser } from '../support/browser.ts';
import { rounded, shownAndTold, type Told } from '../support/figures.ts';
import { root, startProduct, type Product } from '../support/product.ts';

// The product as a newcomer has it: `start`, with its demo, and nothing else.
let product: Product;
let browser: Browser;
let key: string;

beforeAll(async () => {
  product = await startProduct();
  browser = await launchBrowser();
  key = (await product.cli('keys', 'create', '--name', 'browser', '--scopes', 'ingest,read')).trim();
});
afterAll(async () => {
  await browser?.close();
  await product?.stop();
});

async function api<Answer>(path: string): Promise<Answer> {
  const response = await fetch(`${product.dashboardUrl}${path}`, { headers: { authorization: `Bearer ${key}` } });
  expect(response.status, path).toBe(200);
  return (await response.json()) as Answer;
}

async function open(
  path: string,
  options: { width?: number; dark?: boolean; javaScript?: boolean } = {},
): Promise<Page> {
  const { width = 1440, dark = false, javaScript = true } = options;
  const context = await browser.newContext({
    viewport: { width, height: 900 },
    colorScheme: dark ? 'dark' : 'light',
    javaScriptEnabled: javaScript,
  });
  const page = await context.newPage();
  const response = await page.goto(`${product.dashboardUrl}${path}`);
  expect(response?.status(), path).toBe(200);
  return page;
}

/** Without the moment at which it was asked for. */
function timeless({ asOf: _, ...report }: Report): Omit<Report, 'asOf'> {
  return report;
}

async function expectEstimate(page: Page, name: string, estimate: Told): Promise<void> {
  const { shown, told } = await shownAndTold(page, name, estimate);
  expect(shown, name).toEqual(told);
}

describe('the same numbers everywhere', () => {
  const period = 'from=2016-04-01&to=2016-07-01';

  test('the command line, the JSON and the page agree', async () => {
    const fromApi = await api<Report>(`/api/v1/report?${period}&by=channel`);
    const fromCli = JSON.parse(
      await product.cli('report', '--from', '2016-04-01', '--to', '2016-07-01', '--by', 'channel', '--json'),
    ) as Report;
    expect(timeless(fromCli)).toEqual(timeless(fromApi));
    expect(fromApi.cases.matured).toBeGreaterThan(1000);

    const page = await open(`/?${period}`);
    const { cases, measures } = fromApi;
    for (const name of ['opened', 'matured', 'pending'] as const) {
      const text = await page.locator(`[data-count="${name}"]`).first().innerText();
      expect(Number(text.replace(/[^\d]/g, '')), name).toBe(cases[name]);
    }
    await expectEstimate(page, 'recoveryRate', measures.recoveryRate);
    await expectEstimate(page, 'timeToOwnership.withinTarget', measures.timeToOwnership.withinTarget);
    await expectEstimate(page, 'handOffs.neverPassedOn', measures.handOffs.neverPassedOn);
    await expectEstimate(page, 'handOffs.teams.neverPassedOn', measures.handOffs.teams.neverPassedOn);
    for (const [reason, count] of Object.entries(measures.notRecovered)) {
      const text = await page.locator(`[data-reason="${reason}"]`).innerText();
      expect(Number(text.replaceAll(',', '')), reason).toBe(count);
    }
    for (const [name, level] of [
      ['handOffs', measures.handOffs],
      ['handOffs.teams', measures.handOffs.teams],
    ] as const) {
      const text = await page.locator(`[data-measure="${name}.total"]`).innerText();
      expect(Number(text.replace(/[^\d]/g, '')), name).toBe(level.total);
    }
    for (const { key: channel, tooFew, measures: own } of fromApi.groups) {
      if (tooFew) continue;
      const row = page.locator(`[data-group="${channel ?? ''}"]`).first();
      const text = await row.locator('[data-measure="recoveryRate"]').innerText();
      expect(text.replace(/[^\d.]/g, ''), channel ?? '').toBe(rounded(own.recoveryRate.value as number, text));
    }
    await page.context().close();
  });

  test('without a period all three choose the same one, and the page says why', async () => {
    const fromApi = await api<Report>('/api/v1/report');
    const fromCli = JSON.parse(await product.cli('report', '--json')) as Report;
    expect([fromCli.from, fromCli.to]).toEqual([fromApi.from, fromApi.to]);
    // Most cases of the log opened from March to May 2016: its densest quarter is the second.
    expect([fromApi.from, fromApi.to]).toEqual(['2016-04-01', '2016-07-01']);
    const page = await open('/');
    expect(await page.locator('main').innerText()).toMatch(/quarter/i);
    await expectEstimate(page, 'recoveryRate', fromApi.measures.recoveryRate);
    await page.context().close();
  });

  test('cases listed behind a reason are as many as the report counts', async () => {
    const { measures } = await api<Report>(`/api/v1/report?${period}`);
    const seen = new Set<string>();
    let after = '';
    for (;;) {
      const page = await api<{ cases: { id: string }[]; next: string | null }>(
        `/api/v1/cases?${period}&verdict=complainedAgain&limit=100${after === '' ? '' : `&after=${after}`}`,
      );
      for (const { id } of page.cases) seen.add(id);
      if (page.next === null) break;
      after = encodeURIComponent(page.next);
    }
    expect(seen.size).toBe(measures.notRecovered.complainedAgain);
  });
});

describe('an event pushed as the README says', () => {
  async function push(id: string): Promise<number> {
    const response = await fetch(`${product.ingestUrl}/v1/events`, {
      method: 'POST',
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/cloudevents+json' },
      body: JSON.stringify({
        specversion: '1.0',
        id,
        source: 'hello',
        type: 'case.opened',
        subject: id,
        time: new Date().toISOString(),
        data: { customer: 'someone', channel: 'phone' },
      }),
    });
    const receiptMs = performance.now();
    expect(response.status).toBe(200);
    expect(await response.json()).toMatchObject({ accepted: 1, duplicates: 0, rejected: [] });
    return receiptMs;
  }

  const day = (ahead: number) => new Date(Date.now() + ahead * 86_400_000).toISOString().slice(0, 10);

  test('is in the report within a second of its receipt', async () => {
    const opened = async () => (await api<Report>(`/api/v1/report?from=${day(-1)}&to=${day(2)}`)).cases.opened;
    const waitsMs: number[] = [];
    for (let i = 0; i < 3; i += 1) {
      const before = await opened();
      const receiptMs = await push(`hello-${i}`);
      while ((await opened()) === before) {
        if (performance.now() - receiptMs > 10_000) throw new Error('not in the report after ten seconds');
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
      waitsMs.push(performance.now() - receiptMs);
    }
    // The machine is shared: one of three must be undisturbed.
    expect(Math.min(...waitsMs)).toBeLessThan(1000);
  });

  test('has its page, with its chain and what is pending', async () => {
    const page = await open('/cases/hello-0');
    expect(await page.locator('h1').innerText()).toContain('hello-0');
    expect(await page.locator('main').innerText()).toMatch(/pending|verdict/i);
    await page.context().close();
  });
});

describe('where no purchases arrive', () => {
  const period = 'from=2016-04-01&to=2016-07-01';

  test('the report says so, and so do the first page and the one on loyalty, with what to push', async () => {
    const { measures, notMeasured } = await api<Report>(`/api/v1/report?${period}`);
    expect(measures.repeatLoyalty).toBeNull();
    expect(notMeasured).toHaveProperty('repeatLoyalty');
    for (const path of [`/?${period}`, `/loyalty?${period}`]) {
      const page = await open(path);
      expect(await page.locator('main').innerText(), path).toContain(
        'Not measured: no purchases arrive. Connect a shop, or push this:',
      );
      expect(await page.locator('[data-not-measured="repeatLoyalty"] [data-curl]').innerText()).toContain(
        `127.0.0.1:${new URL(product.ingestUrl).port}/v1/events`,
      );
      expect(await page.locator('[data-measure^="repeatLoyalty"]').count(), path).toBe(0);
      expect(await accessibilityBreaches(page), path).toEqual([]);
      await page.context().close();
    }
  });

  test('the event that the page tells to push is accepted as it stands', async () => {
    const page = await open(`/loyalty?${period}`);
    const command = await page.locator('[data-curl]').innerText();
    await page.context().close();
    const pushed = spawnSync('bash', ['-c', `${command} --silent`], {
      env: { ...process.env, KEY: key },
      encoding: 'utf8',
    });
    expect(pushed.stdout).toMatch(/^HTTP\/1\.1 200/);
    expect(pushed.stdout).toContain('"accepted":1');
  });
});

describe('every page', () => {
  const paths = [
    '/',
    '/?from=2016-04-01&to=2016-07-01&by=cause',
    '/?from=2019-01-01&to=2019-04-01',
    '/ownership?from=2016-04-01&to=2016-07-01&by=cause',
    '/ownership?from=2019-01-01&to=2019-04-01',
    '/loyalty?from=2016-04-01&to=2016-07-01',
    '/cases?from=2016-04-01&to=2016-07-01',
    '/cases/hello-0',
  ];

  for (const width of [390, 1440]) {
    for (const dark of [false, true]) {
      test(`has no barrier at ${width} px in the ${dark ? 'dark' : 'light'}, no error, and does not scroll sideways`, async () => {
        const cases = await api<{ cases: { id: string }[] }>('/api/v1/cases?from=2016-04-01&to=2016-07-01&limit=1');
        for (const path of [...paths, `/cases/${encodeURIComponent(cases.cases[0]?.id ?? '')}`]) {
          const page = await open(path, { width, dark });
          const errors: string[] = [];
          page.on('pageerror', (error) => errors.push(error.message));
          page.on('console', (message) => message.type() === 'error' && errors.push(message.text()));
          await page.reload({ waitUntil: 'networkidle' });
          expect(await accessibilityBreaches(page), `${path} at ${width}`).toEqual([]);
          expect(errors, path).toEqual([]);
          const overflow = await page.evaluate(
            'document.documentElement.scrollWidth - document.documentElement.clientWidth',
          );
          expect(overflow, `${path} at ${width}`).toBeLessThanOrEqual(0);
          await page.context().close();
        }
      });
    }
  }

  test('is complete without JavaScript: the charts are drawn on the server', async () => {
    const page = await open('/?from=2016-04-01&to=2016-07-01', { javaScript: false });
    expect(await page.locator('main svg:visible').count()).toBeGreaterThan(0);
    expect(await page.locator('[data-measure="recoveryRate"]').first().innerText()).toMatch(/\d+/);
    await page.context().close();
  });

  test('is sent with a policy that lets nothing foreign in', async () => {
    const response = await fetch(`${product.dashboardUrl}/`);
    const policy = response.headers.get('content-security-policy') ?? '';
    expect(policy).toMatch(/default-src 'none'/);
    expect(policy).toMatch(/script-src 'self'( 'nonce-[^']+')?;/);
    expect(policy).not.toMatch(/script-src[^;]*unsafe/);
    expect(policy).not.toMatch(/style-src [^;]*unsafe/);
    expect(policy).toMatch(/frame-ancestors 'none'/);
  });
});

describe('whatever a sender may write', () => {
  const nasty = `"><img src=x onerror="document.title='broken into'"><script>document.title='broken into'</script>`;
  // JSON.parse makes a field of its own of this name, which no literal can.
  const unknown = JSON.parse(`{"__proto__": {"a": 1}, "constructor": "b"}`) as Record<string, unknown>;
  const event = (id: string, type: string, data: object) => ({
    ...{ specversion: '1.0', source: nasty, subject: nasty, time: new Date().toISOString() },
    ...{ id, type, data },
  });

  beforeAll(async () => {
    const named = { customer: nasty, cause: nasty, product: nasty, region: nasty, team: nasty };
    const events = [
      event('1', 'case.opened', Object.assign(unknown, { ...named, channel: 'phone', url: 'https://a/"onclick="b' })),
      event('2', 'case.assigned', { to: { agent: nasty, team: nasty }, by: { kind: 'person', id: nasty } }),
    ];
    // Object.assign leaves the field of that name alone, and so does JSON.stringify.
    const response = await fetch(`${product.ingestUrl}/v1/events`, {
      method: 'POST',
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
      body: JSON.stringify(events),
    });
    expect(await response.json()).toMatchObject({ accepted: 2 });
  });

  test('is text on every page, and nothing else', async () => {
    const casePage = `${product.dashboardUrl}/cases/${encodeURIComponent(nasty)}`;
    await expect.poll(async () => (await fetch(casePage)).status, { timeout: 10_000 }).toBe(200);
    const today = new Date().toISOString().slice(0, 10);
    const tomorrow = new Date(Date.now() + 86_400_000).toISOString().slice(0, 10);
    const period = `from=${today}&to=${tomorrow}`;
    const filter = `cause=${encodeURIComponent(nasty)}`;
    for (const path of [
      `/cases/${encodeURIComponent(nasty)}`,
      `/cases?${period}`,
      `/?${period}&by=cause&${filter}`,
      `/?${period}&by=team`,
    ]) {
      const page = await open(path);
      expect(await page.locator('main').textContent(), path).toContain('<img src=x');
      expect(await page.title(), path).not.toBe('broken into');
      expect(await page.locator('main img, main script').count(), path).toBe(0);
      await page.context().close();
    }
  });

  test.each([
    ['/cases/a%00b', 404],
    ['/cases?team=%00', 400],
    [`/cases?after=${Buffer.from('[1,"\\u0000"]').toString('base64url')}`, 400],
    ['/?cause=%00', 400],
    ['/?from=0001-01-01&to=9999-12-31', 400],
  ])('an address that no event can answer is refused in words: %s', async (path, status) => {
    const page = await fetch(`${product.dashboardUrl}${path}`);
    expect(page.status).toBe(status);
    expect(await page.text()).toContain('<main');
  });
});

test('a case that was passed on for ever has a page of bounded size, which says how much it leaves out', async () => {
  const event = (id: number, type: string, data: object) => ({
    ...{ specversion: '1.0', source: 'shuttle', subject: 'shuttle', id: String(id), type, data },
    time: new Date(Date.UTC(2020, 0, 1, 0, id)).toISOString(),
  });
  const moves = Array.from({ length: 9000 }, (_, i) =>
    event(i + 1, 'case.assigned', { to: { agent: `agent-${i % 3}`, team: 'front' } }),
  );
  const response = await fetch(`${product.ingestUrl}/v1/events`, {
    method: 'POST',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
    body: JSON.stringify([event(0, 'case.opened', { customer: 'c', channel: 'phone' }), ...moves]),
  });
  expect(await response.json()).toMatchObject({ accepted: 9001 });
  const address = `${product.dashboardUrl}/cases/shuttle`;
  await expect.poll(async () => (await fetch(address)).status, { timeout: 20_000 }).toBe(200);
  expect((await (await fetch(address)).text()).length).toBeLessThan(2_000_000);
  const page = await open('/cases/shuttle');
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(error.message));
  await page.reload({ waitUntil: 'networkidle' });
  const text = ((await page.locator('main').textContent()) ?? '').replaceAll('\u00a0', ' ');
  for (const words of ['3 people held it', '8,650 holdings in between', '9,001 events', '8,501 events in between']) {
    expect(text).toContain(words);
  }
  expect(errors).toEqual([]);
  await page.context().close();
});

test('the dashboard refuses to listen on anything but loopback, in words', () => {
  const env = { ...process.env, HOST: '0.0.0.0', DASHBOARD_PORT: '0' };
  const refused = spawnSync(process.execPath, ['apps/dashboard/server.ts'], {
    cwd: root,
    env,
    encoding: 'utf8',
    timeout: 20_000,
  });
  expect(refused.status).toBe(1);
  expect(refused.stderr).toMatch(/refused to listen on 0\.0\.0\.0/);
});

test('Ctrl-C stops everything and says so', async () => {
  const own = await startProduct();
  const { code, output } = await own.stop();
  expect(code).toBe(0);
  expect(output.trimEnd()).toMatch(/stopped$/);
  await expect(fetch(`${own.dashboardUrl}/healthz`)).rejects.toThrow();
  await expect(fetch(`${own.ingestUrl}/healthz`)).rejects.toThrow();
});

test('a database that dies takes `start` with it, in words, and the next start finds all that was stored', async () => {
  const own = await startProduct();
  process.kill(own.databasePid(), 'SIGKILL');
  const { code, output } = await own.ended;
  expect(code).toBe(1);
  expect(output).toMatch(/the database ended by itself/);
  await expect(fetch(`${own.dashboardUrl}/healthz`)).rejects.toThrow();
  const report = JSON.parse(await own.cli('report', '--from', '2016-01-01', '--to', '2018-01-01', '--json')) as Report;
  expect(report.cases.opened).toBeGreaterThan(5000);
  await own.stop();
});
