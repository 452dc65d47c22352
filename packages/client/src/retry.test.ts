import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { badData, bench, networkFailure, problem, pushMany, silence, type Reply } from './testing/fake-server.ts';

beforeEach(() => vi.useFakeTimers({ now: Date.parse('2026-03-02T09:00:00Z') }));
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms);
const waits = (requests: readonly { atMs: number }[]) =>
  requests.slice(1).map(({ atMs }, index) => atMs - (requests[index]?.atMs ?? 0));

test('a try that fails is repeated to the byte: the same ids, so that a repeat is free', async () => {
  const failures: Reply[] = [networkFailure, () => problem(503, 'unavailable'), () => problem(500, 'internal')];
  const { client, requests, rejections } = bench(failures);
  const outcomes = pushMany(client, 3);
  void client.flush();
  await pass(10_000);
  expect(requests).toHaveLength(4);
  expect(new Set(requests.map(({ text }) => text)).size).toBe(1);
  expect((await Promise.all(outcomes)).every(({ stored }) => stored)).toBe(true);
  expect(rejections).toEqual([]);
});

test('the waits are random below 500, 1,000, 2,000, … milliseconds', async () => {
  vi.spyOn(Math, 'random').mockReturnValue(0.75);
  const { client, requests, retries } = bench(Array<Reply>(4).fill(networkFailure));
  void pushMany(client, 1);
  void client.flush();
  await pass(20_000);
  expect(waits(requests)).toEqual([375, 750, 1500, 3000]); // three quarters of each bound
  expect(retries.map(({ waitMs }) => waitMs)).toEqual([375, 750, 1500, 3000]);
  expect(retries[0]?.problem).toEqual({
    type: 'network',
    detail: "the server can't be reached: fetch failed: ECONNREFUSED",
  });
});

test('no wait leaves its bounds, whatever the dice say', async () => {
  for (let run = 0; run < 50; run += 1) {
    const { client, requests } = bench(Array<Reply>(8).fill(networkFailure));
    void pushMany(client, 1);
    void client.flush();
    await pass(200_000);
    for (const [index, waitMs] of waits(requests).entries()) {
      expect(waitMs).toBeGreaterThanOrEqual(0);
      expect(waitMs).toBeLessThanOrEqual(Math.min(30_000, 500 * 2 ** index));
    }
    expect(waits(requests)).toHaveLength(8);
  }
});

test('a 429 or 503 is tried again no sooner than Retry-After says, in seconds or as a date', async () => {
  const busy: Reply[] = [
    () => problem(429, 'too-many', { 'retry-after': '7' }),
    () => problem(503, 'unavailable', { 'retry-after': 'Mon, 02 Mar 2026 09:01:00 GMT' }),
  ];
  vi.spyOn(Math, 'random').mockReturnValue(0);
  const { client, requests } = bench(busy);
  void pushMany(client, 1);
  void client.flush();
  await pass(120_000);
  // 7 s; then until 09:01:00, which at 09:00:07 is 53 s away.
  expect(waits(requests)).toEqual([7000, 53_000]);
});

test('a try without an answer in time is ended and repeated', async () => {
  vi.spyOn(Math, 'random').mockReturnValue(0.5);
  const { client, requests, retries } = bench([silence], { timeoutMs: 4000 });
  const [outcome] = pushMany(client, 1);
  void client.flush();
  await pass(4250);
  expect(await outcome).toMatchObject({ stored: true });
  expect(waits(requests)).toEqual([4250]);
  expect(retries[0]?.problem).toEqual({ type: 'timeout', detail: 'no answer within 4000 ms' });
});

test('headers without a body are no receipt: the time limit covers both', async () => {
  const stuck: Reply = () => new Response(new ReadableStream({ pull: () => new Promise(() => undefined) }));
  const abortable: Reply = () => {
    const response = stuck([]) as Response;
    return Object.assign(response, {
      text: () => new Promise((_, fail) => setTimeout(() => fail(new Error('aborted')), 4000)),
    });
  };
  const { client, requests } = bench([abortable], { timeoutMs: 4000 });
  const [outcome] = pushMany(client, 1);
  void client.flush();
  await pass(10_000);
  expect(await outcome).toMatchObject({ stored: true });
  expect(requests).toHaveLength(2);
});

test('a 200 that is no receipt for these events stores nothing: it is tried again', async () => {
  const strangers: Reply[] = [
    () => new Response('<h1>Sign in to the wifi</h1>', { headers: { 'content-type': 'text/html' } }),
    () => Response.json({ ok: true }),
    () => Response.json({ accepted: 1, duplicates: 0, rejected: [] }), // for two events
    () => Response.json({ accepted: 1, duplicates: 0, rejected: [{ index: 1 }] }), // without a reason
    () => Response.json({ accepted: 0, duplicates: 0, rejected: [{ index: 0, problem: badData(0) }, { index: 1 }] }),
    () => Response.json({ accepted: 1, duplicates: 0, rejectedCount: 1, rejected: [] }), // without saying which
  ];
  const { client, requests, retries } = bench(strangers);
  const outcomes = pushMany(client, 2);
  void client.flush();
  await pass(60_000);
  expect(requests).toHaveLength(7);
  expect(retries.map(({ problem: { type } }) => type)).toEqual(Array(6).fill('bad-answer'));
  expect((await Promise.all(outcomes)).every(({ stored }) => stored)).toBe(true);
});

test('a batch that cannot be sent is given up in the end, told with its events, and holds nobody up for ever', async () => {
  const { client, rejections } = bench(Array<Reply>(1000).fill(networkFailure), { giveUpAfterMs: 60_000 });
  const [outcome] = pushMany(client, 1);
  void client.flush();
  await pass(60_000);
  const told = await outcome;
  expect(told).toMatchObject({ stored: false, event: { subject: 'case-0' }, problem: { type: 'gave-up' } });
  expect(rejections).toEqual([told]);
});

test('a wait that would end too late is not begun', async () => {
  const { client, requests } = bench([() => problem(503, 'unavailable', { 'retry-after': '3600' })]);
  const [outcome] = pushMany(client, 1);
  void client.flush();
  await pass(0);
  expect(await outcome).toMatchObject({ stored: false, problem: { type: 'gave-up', status: 503 } });
  expect(requests).toHaveLength(1);
});

test('even an endless wait is no busy loop', async () => {
  const { client, requests } = bench([() => problem(503, 'unavailable', { 'retry-after': '99999999999' })], {
    giveUpAfterMs: Number.POSITIVE_INFINITY,
  });
  void pushMany(client, 1);
  void client.flush();
  await pass(24 * 86_400_000);
  expect(requests).toHaveLength(1);
});
