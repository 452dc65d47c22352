import { expect, test } from 'vitest';
import { GroupCommit, QueueFullError, type GroupOptions } from './group-commit.ts';

interface Call {
  readonly items: readonly string[];
  answer(): void;
  fail(error: unknown): void;
}

/** A commit that the test answers by hand: each item in capitals. */
function bench(options: Partial<GroupOptions> = {}) {
  const calls: Call[] = [];
  const commit = (items: readonly string[]) =>
    new Promise<readonly string[]>((resolve, reject) => {
      calls.push({ items, answer: () => resolve(items.map((item) => item.toUpperCase())), fail: reject });
    });
  const isOwnFault = (error: unknown) => error === 'poison';
  const group = new GroupCommit(commit, {
    ...{ lanes: 1, crowdItems: 1, slowMs: 60_000, groupItems: 10, queueItems: 20, waitMs: 60_000, isOwnFault },
    ...options,
  });
  const call = async (index: number): Promise<Call> => {
    await expect.poll(() => calls.length).toBeGreaterThan(index);
    return calls[index] as Call;
  };
  return { group, calls, call };
}

test('requests that come at once are one commit, and each gets the answers of its own items', async () => {
  const { group, calls, call } = bench();
  const answers = Promise.all([group.submit(['a', 'b']), group.submit(['c']), group.submit(['d', 'e'])]);
  (await call(0)).answer();
  expect(await answers).toEqual([['A', 'B'], ['C'], ['D', 'E']]);
  expect(calls.map(({ items }) => items)).toEqual([['a', 'b', 'c', 'd', 'e']]);
});

test('what comes during a commit waits for it, and is the next one together', async () => {
  const { group, calls, call } = bench();
  const first = group.submit(['a']);
  const running = await call(0);
  const later = Promise.all([group.submit(['b']), group.submit(['c'])]);
  expect(group.depth).toEqual({ requests: 2, items: 2 });
  running.answer();
  expect(await first).toEqual(['A']);
  (await call(1)).answer();
  expect(await later).toEqual([['B'], ['C']]);
  expect(calls.map(({ items }) => items)).toEqual([['a'], ['b', 'c']]);
  expect(group.depth).toEqual({ requests: 0, items: 0 });
});

test('no answer before the commit', async () => {
  const { group, call } = bench();
  let answered = false;
  const answer = group.submit(['a']).then(() => (answered = true));
  const running = await call(0);
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(answered).toBe(false);
  running.answer();
  await answer;
});

test('as many commits at a time as there are lanes', async () => {
  const { group, calls, call } = bench({ lanes: 2 });
  const first = group.submit(['a']);
  await call(0);
  const second = group.submit(['b']);
  await call(1);
  const third = group.submit(['c']);
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(calls).toHaveLength(2);
  calls[1]?.answer();
  (await call(2)).answer();
  calls[0]?.answer();
  expect(await Promise.all([first, second, third])).toEqual([['A'], ['B'], ['C']]);
});

test('beside a commit under way another begins only for many, or once that one is slow', async () => {
  const { group, calls, call } = bench({ lanes: 2, crowdItems: 3, slowMs: 60_000 });
  const answers = [group.submit(['a'])];
  await call(0);
  answers.push(group.submit(['b', 'c']));
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(calls).toHaveLength(1);
  answers.push(group.submit(['d']));
  expect((await call(1)).items).toEqual(['b', 'c', 'd']);
  for (const { answer } of calls) answer();
  expect((await Promise.all(answers)).flat().join('')).toBe('ABCD');

  const slow = bench({ lanes: 2, crowdItems: 3, slowMs: 5 });
  const both = [slow.group.submit(['a'])];
  await slow.call(0);
  both.push(slow.group.submit(['b']));
  expect((await slow.call(1)).items).toEqual(['b']);
  for (const { answer } of slow.calls) answer();
  await Promise.all(both);
});

test('a group ends before it is too large; a request is not divided', async () => {
  const { group, calls, call } = bench({ groupItems: 3 });
  const answers = Promise.all([group.submit(['a', 'b']), group.submit(['c', 'd']), group.submit(['e', 'f', 'g', 'h'])]);
  for (const index of [0, 1, 2]) (await call(index)).answer();
  expect((await answers).flat().join('')).toBe('ABCDEFGH');
  expect(calls.map(({ items }) => items.join(''))).toEqual(['ab', 'cd', 'efgh']);
});

test('one request that cannot be stored does not take its companions with it', async () => {
  const { group, calls, call } = bench();
  const answers = Promise.allSettled([group.submit(['a']), group.submit(['bad']), group.submit(['c'])]);
  (await call(0)).fail('poison');
  (await call(1)).answer();
  (await call(2)).fail('poison');
  (await call(3)).answer();
  expect(await answers).toEqual([
    { status: 'fulfilled', value: ['A'] },
    { status: 'rejected', reason: 'poison' },
    { status: 'fulfilled', value: ['C'] },
  ]);
  expect(calls.map(({ items }) => items)).toEqual([['a', 'bad', 'c'], ['a'], ['bad'], ['c']]);
});

test('what is nobody’s own fault is told to all, and nothing is tried again', async () => {
  const { group, calls, call } = bench();
  const answers = Promise.allSettled([group.submit(['a']), group.submit(['b'])]);
  (await call(0)).fail('gone');
  expect((await answers).map((answer) => answer.status === 'rejected' && (answer.reason as unknown))).toEqual([
    'gone',
    'gone',
  ]);
  const next = group.submit(['c']);
  (await call(1)).answer();
  expect(await next).toEqual(['C']);
  expect(calls).toHaveLength(2);
});

test('while too much waits nobody else may; a request larger than the queue still finds an empty one', async () => {
  const { group, call } = bench({ queueItems: 3 });
  const first = group.submit(['a']);
  const running = await call(0);
  const large = group.submit(['b', 'c', 'd', 'e']);
  await expect(group.submit(['f'])).rejects.toThrow(QueueFullError);
  running.answer();
  (await call(1)).answer();
  expect(await Promise.all([first, large])).toEqual([['A'], ['B', 'C', 'D', 'E']]);
  const next = group.submit(['f']);
  (await call(2)).answer();
  expect(await next).toEqual(['F']);
});

test('who has waited too long is turned away, and was not stored', async () => {
  const { group, calls, call } = bench({ waitMs: 5 });
  const first = group.submit(['a']);
  const running = await call(0);
  const late = expect(group.submit(['b'])).rejects.toThrow(/waited for 0.005 s/);
  await new Promise((resolve) => setTimeout(resolve, 20));
  running.answer();
  await Promise.all([first, late]);
  expect(calls).toHaveLength(1);
});

test('nothing to do is nothing done', async () => {
  const { group, calls } = bench();
  expect(await group.submit([])).toEqual([]);
  expect(calls).toEqual([]);
});
