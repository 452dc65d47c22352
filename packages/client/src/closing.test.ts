import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { bench, networkFailure, pushMany, silence, type Reply } from './testing/fake-server.ts';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms);

test('closing sends what waits, and refuses what comes', async () => {
  const { client, requests, rejections } = bench();
  const [before] = pushMany(client, 1);
  const closed = client.close();
  const [after] = pushMany(client, 1);
  await closed;
  expect(await before).toMatchObject({ stored: true });
  expect(await after).toMatchObject({ stored: false, problem: { type: 'closed' } });
  expect(rejections).toHaveLength(1);
  expect(requests).toHaveLength(1);
});

test('closing a client that has nothing to send ends at once, and twice is once', async () => {
  const { client, requests } = bench();
  await Promise.all([client.close(), client.close()]);
  expect(requests).toHaveLength(0);
  expect(vi.getTimerCount()).toBe(0);
});

test('closing ends a request without an answer when the time is up, and says what is not certain', async () => {
  const { client, requests, rejections } = bench([silence], { maxBatchEvents: 2 });
  const outcomes = pushMany(client, 3);
  const closed = client.close({ withinMs: 2000 }).then(() => 'closed');
  await pass(1999);
  expect(await Promise.race([closed, Promise.resolve('still trying')])).toBe('still trying');
  await pass(1);
  expect(await closed).toBe('closed');
  expect(requests[0]?.init.signal?.aborted).toBe(true);
  expect(await Promise.all(outcomes)).toEqual(rejections);
  expect(rejections.map(({ problem: { type } }) => type)).toEqual(['closed', 'closed', 'closed']);
  expect(vi.getTimerCount()).toBe(0);
});

test('closing ends a wait for another try when the time is up', async () => {
  const { client, rejections } = bench(Array<Reply>(100).fill(networkFailure));
  void pushMany(client, 1);
  const closed = client.close({ withinMs: 2000 });
  await pass(2000);
  await closed;
  expect(rejections.map(({ problem: { type } }) => type)).toEqual(['closed']);
  expect(vi.getTimerCount()).toBe(0);
});

test('closing lets those in who wait for room, to be refused', async () => {
  const { client } = bench([], { maxQueueEvents: 1 });
  void pushMany(client, 1);
  const late = client.ready().then(() => client.push('case.closed', { subject: 'case-9' }));
  await client.close();
  expect(await late).toMatchObject({ stored: false, problem: { type: 'closed' } });
});

test('what waits is flushed when the process has nothing else to do, and nothing listens after that', async () => {
  const before = process.listenerCount('beforeExit');
  const { client, requests } = bench();
  void pushMany(client, 2);
  expect(process.listenerCount('beforeExit')).toBe(before + 1);
  process.listeners('beforeExit').at(-1)?.(0);
  await pass(0);
  expect(requests.map(({ events }) => events.length)).toEqual([2]);
  expect(process.listenerCount('beforeExit')).toBe(before);
});

test('a listener that throws is heard of, and holds nothing up', async () => {
  const heard: unknown[] = [];
  const hear = (error: unknown) => heard.push(error);
  const others = process.listeners('uncaughtException');
  process.removeAllListeners('uncaughtException').on('uncaughtException', hear);
  try {
    const fail = () => {
      throw new Error('a mistake in the listener');
    };
    const { client } = bench([networkFailure, () => new Response('', { status: 400 })], {
      onRejected: fail,
      onRetry: fail,
    });
    const [first] = pushMany(client, 1);
    void client.flush();
    await pass(1000);
    const [second] = pushMany(client, 1);
    await client.flush();
    expect(await first).toMatchObject({ stored: false });
    expect(await second).toMatchObject({ stored: true });
    await vi.waitFor(() => expect(heard).toHaveLength(2));
  } finally {
    process.off('uncaughtException', hear);
    for (const listener of others) process.on('uncaughtException', listener);
  }
});
