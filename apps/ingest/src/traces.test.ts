import { NO_TRACER, startTracer } from '@finest-hour/telemetry';
import { afterEach, expect, test, vi } from 'vitest';
import { startOtlpReceiver } from '../../../tests/support/otlp-receiver.ts';
import { createIngestApp } from './app.ts';
import { memoryDeps } from './testing/memory-deps.ts';
import { closed, opened } from './testing/push.ts';

const TRACE = '0af7651916cd43dd8448eb211c80319c';
const PARENT = 'b7ad6b7169203331';

afterEach(() => vi.unstubAllEnvs());

test('where a collector is named, it is sent a span of each request, in the trace that the sender began', async () => {
  const receiver = await startOtlpReceiver();
  vi.stubEnv('OTEL_EXPORTER_OTLP_ENDPOINT', receiver.url);
  const tracer = await startTracer('ingest');
  const app = createIngestApp({ ...memoryDeps(), tracer });
  const headers = {
    authorization: 'Bearer fh_push',
    'content-type': 'application/json',
    traceparent: `00-${TRACE}-${PARENT}-01`,
  };
  await app.request('/v1/events', { method: 'POST', body: JSON.stringify([opened, closed, opened]), headers });
  await app.request('/healthz');
  await tracer.stop();
  receiver.close();
  expect(receiver.spans).toEqual([
    {
      service: 'finest-hour-ingest',
      name: 'POST /v1/events',
      kind: 2,
      traceId: TRACE,
      parentSpanId: PARENT,
      attributes: {
        'http.request.method': 'POST',
        'http.response.status_code': 200,
        'http.route': '/v1/events',
        'finest_hour.keyId': 'key-push',
        'finest_hour.events': 3,
        'finest_hour.accepted': 2,
        'finest_hour.duplicates': 1,
        'finest_hour.rejected': 0,
      },
    },
  ]);
});

test('where the sender did not sample its trace, no span is sent', async () => {
  const receiver = await startOtlpReceiver();
  vi.stubEnv('OTEL_EXPORTER_OTLP_ENDPOINT', receiver.url);
  const tracer = await startTracer('ingest');
  const app = createIngestApp({ ...memoryDeps(), tracer });
  await app.request('/v1/events', { headers: { traceparent: `00-${TRACE}-${PARENT}-00` } });
  await tracer.stop();
  receiver.close();
  expect(receiver.spans).toEqual([]);
});

test('where none is named, there is no tracer at all', async () => {
  expect(await startTracer('ingest', {})).toBe(NO_TRACER);
  expect(await startTracer('ingest', { OTEL_EXPORTER_OTLP_ENDPOINT: '' })).toBe(NO_TRACER);
});
