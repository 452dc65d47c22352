import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Outcome } from './problem.ts';
import { badData, bench, problem, pushMany, receipt, subjects, type Reply } from './testing/fake-server.ts';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

const refusedIn = (outcomes: readonly Outcome[]) => outcomes.flatMap(({ stored }, index) => (stored ? [] : [index]));

test('a receipt with refusals says of each event what became of it', async () => {
  const { client, rejections } = bench([() => receipt(4, [1, 3])]);
  const outcomes = pushMany(client, 4);
  await client.flush();
  const told = await Promise.all(outcomes);
  expect(told.map(({ stored }) => stored)).toEqual([true, false, true, false]);
  expect(told[1]).toMatchObject({ event: { subject: 'case-1' }, problem: badData(1) });
  expect(rejections).toEqual([told[1], told[3]]);
});

test('where a receipt lists not all refusals, what it leaves open is sent again until all is told', async () => {
  // Of 10 events the odd ones are refused, and the server lists two at a time.
  const odd: Reply = (events) => {
    const refused = events.flatMap(({ subject }, index) => (Number(subject.slice(5)) % 2 === 1 ? [index] : []));
    return receipt(events.length, refused, 2);
  };
  const { client, requests, rejections } = bench(Array<Reply>(20).fill(odd));
  const outcomes = pushMany(client, 10);
  await client.flush();
  expect(refusedIn(await Promise.all(outcomes))).toEqual([1, 3, 5, 7, 9]);
  expect(subjects(rejections.map(({ event }) => event))).toEqual([1, 3, 5, 7, 9]);
  // 0–3 are settled by the first answer; 4–9 go again in parts of two, which can be told in full.
  expect(requests.map(({ events }) => subjects(events))).toEqual([
    [0, 1, 2, 3, 4, 5, 6, 7, 8, 9],
    [4, 5],
    [6, 7],
    [8, 9],
  ]);
  expect(client.pending).toBe(0);
});

test('a 422 refuses every event, with its own reason where the answer lists it', async () => {
  const all: Reply = () => {
    const rejected = [{ index: 0, id: null, source: null, problem: badData(0) }];
    const body = { type: 'all-refused', title: 'Every event was refused', detail: 'all 2 events were refused' };
    return Response.json({ ...body, accepted: 0, duplicates: 0, rejectedCount: 2, rejected }, { status: 422 });
  };
  const { client, requests } = bench([all]);
  const outcomes = pushMany(client, 2);
  await client.flush();
  expect(await outcomes[0]).toMatchObject({ stored: false, problem: badData(0) });
  expect(await outcomes[1]).toMatchObject({ stored: false, problem: { type: 'all-refused', status: 422 } });
  expect(requests).toHaveLength(1);
});

test('a batch that is too large is halved until it fits, in order; what is too large alone is refused', async () => {
  const limit: Reply = (events) =>
    events.length > 2 || (events.length > 1 && subjects(events).includes(4)) || subjects(events)[0] === 4
      ? problem(413, 'too-large')
      : receipt(events.length);
  const { client, requests } = bench(Array<Reply>(20).fill(limit));
  const outcomes = pushMany(client, 6);
  await client.flush();
  expect(refusedIn(await Promise.all(outcomes))).toEqual([4]);
  expect(requests.map(({ events }) => subjects(events))).toEqual([
    [0, 1, 2, 3, 4, 5],
    [0, 1, 2],
    [0, 1],
    [2],
    [3, 4, 5],
    [3, 4],
    [3],
    [4],
    [5],
  ]);
});

test('a request that is refused as a whole is told with the words of the server, and the next goes out', async () => {
  const { client } = bench([() => problem(400, 'bad-json'), () => new Response('gone fishing', { status: 404 })]);
  const [first] = pushMany(client, 1);
  await client.flush();
  const [second] = pushMany(client, 1);
  await client.flush();
  const [third] = pushMany(client, 1);
  await client.flush();
  expect(await first).toMatchObject({ problem: { type: 'bad-json', status: 400, detail: 'because of bad-json' } });
  expect(await second).toMatchObject({
    problem: { type: 'http', status: 404, detail: 'the server answered 404: gone fishing' },
  });
  expect(await third).toMatchObject({ stored: true });
});

