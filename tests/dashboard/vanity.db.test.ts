import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { LoggedEvent } from '@finest-hour/events';
import { appendEvents, createKey, foldEverything, openDatabase, type Database } from '@finest-hour/store';
import { projectReadings } from '@finest-hour/store/vanity';
import type { VanityReport } from '@finest-hour/vanity';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { DAY_US, event, MINUTE_US, MONDAY_US, opened, resolved } from '../support/events.ts';
import { root } from '../support/product.ts';

// The dashboard as it is deployed, with one role for recovery's pages and one for the readings.
let database: TestDatabase;
let worker: Database;
let vanity: Database;
let key: string;
const servers: ChildProcess[] = [];
let url: string;

async function serve(env: Readonly<Record<string, string>>): Promise<string> {
  const server = spawn(process.execPath, [join(root, 'apps/dashboard/server.ts')], {
    env: { ...process.env, DATABASE_URL: '', DASHBOARD_PORT: '0', ...env },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  servers.push(server);
  const [{ port }] = (await once(server, 'message')) as [{ port: number }];
  return `http://127.0.0.1:${port}`;
}

beforeAll(async () => {
  database = await createTestDatabase();
  worker = openDatabase(database.urls.worker, { max: 2 });
  vanity = openDatabase(database.urls.vanity, { max: 1 });
  key = await createKey(database.db, 'reader', ['read']);
  url = await serve({
    DATABASE_URL_READER: database.urls.reader,
    DATABASE_URL_VANITY: database.urls.vanity,
    VANITY_READ_KEY: await createKey(database.db, 'vanity page', ['read']),
  });
  await store(complaints);
});
afterAll(async () => {
  for (const server of servers) server.kill('SIGKILL');
  await Promise.all([worker?.destroy(), vanity?.destroy()]);
  await database?.drop();
});

async function store(events: readonly LoggedEvent[]): Promise<void> {
  await appendEvents(database.db, events, 0);
  await foldEverything(worker);
  while ((await projectReadings(vanity)) > 0);
}

const WEEKS = 33;
const START_US = MONDAY_US - 60 * 7 * DAY_US;
const weekUs = (week: number) => START_US + week * 7 * DAY_US;
/** How many of a week's eleven complaints are won back: each number from 0 to 10 three times, mixed. */
const won = (week: number) => (week * 7) % 11;
const [FROM, TO] = [START_US, weekUs(WEEKS)].map((us) => new Date(us / 1000).toISOString().slice(0, 10));
const PERIOD = `from=${FROM}&to=${TO}`;

/** Eleven complaints a week, each of a customer of its own, on its Tuesday. */
const complaints: readonly LoggedEvent[] = Array.from({ length: WEEKS * 11 }, (_, i) => {
  const [week, place, openedUs] = [Math.floor(i / 11), i % 11, weekUs(Math.floor(i / 11)) + DAY_US + (i % 11)];
  const case_ = opened(`c-${i}`, `customer-${i}`, openedUs);
  return place < won(week) ? [case_, resolved(`c-${i}`, openedUs + 90 * MINUTE_US)] : [case_];
}).flat();

async function ask(path: string, secret: string | null = key): Promise<Response> {
  return fetch(url + path, { headers: secret === null ? {} : { authorization: `Bearer ${secret}` } });
}

async function readings(): Promise<VanityReport> {
  const response = await ask(`/api/v1/vanity?${PERIOD}`);
  expect(response.status).toBe(200);
  return (await response.json()) as VanityReport;
}

/** Every byte that is told of recovery, but for the moment at which it was asked. */
async function toldOfRecovery(): Promise<readonly string[]> {
  const told = ['', '&by=week', '&by=channel', '&by=team'].flatMap((by) => [
    `/api/v1/report?${PERIOD}${by}`,
    `/api/v1/report.csv?${PERIOD}${by}`,
  ]);
  const pages = [`/?${PERIOD}`, `/ownership?${PERIOD}`, `/loyalty?${PERIOD}`, '/api/v1/cases', '/cases/c-1'];
  const answers: string[] = [];
  for (const path of [...told, ...pages]) {
    const response = await ask(path);
    expect([path, response.status]).toEqual([path, 200]);
    const text = await response.text();
    answers.push(
      text
        .replaceAll(/"asOf":"[^"]*"/g, '"asOf":""')
        .replaceAll(/nonce="[^"]*"/g, '')
        .replaceAll(/\d{4}-\d{2}-\d{2}T[\d:.]+Z/g, ''),
    );
  }
  return answers;
}

const pushed = Array.from({ length: WEEKS }, (_, week) => [
  event('reading.taken', 'likes', weekUs(week) + 3 * DAY_US, { value: 1000 + won(week) * 50, unit: 'likes' }),
  event('reading.taken', 'Spott', weekUs(week) + 3 * DAY_US, { value: -won(week) }),
]).flat();

describe('N6: a reading that is taken', () => {
  test('changes what is told of readings, and not a byte of what is told of recovery', async () => {
    const [recovery, before] = [await toldOfRecovery(), await readings()];
    expect(before.readings.map(({ name }) => name)).not.toContain('pushed:likes');
    await store(pushed);
    const after = await readings();
    expect(await toldOfRecovery()).toEqual(recovery);

    const likes = after.readings.find(({ name }) => name === 'pushed:likes');
    // By hand: 0 to 10 three times each, their mean 5: 1000 + 5 · 50.
    expect([likes?.value, likes?.n, likes?.unit, likes?.weeks.length]).toEqual([1250, WEEKS, 'likes', WEEKS]);
    expect(after.readings.slice(0, 6)).toEqual(before.readings);
  });

  test('is told to track recovery where it does, which is asked of the published report by week', async () => {
    const report = (await (await ask(`/api/v1/report?${PERIOD}&by=week`)).json()) as {
      readonly groups: readonly { readonly measures: { readonly recoveryRate: { readonly value: number } } }[];
    };
    const shares = report.groups.map(({ measures }) => Math.round(measures.recoveryRate.value * 11));
    expect(shares).toEqual(Array.from({ length: WEEKS }, (_, week) => won(week)));

    const told = await readings();
    expect(told.recovery).toEqual({ weeks: WEEKS, notMeasured: null });
    const tracking = (name: string) => told.readings.find((one) => one.name === name)?.tracksRecovery;
    expect(tracking('pushed:likes')).toMatchObject({ rho: 1, weeks: WEEKS, verdict: 'yes' });
    expect(tracking('pushed:Spott')).toMatchObject({ rho: -1, verdict: 'reversed' });
    // As many were opened each week: what never changes goes with nothing.
    expect(tracking('casesOpened')).toBeNull();
  });
});

describe('/api/v1/vanity', () => {
  test('is for keys that may read', async () => {
    const push = await createKey(database.db, 'shop', ['ingest']);
    for (const [secret, status] of [
      [null, 401],
      ['fh_nobody', 401],
      [push, 403],
      [key, 200],
    ] as const) {
      const response = await ask(`/api/v1/vanity?${PERIOD}`, secret);
      expect(response.status).toBe(status);
      if (status !== 200) expect(response.headers.get('content-type')).toBe('application/problem+json');
    }
  });

  test('names what is wrong with an address', async () => {
    for (const [query, parameter] of [
      ['from=2025-02-30&to=2025-03-01', 'from'],
      ['from=2025-03-01', 'to'],
      ['from=2025-03-01&to=2025-03-01', 'to'],
      ['from=1990-01-01&to=2025-03-01', 'to'],
      ['from=2025-01-01&from=2025-01-02&to=2025-03-01', 'from'],
      ['by=team', 'by'],
    ] as const) {
      const response = await ask(`/api/v1/vanity?${query}`);
      const { problems } = (await response.json()) as { readonly problems: readonly { readonly parameter: string }[] };
      expect([response.status, problems.map((one) => one.parameter)], query).toEqual([400, [parameter]]);
    }
  });

  test('has the same as a table beside it', async () => {
    const response = await ask(`/api/v1/vanity.csv?${PERIOD}`);
    expect(response.headers.get('content-type')).toMatch(/^text\/csv/);
    const lines = (await response.text()).split('\r\n').slice(1, -1);
    expect(lines.map((line) => line.split(',')[0])).toEqual((await readings()).readings.map(({ name }) => name));
    expect((await ask(`/api/v1/vanity.csv?${PERIOD}`, null)).status).toBe(401);
  });

  test('without a period it tells of the 52 weeks that end with the last reading’s', async () => {
    const told = (await (await ask('/api/v1/vanity')).json()) as VanityReport;
    const last = Date.parse(TO ?? '');
    expect([Date.parse(told.from), Date.parse(told.to)]).toEqual([last - 52 * 7 * 86_400_000, last]);
  });
});

describe('/vanity', () => {
  const page = async (address: string, query = PERIOD) => {
    const response = await fetch(`${address}/vanity?${query}`);
    return { status: response.status, headers: response.headers, text: await response.text() };
  };

  test('tells each reading with its question and whether it tracks recovery', async () => {
    const { status, text } = await page(url);
    expect(status).toBe(200);
    const told = await readings();
    for (const { name, question } of told.readings) {
      expect(text).toContain(`data-reading="${name}"`);
      expect(text).toContain(question);
    }
    const words = text.replaceAll(/<[^>]*>/g, ' ').replaceAll(/\s+/g, ' ');
    expect(words).toContain('yes: 1.0 to 1.0');
    expect(words).toContain('the other way: −1.0 to −1.0');
    expect(words).toContain('1,250 likes');
  });

  test('is a document of its own: no script, no style of recovery’s pages, no link to anywhere', async () => {
    const { text, headers } = await page(url);
    expect(text).not.toMatch(/<script|<a[\s>]|stylesheet|src=|url\(|href="\/|--(recovered|lost|pending)/);
    expect([...text.matchAll(/action="([^"]*)"/g)].map(([, action]) => action)).toEqual(['/vanity']);
    expect(headers.get('content-security-policy')).toMatch(/^default-src 'none'; style-src 'sha256-/);
  });

  test('is led to by one link of the frame, from every page, and by nothing in any', async () => {
    for (const path of [`/?${PERIOD}`, '/cases', '/cases/c-1', `/ownership?${PERIOD}`, `/loyalty?${PERIOD}`]) {
      const text = await (await ask(path)).text();
      expect(text.match(/vanity/gi), path).toEqual(['vanity', 'Vanity']);
      expect(/<main[^]*<\/main>/.exec(text)?.[0], path).not.toMatch(/vanity|reading\.taken/i);
    }
  });

  test('says in its own frame what is wrong with an address', async () => {
    const { status, text } = await page(url, 'from=2025-03-01');
    expect(status).toBe(400);
    expect(text).toContain('to: missing to: a period needs both ends');
    expect(text).toContain('READING. NOT RECOVERY.');
  });

  test('without a key, or as a role that may not read recovery, it knows nothing of recovery, and tells the readings', async () => {
    const alone = await serve({ DATABASE_URL_VANITY: database.urls.vanity });
    const unknown = await page(alone);
    expect(unknown.status).toBe(200);
    expect(unknown.text).toContain('no key: set VANITY_READ_KEY to a key of scope read');
    expect(unknown.text).toContain('1,250');
    const refused = await serve({ DATABASE_URL_READER: database.urls.reader, VANITY_READ_KEY: 'fh_nobody' });
    expect((await page(refused)).status).toBe(503);
    const stranger = await serve({ DATABASE_URL_VANITY: database.urls.vanity, VANITY_READ_KEY: key });
    expect((await page(stranger)).text).toContain('/api/v1/report answers 503');
  });
});
