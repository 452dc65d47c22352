import { describe, expect, test } from 'vitest';
import { streamBench } from './testing/lines.ts';
import { ingestBench, opened } from './testing/push.ts';

const TRACE = '0af7651916cd43dd8448eb211c80319c';

function lines(logged: readonly string[]): readonly Record<string, unknown>[] {
  return logged.map((line) => JSON.parse(line) as Record<string, unknown>);
}

describe('the log', () => {
  test('has one line of JSON a request: when, what, how it went, and whose key it was', async () => {
    const { deps, push } = ingestBench();
    await push([opened, { ...opened, id: 'bad', data: {} }], { 'x-request-id': 'import-7' });
    expect(lines(deps.logged)).toEqual([
      {
        level: 'info',
        time: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
        app: 'ingest',
        message: 'request',
        requestId: 'import-7',
        method: 'POST',
        route: '/v1/events',
        status: 200,
        ms: expect.any(Number),
        keyId: 'key-push',
        events: 2,
        accepted: 1,
        duplicates: 0,
        rejected: 1,
      },
    ]);
  });

  test('tells the totals of a stream at its end, under the same id', async () => {
    const { deps, push } = streamBench();
    await push(`${JSON.stringify(opened)}\n`, { 'x-request-id': 'night' });
    await expect.poll(() => deps.logged.length).toBe(2);
    expect(lines(deps.logged)).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ message: 'events', requestId: 'night', keyId: 'key-push', lines: 1, accepted: 1 }),
        expect.objectContaining({ message: 'request', requestId: 'night', route: '/v1/events', status: 200 }),
      ]),
    );
  });

  test('names why a request was refused, and warns of what was our fault', async () => {
    const { deps, push, request } = ingestBench();
    await push('{');
    await request('/nowhere');
    deps.failWith(new Error('connection terminated'));
    await push(opened, { 'x-request-id': 'x' });
    expect(lines(deps.logged)).toMatchObject([
      { level: 'info', status: 400, problem: 'bad-json' },
      { level: 'info', status: 404, problem: 'not-found', route: null },
      { level: 'error', message: 'unavailable', requestId: 'x', err: { message: 'connection terminated' } },
      { level: 'warn', status: 503, problem: 'unavailable', requestId: 'x' },
    ]);
  });

  test('is not filled by those who only watch', async () => {
    const { deps, request } = ingestBench();
    await request('/healthz');
    expect(lines(deps.logged)).toMatchObject([{ level: 'debug', route: '/healthz' }]);
  });

  test('holds what a database says is wrong, and not the rows that it quotes', async () => {
    const { deps, push } = ingestBench();
    const quoting = { code: '22P02', detail: 'Key (subject)=(ada) …', where: 'COPY event, line 1: "ada"' };
    deps.failWith(Object.assign(new Error('invalid input syntax'), quoting));
    await push(opened);
    expect(deps.logged.join('')).toContain('"code":"22P02"');
    expect(deps.logged.join('')).not.toContain('ada');
  });
});

describe('a request', () => {
  const idOf = async (headers: Record<string, string>) =>
    (await ingestBench().push(opened, headers)).headers.get('x-request-id');

  test('is known by the id that it brings, else by its trace, else by a new one', async () => {
    expect(await idOf({ 'x-request-id': 'import-7', traceparent: `00-${TRACE}-b7ad6b7169203331-01` })).toBe('import-7');
    expect(await idOf({ traceparent: `00-${TRACE}-b7ad6b7169203331-01` })).toBe(TRACE);
    expect(await idOf({})).toMatch(/^[\da-f]{8}-[\da-f]{4}-4/);
  });

  test.each(['', 'two words', 'x'.repeat(129), '<script>', '"'])('is not called %j', async (id) => {
    expect(await idOf({ 'x-request-id': id })).toMatch(/^[\da-f]{8}-[\da-f]{4}-4/);
  });

  test.each(['00-00000000000000000000000000000000-b7ad6b7169203331-01', TRACE, '00-xyz-b7ad6b7169203331-01'])(
    'belongs to no trace %s',
    async (traceparent) => {
      expect(await idOf({ traceparent })).toMatch(/^[\da-f]{8}-[\da-f]{4}-4/);
    },
  );

  test('is answered with its id also where it is refused', async () => {
    const answer = await ingestBench().request('/nowhere', { headers: { 'x-request-id': 'lost' } });
    expect([answer.status, answer.headers.get('x-request-id')]).toEqual([404, 'lost']);
  });
});
