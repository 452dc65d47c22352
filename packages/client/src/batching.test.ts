import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { ClientOptions } from './options.ts';
import { bench, pushMany, silence, subjects } from './testing/fake-server.ts';

beforeEach(() => vi.useFakeTimers({ now: Date.parse('2026-03-02T09:00:00Z') }));
afterEach(() => vi.useRealTimers());

const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms);

test('a batch is sent once it has its number of events', async () => {
  const { client, requests } = bench([], { maxBatchEvents: 3 });
  void pushMany(client, 2);
  await pass(999);
  expect(requests).toHaveLength(0);
  void pushMany(client, 1);
  await pass(0);
  expect(requests.map(({ events }) => events.length)).toEqual([3]);
});

test('a batch is sent once it has its number of bytes, and what comes then begins anew', async () => {
  const { client, requests } = bench([], { maxBatchBytes: 3000 });
  const pushNote = () => client.push('case.escalated', { subject: 'case-1', data: { reason: 'x'.repeat(1000) } });
  const sent = () => requests.map(({ events }) => events.length);
  void pushNote();
  void pushNote();
  await pass(0);
  expect(sent()).toEqual([]);
  void pushNote();
  await pass(0);
  expect(sent()).toEqual([2, 1]); // three are more than one body may have
  void pushNote();
  await pass(999);
  expect(sent()).toEqual([2, 1]);
  await pass(1);
  expect(sent()).toEqual([2, 1, 1]);
});

test('a batch is sent once its first event has waited long enough', async () => {
  const { client, requests } = bench([], { maxWaitMs: 200 });
  void pushMany(client, 1);
  await pass(150);
  void pushMany(client, 1);
  await pass(49);
  expect(requests).toHaveLength(0);
  await pass(1);
  expect(requests.map(({ events }) => events.length)).toEqual([2]);
});

test('no body is larger than the bound, unless one event alone is', async () => {
  const { client, requests } = bench([], { maxBatchBytes: 1000, maxBatchEvents: 50 });
  const notes = [10, 10, 10, 2000, 10, 300, 300, 300].map((length) => 'ü'.repeat(length / 2));
  notes.forEach((reason, index) => void client.push('case.escalated', { subject: `case-${index}`, data: { reason } }));
  await client.flush();
  const bytes = requests.map(({ text }) => new TextEncoder().encode(text).length);
  for (const [index, { events }] of requests.entries()) {
    if (events.length > 1) expect(bytes[index]).toBeLessThanOrEqual(1000);
  }
  expect(requests.flatMap(({ events }) => subjects(events))).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
  expect(requests.find(({ events }) => subjects(events).includes(3))?.events).toHaveLength(1);
});

test('events leave in the order in which they were pushed, one request at a time', async () => {
  const underWay: number[] = [];
  let now = 0;
  const slow = async (events: readonly unknown[]) => {
    underWay.push((now += 1));
    await new Promise((resolve) => setTimeout(resolve, 50));
    now -= 1;
    return Response.json({ accepted: events.length, duplicates: 0, rejected: [] });
  };
  const { client, requests } = bench(Array(10).fill(slow), { maxBatchEvents: 4 });
  void pushMany(client, 10);
  const flushed = client.flush();
  await pass(500);
  await flushed;
  expect(requests.flatMap(({ events }) => subjects(events))).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
  expect(underWay).toEqual([1, 1, 1]);
});

test('what is pushed while a request is under way goes with the next, without waiting again', async () => {
  const slow = () =>
    new Promise<Response>((resolve) =>
      setTimeout(() => resolve(Response.json({ accepted: 1, duplicates: 0, rejected: [] })), 300),
    );
  const { client, requests } = bench([slow]);
  void pushMany(client, 1);
  await pass(1100);
  void pushMany(client, 5);
  await pass(200);
  expect(requests.map(({ events, atMs }) => [events.length, atMs % 60_000])).toEqual([
    [1, 1000],
    [5, 1300],
  ]);
  expect(vi.getTimerCount()).toBe(0); // nor does a timer for them stay behind
});

