import { describe, expect, test } from 'vitest';
import { documentedMetrics, scrapedMetrics } from '../../../tests/support/documented-metrics.ts';
import { parseExposition, valueOf } from '../../../tests/support/exposition.ts';
import { DEFAULT_OPTIONS } from './app-options.ts';
import { createIngestApp } from './app.ts';
import { streamBench } from './testing/lines.ts';
import { memoryDeps } from './testing/memory-deps.ts';
import { closed, opened } from './testing/push.ts';

const EVENTS = 'finest_hour_ingest_events_total';
const REJECTED = 'finest_hour_ingest_rejected_total';

function metricsBench(metricsToken: string | null = null) {
  const deps = memoryDeps();
  const app = createIngestApp(deps, { ...DEFAULT_OPTIONS, metricsToken });
  const headers = { authorization: 'Bearer fh_push', 'content-type': 'application/json' };
  const push = async (body: unknown) => {
    const text = typeof body === 'string' ? body : JSON.stringify(body);
    return (await app.request('/v1/events', { method: 'POST', body: text, headers })).status;
  };
  const scrape = async () => (await app.request('/metrics')).text();
  return { deps, app, push, scrape };
}

/** Three that are new, one of them twice, and two that are refused, each for another reason. */
const MIXED = [
  opened,
  closed,
  { ...closed, id: 'e-3' },
  opened,
  { ...opened, id: 'e-4', data: {} },
  { ...opened, id: 'e-5', time: 'yesterday' },
];

describe('/metrics', () => {
  test('is what Prometheus reads, also before anything has happened', async () => {
    const { app } = metricsBench();
    const response = await app.request('/metrics');
    expect(response.headers.get('content-type')).toBe('text/plain; version=0.0.4; charset=utf-8');
    const families = parseExposition(await response.text());
    expect(families.get(EVENTS)).toMatchObject({ type: 'counter' });
    for (const name of families.keys()) expect(name).toMatch(/^finest_hour_[a-z_]+$/);
  });

  test('counts what became of events, and why those were refused that were', async () => {
    const { push, scrape } = metricsBench();
    expect(valueOf(await scrape(), `${EVENTS}{result="accepted"}`)).toBe(0);
    expect(await push(MIXED)).toBe(200);
    const text = await scrape();
    expect(valueOf(text, `${EVENTS}{result="accepted"}`)).toBe(3);
    expect(valueOf(text, `${EVENTS}{result="duplicate"}`)).toBe(1);
    expect(valueOf(text, `${EVENTS}{result="rejected"}`)).toBe(2);
    expect(valueOf(text, `${REJECTED}{reason="bad-data"}`)).toBe(1);
    expect(valueOf(text, `${REJECTED}{reason="bad-time"}`)).toBe(1);
    expect(valueOf(text, `${REJECTED}{reason="conflict"}`)).toBe(0);
    expect(valueOf(text, 'finest_hour_ingest_batch_events_bucket{le="5"}')).toBe(0);
    expect(valueOf(text, 'finest_hour_ingest_batch_events_bucket{le="10"}')).toBe(1);
    expect(valueOf(text, 'finest_hour_ingest_batch_events_sum')).toBe(6);
  });

  test('counts the lines of a stream like events of a batch', async () => {
    const { deps, push } = streamBench();
    await push(MIXED.map((event) => `${JSON.stringify(event)}\n`).join(''));
    const text = await deps.metrics.registry.metrics();
    expect(valueOf(text, `${EVENTS}{result="accepted"}`)).toBe(3);
    expect(valueOf(text, `${EVENTS}{result="rejected"}`)).toBe(2);
  });

  test('counts requests that are refused whole, and the one event that is kept of a body', async () => {
    const { push, scrape, app } = metricsBench();
    expect(await push('{')).toBe(400);
    expect((await app.request('/v1/events', { method: 'POST', body: '{}' })).status).toBe(401);
    const text = await scrape();
    expect(valueOf(text, 'finest_hour_ingest_refused_requests_total{reason="bad-json"}')).toBe(1);
    expect(valueOf(text, 'finest_hour_ingest_refused_requests_total{reason="unauthorized"}')).toBe(1);
    expect(valueOf(text, `${REJECTED}{reason="bad-json"}`)).toBe(1);
  });

  test('times requests by the pattern of their address, never by what somebody typed', async () => {
    const { app, push, scrape } = metricsBench();
    const authorization = 'Bearer fh_push';
    await push(opened);
    await app.request('/v1/rejected-events/ada@example.com', { headers: { authorization } });
    await app.request('/customers/ada@example.com', { method: 'BREW' });
    const text = await scrape();
    const count = (method: string, route: string, status: number) =>
      valueOf(text, `finest_hour_http_request_seconds_count{method="${method}",route="${route}",status="${status}"}`);
    expect(count('POST', '/v1/events', 200)).toBe(1);
    expect(count('GET', '/v1/rejected-events/:id', 404)).toBe(1);
    expect(count('other', 'none', 404)).toBe(1);
    expect(text).not.toContain('ada');
  });

  test('tells what waits in the database; where it is away, that, and nothing that would be wrong', async () => {
    const { deps, scrape } = metricsBench();
    const names = [
      'worker_lag_seconds',
      'marks_waiting',
      'parked_streams',
      'rejected_events',
      'workers',
      'database_up',
    ];
    const read = async () => {
      const text = await scrape();
      return names.map((name) => valueOf(text, `finest_hour_${name}`));
    };
    expect(await read()).toEqual([0.25, 3, 2, 5, 1, 1]);
    deps.failWith(new Error('connection terminated'));
    expect(await read()).toEqual([undefined, undefined, undefined, undefined, undefined, 0]);
  });

  test('tells what the documentation lists, with these types and labels, and nothing else', async () => {
    const { push, scrape } = metricsBench();
    await push(opened);
    const listed = documentedMetrics('ingest');
    expect(listed.length).toBeGreaterThan(10);
    expect(scrapedMetrics(parseExposition(await scrape()))).toEqual(listed);
  });

  test('asks for a token where one is set', async () => {
    const { app } = metricsBench('s3cret');
    const ask = async (authorization?: string) => {
      const response = await app.request('/metrics', authorization === undefined ? {} : { headers: { authorization } });
      return [response.status, response.headers.get('www-authenticate')];
    };
    const refused = [401, 'Bearer realm="metrics"'];
    expect(await ask()).toEqual(refused);
    expect(await ask('Bearer fh_push')).toEqual(refused);
    expect(await ask('Bearer s3cret')).toEqual([200, null]);
  });
});
