import { setTimeout as sleep } from 'node:timers/promises';
import { brotliCompressSync, gzipSync, zstdCompressSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { QueueFullError } from '@finest-hour/store';
import { streamBench } from '../testing/lines.ts';
import { memoryDeps } from '../testing/memory-deps.ts';
import { opened } from '../testing/push.ts';

const event = (number: number) => ({ ...opened, id: `e-${number}`, subject: `case-${number}` });
const line = (number: number) => `${JSON.stringify(event(number))}\n`;
const linesOf = (count: number, first = 0) => Array.from({ length: count }, (_, i) => line(first + i)).join('');
const done = (accepted: number, duplicates: number, rejected: number) => ({
  done: true,
  accepted,
  duplicates,
  rejected,
});

describe('one event a line', () => {
  test('is stored, with a receipt a batch and a last line that sums up', async () => {
    const { deps, push } = streamBench();
    const { status, headers, lines } = await push(linesOf(2_500));
    expect([status, headers.get('content-type')]).toEqual([200, 'application/x-ndjson']);
    expect(lines.at(-1)).toEqual(done(2_500, 0, 0));
    expect(lines.at(-2)).toMatchObject({ lines: 2_500, rejectedCount: 0, rejected: [] });
    expect(lines.slice(0, -1).reduce((sum, { accepted }) => sum + Number(accepted), 0)).toBe(2_500);
    expect(deps.events).toHaveLength(2_500);
  });

  test('with or without a newline at the end, empty lines, other line ends and a byte order mark', async () => {
    const { deps, push } = streamBench();
    const { lines } = await push(`\ufeff${line(1).trim()}\r\n\r\n \t \n${line(2)}\n\n${line(3).trim()}`);
    expect(lines).toEqual([{ lines: 7, accepted: 3, duplicates: 0, rejectedCount: 0, rejected: [] }, done(3, 0, 0)]);
    expect(deps.events.map(({ id }) => id)).toEqual(['e-1', 'e-2', 'e-3']);
  });

  test.each([
    ['gzip', gzipSync],
    ['br', brotliCompressSync],
    ['zstd', zstdCompressSync],
  ])('compressed with %s', async (encoding, compress) => {
    const { push } = streamBench();
    const { lines } = await push(compress(linesOf(1_200)), { 'content-encoding': encoding });
    expect(lines.at(-1)).toEqual(done(1_200, 0, 0));
  });

  test('cut into pieces anywhere', async () => {
    const { push } = streamBench();
    const text = Buffer.from(linesOf(40));
    const pieces = Array.from({ length: Math.ceil(text.length / 7) }, (_, i) => text.subarray(7 * i, 7 * i + 7));
    expect((await push(pieces)).lines.at(-1)).toEqual(done(40, 0, 0));
  });
});

describe('a line that is no event is refused alone, by its place in the body, and kept', () => {
  test('not JSON, not UTF-8, too long, known before, of other content', async () => {
    const { deps, push } = streamBench();
    const long = `{"id":"${'x'.repeat(70_000)}"}`;
    const other = JSON.stringify({ ...event(0), data: { ...opened.data, channel: 'web' } });
    const body = Buffer.concat([
      Buffer.from(`${line(0)}{"id": tru}\n\n`),
      Buffer.from([0x22, 0xe9, 0x22, 0x0a]),
      Buffer.from(`${long}\n${line(0)}${other}\n[]\n${line(1)}`),
    ]);
    const { status, lines } = await push(body);
    expect(status).toBe(200);
    expect(lines.at(-1)).toEqual(done(2, 1, 5));
    const rejected = lines[0]?.['rejected'] as readonly { index: number; problem: { type: string; detail: string } }[];
    expect(rejected.map(({ index, problem }) => [index, problem.type])).toEqual([
      [1, 'bad-json'],
      [3, 'bad-json'],
      [4, 'too-large'],
      [6, 'conflict'],
      [7, 'bad-event'],
    ]);
    expect(rejected.map(({ problem }) => problem.detail)).toEqual([
      'not JSON at position 7 (line 1, column 8): unexpected "t"',
      'not UTF-8 at byte 1',
      'the line has 70009 bytes; the limit is 64 KiB (65536 bytes)',
      'source "desk" and id "e-0" came before with other content',
      'an event must be an object, not an array',
    ]);
    expect(deps.rejected.map(({ payload, truncated }) => [payload, truncated])).toEqual([
      ['{"id": tru}', false],
      ['"\ufffd"', false],
      [long.slice(0, 65_536), true],
      [other, false],
      ['[]', false],
    ]);
  });

  test('a stream of nothing else is still answered with 200, listing 100 a receipt and counting all', async () => {
    const { deps, push } = streamBench();
    const { status, lines } = await push('nonsense\n'.repeat(1_500));
    expect(status).toBe(200);
    expect(lines.at(-1)).toEqual(done(0, 0, 1_500));
    for (const { rejected } of lines.slice(0, -1)) expect(rejected).toHaveLength(100);
    expect(deps.rejected).toHaveLength(1_500);
  });
});

describe('what breaks a stream off', () => {
  const problem = (lines: readonly Readonly<Record<string, unknown>>[]) => lines.at(-1)?.['error'];

  test('a body that does not inflate any further: what came whole is stored, and the last line says up to where', async () => {
    const { deps, push } = streamBench();
    const whole = gzipSync(linesOf(1_500), { level: 0 });
    const { status, lines } = await push([whole.subarray(0, whole.length - 2_000)], { 'content-encoding': 'gzip' });
    const stored = deps.events.length;
    expect(status).toBe(200);
    expect(stored).toBeGreaterThan(1_000);
    expect(stored).toBeLessThan(1_500);
    expect(lines.at(-1)).toEqual({
      error: {
        type: 'bad-encoding',
        title: 'The body does not inflate',
        status: 400,
        detail: 'the body does not inflate: unexpected end of file',
      },
      ...{ lines: stored, accepted: stored, duplicates: 0, rejected: 0 },
    });
  });

  test('a sender that breaks off', async () => {
    const { deps, push } = streamBench();
    async function* pieces() {
      yield linesOf(10);
      await sleep(200);
      yield line(10).slice(0, 20);
      throw new Error('gone');
    }
    const { lines } = await push(pieces());
    expect(problem(lines)).toMatchObject({ type: 'incomplete-body', status: 400 });
    expect(lines.at(-1)).toMatchObject({ lines: 10, accepted: 10 });
    expect(deps.events).toHaveLength(10);
  });

  test('a sender that falls silent', async () => {
    const { push } = streamBench({ idleMs: 150 });
    async function* pieces() {
      yield linesOf(3);
      await sleep(2_000);
      yield line(4);
    }
    const { lines } = await push(pieces());
    expect(lines[0]).toMatchObject({ lines: 3, accepted: 3 });
    expect(problem(lines)).toMatchObject({ type: 'timeout', status: 408 });
  });

  test('the server being stopped', async () => {
    const stop = new AbortController();
    const { push } = streamBench({ stopping: stop.signal });
    async function* pieces() {
      yield linesOf(3);
      await sleep(300);
      stop.abort();
      await sleep(2_000);
      yield line(4);
    }
    const { lines } = await push(pieces());
    expect(lines).toMatchObject([{ lines: 3 }, { error: { type: 'stopping', status: 503, retryAfterSeconds: 1 } }]);
  });

  test('a database that goes away', async () => {
    const { deps, push } = streamBench();
    async function* pieces() {
      yield linesOf(5);
      await sleep(300);
      deps.failWith(Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' }));
      yield linesOf(5, 5);
    }
    const { lines } = await push(pieces());
    expect(lines.at(-1)).toMatchObject({
      error: { type: 'unavailable', status: 503, retryAfterSeconds: 5 },
      ...{ lines: 5, accepted: 5 },
    });
  });
});

describe('what is wrong before anything of a stream is known is answered with its status', () => {
  test.each([
    ['nothing', [], {}, 400, 'empty-body'],
    ['what does not inflate', ['no gzip'], { 'content-encoding': 'gzip' }, 400, 'bad-encoding'],
    ['an unknown encoding', ['x'], { 'content-encoding': 'lzma' }, 415, 'unsupported-encoding'],
    ['no key', [line(1)], { authorization: '' }, 401, 'unauthorized'],
  ])('%s', async (_, pieces, headers, status, type) => {
    const { push } = streamBench();
    expect(await push(pieces, headers)).toMatchObject({ status, lines: [{ type }] });
  });

  test('a database that is not there', async () => {
    const { deps, push } = streamBench();
    deps.failWith(Object.assign(new Error('no'), { code: '53300' }));
    const { status, headers } = await push(line(1));
    expect([status, headers.get('retry-after')]).toEqual([503, '5']);
  });
});

describe('a stream holds the same all the time', () => {
  test('while the database takes its time, no more is read than a batch and what is on its way', async () => {
    const deps = memoryDeps();
    let release: () => void = () => undefined;
    const gate = new Promise<void>((resolve) => (release = resolve));
    let events = 0;
    const slow = {
      ...deps,
      appendRows: async (batch: readonly unknown[]) => {
        await gate;
        events += batch.length;
        return batch.map(() => 'accepted' as const);
      },
    };
    const { push } = streamBench({}, { ...slow, failWith: deps.failWith, events: deps.events });
    const piece = linesOf(1_000);
    let given = 0;
    function* pieces() {
      for (; given < 60; given += 1) yield piece;
    }
    const answer = push(pieces());
    await sleep(300);
    expect(given).toBeLessThan(40);
    release();
    expect((await answer).lines.at(-1)).toEqual(done(60_000, 0, 0));
    expect(events).toBe(60_000);
  });

  test('a sender that reads no answer before its end stops nothing, and gets fewer receipts for the same', async () => {
    const { open, deps } = streamBench();
    function* pieces() {
      for (let i = 0; i < 30; i += 1) yield linesOf(1_000, 1_000 * i);
    }
    const response = await open(pieces());
    await expect.poll(() => deps.events.length).toBe(30_000);
    const lines = (await response.text())
      .trim()
      .split('\n')
      .map((text) => JSON.parse(text) as { accepted: number });
    expect(lines.length).toBeLessThan(10);
    expect(lines.at(-1)).toEqual(done(30_000, 0, 0));
    expect(lines.slice(0, -1).reduce((sum, { accepted }) => sum + accepted, 0)).toBe(30_000);
  });

  test('lines of a slow sender are stored before it ends', async () => {
    const { deps, push } = streamBench();
    async function* pieces() {
      yield linesOf(2);
      await expect.poll(() => deps.events.length).toBe(2);
      yield line(2);
    }
    expect((await push(pieces())).lines).toMatchObject([{ lines: 2 }, { lines: 3 }, done(3, 0, 0)]);
  });

  test('where too many wait for the database, a stream waits too instead of failing', async () => {
    const deps = memoryDeps();
    let refusals = 2;
    const appendRows: typeof deps.appendRows = (rows) =>
      refusals-- > 0 ? Promise.reject(new QueueFullError('full')) : deps.appendRows(rows);
    const { push } = streamBench({}, { ...deps, appendRows, events: deps.events });
    expect((await push(linesOf(3))).lines.at(-1)).toEqual(done(3, 0, 0));
  });
});
