import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { appendEvents, foldEverything, keepRejectedEvents, openDatabase } from '@finest-hour/store';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { DAY_US, MONDAY_US, opened } from '../support/events.ts';
import { root } from '../support/product.ts';

// The server as it is deployed, with what was built for it.
let database: TestDatabase;
let server: ChildProcess;
let url: string;

beforeAll(async () => {
  database = await createTestDatabase();
  const env = { ...process.env, DASHBOARD_PORT: '0', DATABASE_URL_READER: database.urls.reader };
  server = spawn(process.execPath, [join(root, 'apps/dashboard/server.ts')], {
    env,
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const [{ port }] = (await once(server, 'message')) as [{ port: number }];
  url = `http://127.0.0.1:${port}`;
});
afterAll(async () => {
  server?.kill('SIGKILL');
  await database?.drop();
});

/** What the foot of a page says, without its markup. */
async function footOf(path: string, status = 200): Promise<string | null> {
  const response = await fetch(url + path);
  expect([path, response.status]).toEqual([path, status]);
  const foot = /<footer[^>]*>([^]*?)<\/footer>/.exec(await response.text())?.[1];
  return (
    foot
      ?.replaceAll(/<[^>]*>/g, '')
      .replaceAll(/\s+/g, ' ')
      .trim() ?? null
  );
}

const PAGES = ['/', '/cases', '/cases/a', '/ownership', '/loyalty', '/playbook'];
const ADVICE = 'Each with its reason: finest-hour rejected list';

test('a first page, before anything was opened, says what was refused', async () => {
  expect(await footOf('/')).toBe('No refused event waits to be corrected.');
  const problem = { type: 'bad-data', title: 'x', detail: 'not a channel: Ann Ode', pointer: '/data/channel' };
  const refused = { source: 'desk', problem, keyId: crypto.randomUUID(), payload: '{"name": "Ann Ode"}' };
  await keepRejectedEvents(database.db, [
    { ...refused, id: 'e-1', receivedUs: MONDAY_US },
    { ...refused, id: 'e-2', receivedUs: MONDAY_US + DAY_US },
    { ...refused, id: 'e-3', receivedUs: MONDAY_US + DAY_US, problem: { ...problem, type: 'conflict' } },
  ]);
  expect(await footOf('/')).toBe(
    `3 events were refused and wait to be corrected, in no figure: 2 bad-data, 1 conflict. ${ADVICE}`,
  );
});

test('every page counts those that came since its period began, and tells nothing of them', async () => {
  await appendEvents(database.db, [opened('a', 'ann', MONDAY_US)], 0);
  const worker = openDatabase(database.urls.worker, { max: 1 });
  await foldEverything(worker).finally(() => worker.destroy());
  for (const page of PAGES) {
    expect(await footOf(page)).toContain('3 events were refused');
    if (page === '/cases/a') continue;
    const since = await footOf(`${page}?from=2026-01-06&to=2026-02-01`);
    expect(since).toBe(
      `2 events were refused and wait to be corrected since 6 Jan 2026, in no figure: 1 bad-data, 1 conflict. ${ADVICE}`,
    );
    expect(await (await fetch(url + page)).text()).not.toMatch(/Ann Ode|not a channel/);
  }
});

test('a page that can not be shown is no other for it, and one that can is shown without the count', async () => {
  expect(await footOf('/?from=2026-02-30&to=2026-03-01', 400)).toContain('3 events were refused');
  expect(await footOf('/nowhere', 404)).toContain('3 events were refused');
  await sql`revoke select on log.rejected_event from finest_hour_reader`.execute(database.db);
  await sql`revoke select (received_us, reason, replayed_us) on log.rejected_event from finest_hour_reader`.execute(
    database.db,
  );
  expect(await footOf('/ownership?from=2026-01-01&to=2026-02-01')).toBeNull();
});
