import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { documentedMetrics, scrapedMetrics } from '../support/documented-metrics.ts';
import { parseExposition, valueOf } from '../support/exposition.ts';
import { startOtlpReceiver } from '../support/otlp-receiver.ts';
import { root } from '../support/product.ts';

// The server as it is deployed, with what was built for it.
let database: TestDatabase;
let receiver: Awaited<ReturnType<typeof startOtlpReceiver>>;
let server: ChildProcess;
let url: string;
let printed = '';

beforeAll(async () => {
  database = await createTestDatabase();
  receiver = await startOtlpReceiver();
  server = spawn(process.execPath, [join(root, 'apps/dashboard/server.ts')], {
    env: {
      ...process.env,
      DASHBOARD_PORT: '0',
      DATABASE_URL_READER: database.urls.reader,
      METRICS_TOKEN: 's3cret',
      OTEL_EXPORTER_OTLP_ENDPOINT: receiver.url,
    },
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  });
  server.stdout?.setEncoding('utf8').on('data', (text: string) => (printed += text));
  const [{ port }] = (await once(server, 'message')) as [{ port: number }];
  url = `http://127.0.0.1:${port}`;
});
afterAll(async () => {
  server?.kill('SIGKILL');
  receiver?.close();
  await database?.drop();
});

const lines = () =>
  printed
    .split('\n')
    .filter((line) => line.startsWith('{'))
    .map((line) => JSON.parse(line) as Record<string, unknown>);

async function scrape(): Promise<string> {
  const response = await fetch(`${url}/metrics`, { headers: { authorization: 'Bearer s3cret' } });
  expect(response.headers.get('content-type')).toBe('text/plain; version=0.0.4; charset=utf-8');
  return response.text();
}

test('the dashboard tells Prometheus how requests, the workers and its process get on', async () => {
  await sql`insert into recovery.mark values (1, 'case', 'ada', gen_random_uuid())`.execute(database.db);
  await sql`insert into recovery.parked values (1, 'case', 'p', 'TypeError', 0)`.execute(database.db);
  expect((await fetch(`${url}/metrics`)).status).toBe(401);
  expect((await fetch(`${url}/cases/ada`)).status).toBe(404);
  const text = await scrape();
  expect(scrapedMetrics(parseExposition(text))).toEqual(documentedMetrics('dashboard'));
  const figures = ['database_up', 'marks_waiting', 'parked_streams', 'rejected_events', 'workers'];
  expect(figures.map((name) => valueOf(text, `finest_hour_${name}`))).toEqual([1, 1, 1, 0, 0]);
  const count = 'finest_hour_http_request_seconds_count';
  expect(valueOf(text, `${count}{method="GET",route="/cases/[id]",status="404"}`)).toBe(1);
  expect(valueOf(text, `${count}{method="GET",route="/metrics",status="401"}`)).toBe(1);
  expect(valueOf(text, 'process_resident_memory_bytes')).toBeGreaterThan(1e7);
  expect(text).not.toContain('ada');
});

test('a page is answered with the id of its request, and the log has one line of it', async () => {
  const response = await fetch(`${url}/cases?order=opened`, { headers: { 'x-request-id': 'look-1' } });
  expect([response.status, response.headers.get('x-request-id')]).toEqual([200, 'look-1']);
  await expect
    .poll(() => lines().filter(({ requestId }) => requestId === 'look-1'))
    .toMatchObject([
      { level: 'info', app: 'dashboard', message: 'request', method: 'GET', route: '/cases', status: 200 },
    ]);
  expect(printed).not.toContain('ada');
});

test('what was done is told to the collector before the process ends', async () => {
  server.kill('SIGTERM');
  await once(server, 'exit');
  expect(receiver.spans).toEqual(
    expect.arrayContaining([expect.objectContaining({ service: 'finest-hour-dashboard', name: 'GET /cases' })]),
  );
});
