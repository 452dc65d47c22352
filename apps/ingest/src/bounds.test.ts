import { afterEach, describe, expect, test } from 'vitest';
import { QueueFullError, type AppendStatus } from '@finest-hour/store';
import { HEAD, listen, type Listening } from './testing/listening.ts';
import { memoryDeps } from './testing/memory-deps.ts';
import { closed, opened } from './testing/push.ts';

let server: Listening;
afterEach(() => server.close());

async function push(body: unknown, headers: Readonly<Record<string, string>> = {}) {
  const response = await fetch(`${server.url}/v1/events`, {
    method: 'POST',
    headers: { authorization: 'Bearer fh_push', 'content-type': 'application/json', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
  return {
    status: response.status,
    headers: response.headers,
    body: (await response.json()) as Record<string, unknown>,
  };
}

describe('what is no request is answered as a problem', () => {
  test('headers over 16 KiB', async () => {
    server = await listen();
    const answer = await server.say(`${HEAD}X-Large: ${'x'.repeat(17_000)}\r\n\r\n`);
    expect(answer).toMatch(
      /^HTTP\/1\.1 431 .*application\/problem\+json.*"type":"headers-too-large".*"limitBytes":16384/s,
    );
  });

  test('something else than HTTP', async () => {
    server = await listen();
    expect(await server.say('hello?\r\n\r\n')).toMatch(/^HTTP\/1\.1 400 .*"type":"bad-request"/s);
  });

  test('any number of headers within that is read to the last', async () => {
    server = await listen();
    const many = Array.from({ length: 2_500 }, (_, i) => `a${i.toString(36)}:\r\n`).join('');
    const attributes = { specversion: '1.0', id: '1', source: 's', type: 'case.closed', subject: 'c' };
    const ce = Object.entries({ ...attributes, time: '2026-03-02T09:00:00Z' }).map(
      ([name, value]) => `ce-${name}: ${value}`,
    );
    const answer = server.say(`${HEAD}Connection: close\r\nContent-Length: 2\r\n${many}${ce.join('\r\n')}\r\n\r\n{}`);
    expect(await answer).toMatch(/^HTTP\/1\.1 200 .*"accepted":1/s);
  });
});

describe('a sender that is too slow is told so', () => {
  test('no byte for a while', async () => {
    server = await listen({ idleMs: 50 });
    const socket = server.connect();
    socket.write(`${HEAD}Content-Length: 100\r\n\r\n[`);
    const answer = new Promise<string>((resolve) => socket.once('data', (data) => resolve(data.toString())));
    await expect.poll(() => server.deps.logged.join('')).toContain('"status":408');
    socket.end();
    expect(await answer).toMatch(/^HTTP\/1\.1 408 .*"type":"timeout".*no byte of the body came for 0.05 s/s);
  });

  test('a byte now and then, for ever', async () => {
    server = await listen({ idleMs: 10_000, wholeMs: 100 });
    const socket = server.connect();
    socket.on('error', () => undefined).write(`${HEAD}Content-Length: 100000\r\n\r\n[`);
    const drip = setInterval(() => socket.write(' '), 10);
    const answer = new Promise<string>((resolve) => socket.once('data', (data) => resolve(data.toString())));
    await expect.poll(() => server.deps.logged.join(''), { timeout: 3_000 }).toContain('"problem":"timeout"');
    clearInterval(drip);
    socket.end();
    expect(await answer).toContain('the body was not there after 0.1 s');
  });
});

/** A store that answers when the test says so. */
function gated() {
  const deps = memoryDeps();
  const [asked, gate] = [Promise.withResolvers<null>(), Promise.withResolvers<null>()];
  const appendRows = async (rows: readonly unknown[]) => {
    asked.resolve(null);
    await gate.promise;
    return rows.map((): AppendStatus => 'accepted');
  };
  return { deps: Object.assign(deps, { appendRows }), asked: asked.promise, release: () => gate.resolve(null) };
}

describe('more than may be held at a time is refused, to be sent again', () => {
  test('bodies count until they are stored, also while they wait', async () => {
    const { deps, asked, release } = gated();
    server = await listen({ bytesInFlight: 64 * 1024 }, deps);
    const note = 'x'.repeat(20_000);
    const first = push({ ...opened, data: { ...opened.data, note } });
    await asked;
    const second = await push({ ...closed, data: { note: 'y'.repeat(30_000) } });
    expect(second).toMatchObject({ status: 503, body: { type: 'busy' } });
    expect(second.headers.get('retry-after')).toBe('1');
    release();
    expect(await first).toMatchObject({ status: 200 });
    expect(await push({ ...closed, data: { note: 'y'.repeat(30_000) } })).toMatchObject({ status: 200 });
  });

  test('who is refused in the middle of a large body gets the answer, and the connection goes on', async () => {
    server = await listen({ bytesInFlight: 1024 * 1024 });
    const large = await push(' '.repeat(15 * 1024 * 1024));
    expect(large).toMatchObject({ status: 503, body: { type: 'busy' } });
    expect(large.headers.get('connection')).not.toBe('close');
    expect(await push(opened)).toMatchObject({ status: 200 });
  });

  test('a queue that is full', async () => {
    const deps = memoryDeps();
    const appendRows = () => Promise.reject(new QueueFullError('50000 events wait already; at most 50000 may'));
    server = await listen({}, Object.assign(deps, { appendRows }));
    const answer = await push(opened);
    expect(answer).toMatchObject({
      status: 503,
      body: { type: 'busy', detail: '50000 events wait already; at most 50000 may' },
    });
    expect(answer.headers.get('retry-after')).toBe('1');
    expect(deps.logged.join('')).not.toContain('"level":"error"');
  });
});

describe('a key that sends more than it may', () => {
  const rate = { perSecond: 0.5, burst: 3 };
  const events = (count: number) => Array.from({ length: count }, (_, i) => ({ ...closed, id: `many-${i}` }));

  test('is told what is left, and then to wait; nothing of the body is read', async () => {
    server = await listen({ rate });
    const first = await push(events(2));
    expect(first.status).toBe(200);
    expect(first.headers.get('ratelimit-policy')).toBe('"events";q=3;w=6');
    expect(first.headers.get('ratelimit')).toMatch(/^"events";r=1;t=4$/);
    expect(await push(events(2))).toMatchObject({ status: 200 });
    const refused = await push('{ no JSON');
    expect(refused).toMatchObject({ status: 429, body: { type: 'too-many-events', limitEventsPerSecond: 0.5 } });
    expect(refused.headers.get('retry-after')).toMatch(/^[34]$/);
    expect(refused.headers.get('ratelimit')).toMatch(/^"events";r=0;t=/);
    expect(server.deps.rejected).toEqual([]);
  });

  test.each([
    ['is not JSON', '{ no JSON', {}],
    ['is empty', '', {}],
    ['does not inflate', 'x', { 'content-encoding': 'gzip' }],
    ['is of a type that is not supported', 'x', { 'content-type': 'text/plain' }],
  ])('pays for a request that %s as for one event', async (_, body, headers) => {
    server = await listen({ rate });
    for (let request = 0; request < rate.burst; request += 1)
      expect((await push(body, headers)).status).toBeLessThan(416);
    expect(await push(body, headers)).toMatchObject({ status: 429 });
  });

  test('pays nothing for what is our fault', async () => {
    server = await listen({ rate });
    server.deps.failWith(Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' }));
    for (let request = 0; request < 5; request += 1) expect(await push(opened)).toMatchObject({ status: 503 });
  });

  test('holds up nobody else', async () => {
    server = await listen({ rate });
    await push(events(9));
    expect(await push(opened)).toMatchObject({ status: 429 });
    expect(await push(opened, { authorization: 'Bearer fh_desk' })).toMatchObject({ status: 200 });
  });

  test('is slowed down within a stream, not refused', async () => {
    server = await listen({ rate: { perSecond: 100, burst: 10 } });
    const lines = events(30).map((event) => `${JSON.stringify(event)}\n`);
    const response = await fetch(`${server.url}/v1/events`, {
      method: 'POST',
      headers: { authorization: 'Bearer fh_push', 'content-type': 'application/x-ndjson' },
      body: lines.join(''),
    });
    expect(await response.text()).toContain('{"done":true,"accepted":30,"duplicates":0,"rejected":0}');
    expect(await push(opened)).toMatchObject({ status: 200 });
  });
});
