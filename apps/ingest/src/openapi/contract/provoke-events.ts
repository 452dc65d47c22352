import { gzipSync } from 'node:zlib';
import { vi } from 'vitest';
import { rateOf } from '../../app-options.ts';
import { IDLE_MS, MAX_BATCH_EVENTS, MAX_BODY_BYTES, MAX_EVENT_BYTES } from '../../limits.ts';
import { closed, opened } from '../../testing/push.ts';
import type { Provocations } from './provocations.ts';
import { BATCH, EVENT, LINES, push } from './requests.ts';
import { openServer, send, type Sent } from './send.ts';

const large = { ...closed, data: { note: 'x'.repeat(MAX_EVENT_BYTES) } };
const many = (count: number) => Array.from({ length: count }, (_, index) => ({ ...closed, id: `e-${index}` }));
const lines = (...values: readonly unknown[]) => values.map((value) => `${JSON.stringify(value)}\n`).join('');

/** A body of which only the beginning comes: then it breaks, or nothing more is said. */
function unended(beginning: string, breaks: boolean): ReadableStream<Uint8Array> {
  let begun = false;
  return new ReadableStream({
    pull: (controller) => {
      if (begun && breaks) controller.error(new Error('the connection was reset'));
      else if (!begun) controller.enqueue(Buffer.from(beginning));
      begun = true;
    },
  });
}

async function silence(): Promise<Response> {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  try {
    const answer = send(push(unended('{', false)));
    await vi.advanceTimersByTimeAsync(IDLE_MS);
    return await answer;
  } finally {
    vi.useRealTimers();
  }
}

/** Streams may hold what a window of brotli takes; two of them leave no room for a third. */
async function crowd(): Promise<Response> {
  const stop = new AbortController();
  const server = openServer({ stopping: stop.signal });
  const stream = () => push(unended('', false), { ...LINES, 'content-encoding': 'br' });
  const others = [server.send(stream()), server.send(stream())];
  await new Promise(setImmediate);
  const answer = await server.send(stream());
  stop.abort();
  await Promise.all(others);
  return answer;
}

/** The server is stopped once it has told of the first line. */
async function brokenOff(): Promise<Response> {
  const stop = new AbortController();
  const response = await send(push(unended(lines(opened), false), LINES), { options: { stopping: stop.signal } });
  const told: Uint8Array[] = [];
  for await (const line of response.body ?? []) {
    told.push(line);
    stop.abort();
  }
  return new Response(Buffer.concat(told), response);
}

/** The clock of the rate stands still. */
async function tooFast(): Promise<Response> {
  vi.useFakeTimers({ toFake: ['performance'] });
  try {
    return await send(push(opened), { options: { rate: rateOf(100) }, first: [push(many(1_200), BATCH)] });
  } finally {
    vi.useRealTimers();
  }
}

const refused =
  (change: object, headers: Sent['headers'] = EVENT) =>
  () =>
    send(push({ ...opened, ...change }, headers));

/** Every answer of `POST /v1/events`. */
export const EVENT_PROVOCATIONS: Provocations = {
  '200 event': () => send(push(opened)),
  '200 batch': () => send(push([opened, opened, closed, { ...closed, id: 'e-3', time: 'soon' }], BATCH)),
  '200 lines': () => send(push(`${lines(opened, closed)}{"id": 1,}\n`, LINES)),
  '200 lines-broken': brokenOff,
  '422 all-refused bad-data': refused({ data: { channel: 'phone' } }),
  '422 all-refused bad-event': refused({ subject: undefined }),
  '422 all-refused bad-time': refused({ time: '2026-02-30T09:00:00Z' }),
  '422 all-refused wrong-source': refused({ source: 'shop' }, { ...EVENT, authorization: 'Bearer fh_desk' }),
  '422 all-refused too-large': () => send(push([large], BATCH)),
  '422 all-refused conflict': () =>
    send(push({ ...opened, subject: 'case-1', time: '2026-03-02T11:00:00Z' }), { first: [push(opened)] }),
  '422 all-refused erased': () => send(push(opened), { status: 'erased' }),
  '400 empty-body': () => send(push('')),
  '400 incomplete-body': () => send(push(unended('{', true))),
  '400 bad-encoding': () => send(push(gzipSync('{}').subarray(0, -10), { ...EVENT, 'content-encoding': 'gzip' })),
  '400 bad-json': () => send(push('{"specversion": "1.0",}')),
  '400 bad-batch': () => send(push(opened, BATCH)),
  '408 timeout': silence,
  '413 too-large event': () => send(push(large)),
  '413 too-large batch': () => send(push(many(MAX_BATCH_EVENTS + 1), BATCH)),
  '413 too-large body': () => send(push('[]', { ...BATCH, 'content-length': String(MAX_BODY_BYTES + 1) })),
  '415 unsupported-media-type': () => send(push('<event/>', { 'content-type': 'application/xml' })),
  '415 unsupported-encoding': () => send(push(opened, { ...EVENT, 'content-encoding': 'deflate' })),
  '429 too-many-events': tooFast,
  '503 busy': crowd,
  '503 stopping': () => send(push(lines(opened), LINES), { options: { stopping: AbortSignal.abort() } }),
};