test('an event goes out as it was when it was pushed, with its id, source and time', async () => {
  const { client, requests } = bench();
  const data = { customer: 'c-1', channel: 'phone' as const };
  const outcome = client.push('case.opened', {
    subject: 'case-1',
    data,
    id: 'e-1',
    sequence: 7,
    extensions: { tenant: 'a' },
  });
  data.customer = 'changed';
  void client.push('case.closed', { subject: 'case-1', time: new Date('2026-03-01T00:00:00Z') });
  void client.push('case.closed', { subject: 'case-1', time: '2026-03-01T00:00:00.000001+01:00' });
  await client.flush();
  const [first, second, third] = requests[0]?.events ?? [];
  expect(first).toEqual({
    specversion: '1.0',
    id: 'e-1',
    source: 'desk',
    type: 'case.opened',
    subject: 'case-1',
    time: '2026-03-02T09:00:00.000Z',
    sequence: '7',
    tenant: 'a',
    data: { customer: 'c-1', channel: 'phone' },
  });
  expect([second?.time, third?.time]).toEqual(['2026-03-01T00:00:00.000Z', '2026-03-01T00:00:00.000001+01:00']);
  expect(second?.id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  expect(second?.id).not.toBe(third?.id);
  expect(await outcome).toEqual({ stored: true, id: 'e-1' });
});

test('the request is a batch of CloudEvents with the key, to /v1/events below the address', async () => {
  for (const url of ['https://events.example.com/hour', 'https://events.example.com/hour/']) {
    const { client, requests } = bench([], { url });
    void pushMany(client, 1);
    await client.flush();
    expect(requests[0]?.url).toBe('https://events.example.com/hour/v1/events');
    expect(requests[0]?.init).toMatchObject({
      method: 'POST',
      redirect: 'manual',
      headers: { authorization: 'Bearer fh_secret', 'content-type': 'application/cloudevents-batch+json' },
    });
  }
});

test('a body worth it is compressed, where the runtime can; it inflates to the same events', async () => {
  const note = { reason: 'a note '.repeat(200) };
  const pushNote = async (options: Partial<ClientOptions>) => {
    vi.useRealTimers();
    const { client, requests } = bench([], options);
    void client.push('case.escalated', { subject: 'case-1', id: 'e-1', time: '2026-03-02T09:00:00Z', data: note });
    await client.flush();
    const { text, init, bytes } = requests[0] ?? {};
    return { text, bytes, encoding: new Headers(init?.headers).get('content-encoding') };
  };
  const plain = await pushNote({ gzip: false });
  const small = await pushNote({ gzip: true });
  vi.stubGlobal('CompressionStream', undefined);
  const unable = await pushNote({ gzip: true });
  vi.unstubAllGlobals();
  expect([plain.encoding, small.encoding, unable.encoding]).toEqual([null, 'gzip', null]);
  expect([small.text, unable.text]).toEqual([plain.text, plain.text]);
  expect(small.bytes).toBeLessThan(400);
});

test('a flush waits for what was pushed before it, and not for what comes after', async () => {
  const { client } = bench([() => Response.json({ accepted: 1, duplicates: 0, rejected: [] }), silence]);
  void pushMany(client, 1);
  const flushed = client.flush().then(() => 'flushed');
  void pushMany(client, 1);
  await pass(5000);
  expect(await Promise.race([flushed, Promise.resolve('still waiting')])).toBe('flushed');
  expect(client.pending).toBe(1);
});

test('a flush with nothing to send sends nothing', async () => {
  const { client, requests } = bench();
  await client.flush();
  expect(requests).toHaveLength(0);
});

test('options that cannot work are named at once', () => {
  expect(() => bench([], { key: '' })).toThrow('key is missing');
  expect(() => bench([], { source: '' })).toThrow('source is missing');
  expect(() => bench([], { url: 'events' })).toThrow('Invalid URL');
  expect(() => bench([], { maxBatchEvents: 0 })).toThrow('maxBatchEvents must be a positive number: 0');
  expect(() => bench([], { timeoutMs: Number.NaN })).toThrow('timeoutMs must be a positive number: NaN');
});
