import { brotliCompressSync, gzipSync, zstdCompressSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { closed, ingestBench, opened, type Answer } from './testing/push.ts';

const text = JSON.stringify(opened);

function expectProblem(answer: Answer, status: number, type: string): void {
  expect(answer).toMatchObject({ status, body: { type, status } });
  expect(answer.headers.get('content-type')).toBe('application/problem+json');
  expect(answer.body['title']).toEqual(expect.any(String));
  expect(answer.body['detail']).toEqual(expect.any(String));
}

describe('who has no right is turned away before the body is read', () => {
  test.each([
    ['no key', '', 401, 'unauthorized', 'Bearer realm="finest-hour"'],
    ['another scheme', 'Basic ZmhfcHVzaA==', 401, 'unauthorized', 'Bearer realm="finest-hour", error="invalid_token"'],
    ['an unknown key', 'Bearer fh_none', 401, 'unauthorized', 'Bearer realm="finest-hour", error="invalid_token"'],
    ['no key after Bearer', 'Bearer', 401, 'unauthorized', 'Bearer realm="finest-hour", error="invalid_token"'],
    [
      'a key with another scope',
      'Bearer fh_read',
      403,
      'forbidden',
      'Bearer realm="finest-hour", error="insufficient_scope", scope="ingest"',
    ],
  ])('%s', async (_, authorization, status, type, challenge) => {
    const { deps, request } = ingestBench();
    const headers = { 'content-type': 'application/json', ...(authorization !== '' && { authorization }) };
    const answer = await request('/v1/events', { method: 'POST', body: '{', headers });
    expectProblem(answer, status, type);
    expect(answer.headers.get('www-authenticate')).toBe(challenge);
    expect(deps.rejected).toEqual([]);
  });

  test.each([
    ['fh_revoked', 'the key "old shop" was revoked at 2026-02-01T00:00:00.000Z'],
    ['fh_expired', 'the key "guest" expired at 2026-02-01T00:00:00.000Z'],
    ['fh_none', 'the key is unknown'],
  ])('and is told why: %s', async (secret, detail) => {
    const answer = await ingestBench().push(opened, { authorization: `Bearer ${secret}` });
    expectProblem(answer, 401, 'unauthorized');
    expect(answer.body['detail']).toBe(detail);
  });

  test('the scheme is read in any case', async () => {
    expect(await ingestBench().push(opened, { authorization: 'bearer fh_push' })).toMatchObject({ status: 200 });
  });
});

describe('a key that is bound to a source', () => {
  const authorization = 'Bearer fh_desk';

  test('sends its own events, and those of another source are refused and kept', async () => {
    const { deps, push } = ingestBench();
    const answer = await push([opened, { ...opened, source: 'shop' }], { authorization });
    expect(answer).toMatchObject({ status: 200, body: { accepted: 1, rejectedCount: 1 } });
    const detail = 'this key may only send events with source "desk", not "shop"';
    const problem = {
      type: 'wrong-source',
      title: 'The key may not speak for this source',
      detail,
      pointer: '/source',
    };
    expect(answer.body['rejected']).toEqual([{ index: 1, id: 'e-1', source: 'shop', problem }]);
    expect(deps.events.map(({ source }) => source)).toEqual(['desk']);
    expect(deps.rejected).toMatchObject([{ source: 'shop', keyId: 'key-desk', problem }]);
  });

  test('what is wrong with an event comes first', async () => {
    const answer = await ingestBench().push({ ...opened, source: 'shop', time: 'soon' }, { authorization });
    expect(answer.body['rejected']).toMatchObject([{ problem: { type: 'bad-time' } }]);
  });
});

// Positions counted by hand, from 0, in characters.
describe('JSON that does not parse is refused with the place', () => {
  test.each([
    ['{"id": 1,}', 9, 1, 10],
    ['{"id": tru}', 7, 1, 8],
    ['{"id": 01}', 7, 1, 8],
    ['{"id" 1}', 6, 1, 7],
    ["{'id': 1}", 1, 1, 2],
    ['{"id": "a\nb"}', 9, 1, 10],
    ['{"id": "\\x"}', 8, 1, 9],
    ['[1, 2', 5, 1, 6],
    ['[1 2]', 3, 1, 4],
    ['[1,]', 3, 1, 4],
    ['{"a": 1} {"b": 2}', 9, 1, 10],
    ['{\n  "id": 1,\n  "source": ?\n}', 25, 3, 13],
    ['{"a": "unended', 14, 1, 15],
    ['   ', 3, 1, 4],
    ['NaN', 0, 1, 1],
    ['{"a": {"b": [}]}', 13, 1, 14],
    ['{"a":1]', 6, 1, 7],
  ])('%j', async (body, position, line, column) => {
    const { deps, push } = ingestBench();
    const answer = await push(body);
    expectProblem(answer, 400, 'bad-json');
    expect(answer.body).toMatchObject({ position, line, column });
    expect(answer.body['detail']).toContain(`position ${position} (line ${line}, column ${column})`);
    expect(deps.events).toEqual([]);
    const problem = { type: 'bad-json', detail: answer.body['detail'] };
    expect(deps.rejected).toMatchObject([{ payload: body, truncated: false, source: null, id: null, problem }]);
  });

  test('text that is not UTF-8, with the byte', async () => {
    const answer = await ingestBench().push(Buffer.from([0x22, 0xef, 0xbf, 0xbd, 0xe9, 0x22]));
    expectProblem(answer, 400, 'bad-json');
    expect(answer.body).toMatchObject({ position: 4 });
  });

  test('a batch that is no array', async () => {
    const answer = await ingestBench().push(opened, { 'content-type': 'application/cloudevents-batch+json' });
    expectProblem(answer, 400, 'bad-batch');
  });
});

describe('what is nested too deeply to be written again is refused alone', () => {
  const pit = `${'['.repeat(200_000)}${']'.repeat(200_000)}`;
  const deep = JSON.stringify({ ...closed, data: { pit: 0 } }).replace('0}', `${pit}}`);

  test('and the others of the batch are accepted; its shallow part is kept, with a note', async () => {
    const { deps, push } = ingestBench();
    const answer = await push(`[${pit},${text},${deep}]`);
    expect(answer).toMatchObject({ status: 200, body: { accepted: 1, rejectedCount: 2 } });
    expect(answer.body['rejected']).toMatchObject([
      { index: 0, id: null, problem: { type: 'bad-event' } },
      { index: 2, id: 'e-2', source: 'desk', problem: { type: 'bad-data' } },
    ]);
    expect(deps.events).toHaveLength(1);
    const kept = deps.rejected.map(({ payload }) => payload);
    const levels = (count: number) => `${'['.repeat(count)}"… nested too deeply to keep"${']'.repeat(count)}`;
    // 64 levels, of which the event and its data are two.
    expect(kept).toEqual([levels(64), JSON.stringify({ ...closed, data: { pit: 0 } }).replace('0}', `${levels(62)}}`)]);
  });

  test('also in binary mode', async () => {
    const { deps, push } = ingestBench();
    const { data: _, ...attributes } = closed;
    const headers = Object.fromEntries(Object.entries(attributes).map(([name, value]) => [`ce-${name}`, value]));
    const small = `${'['.repeat(20_000)}${']'.repeat(20_000)}`;
    expect(await push(`{"pit":${small}}`, headers)).toMatchObject({ status: 422, body: { rejectedCount: 1 } });
    expect(deps.rejected[0]?.payload).toContain('"id":"e-2"');
  });
});

describe('compressed bodies', () => {
  test.each([
    ['gzip', gzipSync(text)],
    ['GZIP', gzipSync(text)],
    ['br', brotliCompressSync(text)],
    ['zstd', zstdCompressSync(text)],
    ['identity', Buffer.from(text)],
  ])('%s is inflated', async (encoding, body) => {
    expect(await ingestBench().push(body, { 'content-encoding': encoding })).toMatchObject({ status: 200 });
  });

  test.each([
    ['gzip', Buffer.from(text)],
    ['gzip', gzipSync(text).subarray(0, -10)],
    ['br', brotliCompressSync(text).subarray(0, -10)],
    ['zstd', zstdCompressSync(text).subarray(0, -10)],
    ['zstd', Buffer.from('no')],
  ])('%s that does not inflate is refused', async (encoding, body) => {
    const { deps, push } = ingestBench();
    expectProblem(await push(body, { 'content-encoding': encoding }), 400, 'bad-encoding');
    expect(deps.events).toEqual([]);
  });

  test.each([
    ['gzip', gzipSync],
    ['br', brotliCompressSync],
    ['zstd', zstdCompressSync],
  ])('%s that would fill the memory is stopped at 16 MiB', async (encoding, compress) => {
    const bomb = compress(Buffer.alloc(16 * 1024 * 1024 + 1, ' '));
    const answer = await ingestBench().push(bomb, { 'content-encoding': encoding });
    expectProblem(answer, 413, 'too-large');
    expect(answer.body).toMatchObject({ limitBytes: 16_777_216, detail: expect.stringContaining('16 MiB') as string });
  });

  test('an encoding that is not supported is named, with those that are', async () => {
    const answer = await ingestBench().push(text, { 'content-encoding': 'deflate' });
    expectProblem(answer, 415, 'unsupported-encoding');
    expect(answer.headers.get('accept-encoding')).toBe('identity, gzip, br, zstd');
  });
});

describe('what is too large is refused whole, with the limit named', () => {
  test.each([
    ['an event', { ...closed, data: { note: 'x'.repeat(65_536) } }, 'application/cloudevents+json', '64 KiB', 1],
    ['an event as plain JSON', { ...closed, data: { note: 'x'.repeat(65_536) } }, 'application/json', '64 KiB', 1],
    ['events', Array.from({ length: 10_001 }, () => closed), 'application/json', '10000 events', 1],
    ['bytes', ' '.repeat(16 * 1024 * 1024 + 1), 'application/cloudevents-batch+json', '16 MiB', 0],
  ])('%s, and of what was read the beginning is kept', async (_, body, contentType, limit, kept) => {
    const { deps, push } = ingestBench();
    const answer = await push(body, { 'content-type': contentType });
    expectProblem(answer, 413, 'too-large');
    expect(answer.body['detail']).toContain(limit);
    expect(deps.events).toEqual([]);
    expect(deps.rejected.map(({ truncated, problem }) => [truncated, problem.type])).toEqual(
      kept === 1 ? [[true, 'too-large']] : [],
    );
    for (const { payload } of deps.rejected) expect(JSON.stringify(body).slice(0, 65_536)).toBe(payload);
  });

  test('10,000 events and 64 KiB are within the limits', async () => {
    const { push } = ingestBench();
    const events = Array.from({ length: 10_000 }, (_, index) => ({ ...closed, id: `e-${index}` }));
    expect(await push(events)).toMatchObject({ status: 200, body: { accepted: 10_000 } });
    const note = 'x'.repeat(65_536 - JSON.stringify({ ...closed, data: { note: '' } }).length);
    const largest = { ...closed, id: 'e-z', data: { note } };
    expect(await push(largest)).toMatchObject({ status: 200, body: { accepted: 1 } });
  });
});

describe('a body that is none, or of another kind', () => {
  test.each(['application/json', 'application/cloudevents+json', 'application/cloudevents-batch+json'])(
    'empty, as %s',
    async (contentType) => {
      expectProblem(await ingestBench().push('', { 'content-type': contentType }), 400, 'empty-body');
    },
  );

  test.each(['text/plain', 'application/x-www-form-urlencoded', 'nonsense', 'application/xml; a=b'])(
    '%s is not supported, and the answer says what is',
    async (contentType) => {
      const answer = await ingestBench().push(text, { 'content-type': contentType });
      expectProblem(answer, 415, 'unsupported-media-type');
      const supported =
        'application/cloudevents+json, application/cloudevents-batch+json, application/x-ndjson, application/json';
      expect(answer.headers.get('accept')).toBe(supported);
      expect(answer.body['detail']).toContain(supported);
    },
  );

  test('what only looks like a charset, inside of quotes, is none', async () => {
    const headers = { 'content-type': 'application/json; note="a;charset=latin1"; charset=utf-8' };
    expect(await ingestBench().push(text, headers)).toMatchObject({ status: 200 });
  });

  test('text in another charset than UTF-8', async () => {
    const answer = await ingestBench().push(text, { 'content-type': 'application/json; charset=iso-8859-1' });
    expectProblem(answer, 415, 'unsupported-media-type');
    expect(answer.body['detail']).toContain('iso-8859-1');
  });
});

describe('when the store fails, nothing is promised', () => {
  test.each([
    ['a refused connection', Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' })],
    ['a server that shuts down', Object.assign(new Error('terminating connection'), { code: '57P01' })],
    ['a pool that finds no connection', new Error('timeout exceeded when trying to connect')],
    ['a cause', new Error('query failed', { cause: new Error('Connection terminated unexpectedly') })],
  ])('%s is 503 with a time to come again', async (_, error) => {
    const { deps, push } = ingestBench();
    deps.failWith(error);
    const answer = await push(opened);
    expectProblem(answer, 503, 'unavailable');
    expect(answer.headers.get('retry-after')).toBe('5');
  });

  test('anything else is 500, told to the log and not to the sender', async () => {
    const { deps, push } = ingestBench();
    deps.failWith(new Error('column "secret" does not exist'));
    const answer = await push(opened);
    expectProblem(answer, 500, 'internal');
    expect(JSON.stringify(answer.body)).not.toContain('secret');
    expect(deps.logged.join('')).toContain('column \\"secret\\" does not exist');
  });
});

test('the log holds neither keys nor bodies', async () => {
  const { deps, push } = ingestBench();
  await push([opened, { ...opened, id: 'bad', data: {} }]);
  expect(deps.logged.join('')).toContain('"accepted":1');
  expect(deps.logged.join('')).not.toMatch(/fh_push|c-1|case-1/);
});

describe('addresses', () => {
  test('health and readiness are told to anybody', async () => {
    const { deps, request } = ingestBench();
    expect(await request('/healthz')).toMatchObject({ status: 200, body: { status: 'ok' } });
    const ready = { status: 'ready', database: true, migrations: true, waitingMarks: 3, lagSeconds: 0.25 };
    expect(await request('/readyz')).toMatchObject({ status: 200, body: ready });
    deps.failWith(new Error('down'));
    expect(await request('/healthz')).toMatchObject({ status: 200 });
    expect(await request('/readyz')).toMatchObject({ status: 503, body: { status: 'not ready', database: false } });
  });

  test('another method or address is a problem too', async () => {
    const { request } = ingestBench();
    const other = await request('/v1/events');
    expectProblem(other, 405, 'method-not-allowed');
    expect(other.headers.get('allow')).toBe('POST');
    expectProblem(await request('/v2/events', { method: 'POST' }), 404, 'not-found');
  });
});