test('a redirect is not followed, and stores nothing', async () => {
  const { client } = bench([() => new Response(null, { status: 302, headers: { location: 'https://else.where' } })]);
  const [outcome] = pushMany(client, 1);
  await client.flush();
  expect(await outcome).toMatchObject({ stored: false, problem: { type: 'http', status: 302 } });
});

test('a key that is not good ends it: what waits and what comes is refused, and nothing more is sent', async () => {
  for (const [status, type] of [
    [401, 'unauthorized'],
    [403, 'forbidden'],
  ] as const) {
    const { client, requests, rejections } = bench([() => problem(status, type)], { maxBatchEvents: 2 });
    const outcomes = pushMany(client, 5);
    await client.flush();
    outcomes.push(...pushMany(client, 1));
    await client.flush();
    expect(refusedIn(await Promise.all(outcomes))).toEqual([0, 1, 2, 3, 4, 5]);
    expect(rejections.map((one) => one.problem.type)).toEqual(Array(6).fill(type));
    expect(requests).toHaveLength(1);
  }
});

test('what is pushed beyond the bound of the queue is refused at once, and told', async () => {
  const { client, rejections } = bench([], { maxQueueEvents: 3 });
  const outcomes = pushMany(client, 5);
  expect(rejections.map(({ event }) => event.subject)).toEqual(['case-3', 'case-4']);
  expect(await outcomes[3]).toMatchObject({ stored: false, problem: { type: 'queue-full' } });
  await client.flush();
  expect(refusedIn(await Promise.all(outcomes))).toEqual([3, 4]);
});

test('the queue is bounded in bytes too', async () => {
  const { client, rejections } = bench([], { maxQueueBytes: 5000 });
  const reason = 'x'.repeat(2000);
  for (let count = 0; count < 5; count += 1)
    void client.push('case.escalated', { subject: 'case-1', data: { reason } });
  expect(rejections).toHaveLength(2);
  await client.flush();
  const [next] = pushMany(client, 1);
  await client.flush();
  expect(await next).toMatchObject({ stored: true });
});

test('writers who wait until it is ready lose nothing, however many there are', async () => {
  const { client, rejections, requests } = bench([], { maxQueueEvents: 10, maxBatchEvents: 4 });
  const write = async (writer: number) => {
    for (let count = 0; count < 20; count += 1) {
      await client.ready();
      expect(client.pending).toBeLessThan(10);
      void client.push('case.closed', { subject: `case-${writer * 100 + count}` });
    }
  };
  await Promise.all(Array.from({ length: 25 }, (_, writer) => write(writer)));
  await client.flush();
  expect(rejections).toEqual([]);
  expect(new Set(requests.flatMap(({ events }) => subjects(events))).size).toBe(500);
});

test('an event that is no JSON is refused, and holds nobody up', async () => {
  const { client } = bench();
  const circle: Record<string, unknown> = {};
  circle['self'] = circle;
  const outcome = client.push('case.closed', { subject: 'case-1', data: circle });
  const [other] = pushMany(client, 1);
  await client.flush();
  expect(await outcome).toMatchObject({ stored: false, event: { subject: 'case-1' }, problem: { type: 'not-json' } });
  expect(await other).toMatchObject({ stored: true });
});

test('without a listener refusals are printed', async () => {
  const print = vi.spyOn(console, 'error').mockReturnValue();
  const { client } = bench([() => receipt(1, [0])], { onRejected: undefined });
  void client.push('case.closed', { subject: 'case-1', id: 'e-1' });
  await client.flush();
  expect(print).toHaveBeenCalledExactlyOnceWith(
    'finest-hour: case.closed e-1 is not stored: channel is missing (0) (bad-data)',
  );
  print.mockRestore();
});
