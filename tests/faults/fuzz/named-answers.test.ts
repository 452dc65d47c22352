import { brotliCompressSync, gzipSync, zstdCompressSync } from 'node:zlib';
import { createIngestApp } from '@finest-hour/ingest';
import { memoryDeps } from '@finest-hour/ingest/testing';
import { expect, test } from 'vitest';

const event = {
  specversion: '1.0',
  id: 'e-1',
  source: 'desk',
  type: 'case.opened',
  subject: 'case-1',
  time: '2026-03-02T09:00:00Z',
  data: { customer: 'c-1', channel: 'phone' },
};
const text = JSON.stringify(event);
const withData = (json: string) => text.replace('"channel"', `${json},"channel"`);
const withTime = (time: string) => text.replace(event.time, time);
const blank = Buffer.alloc(16 * 1024 * 1024 + 1, ' ');
const arrays = (levels: number) => `"pit":${'['.repeat(levels)}${']'.repeat(levels)}`;

async function push(body: string | Buffer, encoding = '') {
  const deps = memoryDeps();
  const headers = { authorization: 'Bearer fh_push', 'content-type': 'application/json', 'content-encoding': encoding };
  const sent = typeof body === 'string' ? body : new Uint8Array(body);
  const response = await createIngestApp(deps).request('/v1/events', { method: 'POST', headers, body: sent });
  const answer = (await response.json()) as {
    type?: string;
    rejected?: readonly { problem: { type: string; pointer: string } }[];
  };
  const problem = answer.rejected?.[0]?.problem;
  return {
    status: response.status,
    type: problem?.type ?? answer.type,
    pointer: problem?.pointer,
    events: deps.events,
  };
}

/** What is hostile, and the answer that docs/events.md names for it: status, type, and the place within the event. */
test.each([
  ['a bomb in gzip', gzipSync(blank), 'gzip', 413, 'too-large', undefined],
  ['a bomb in br', brotliCompressSync(blank), 'br', 413, 'too-large', undefined],
  ['a bomb in zstd', zstdCompressSync(blank), 'zstd', 413, 'too-large', undefined],
  ['a body cut short', gzipSync(text).subarray(0, -9), 'gzip', 400, 'bad-encoding', undefined],
  ['32 levels and one', withData(arrays(32)), '', 422, 'bad-data', `/data/pit${'/0'.repeat(31)}`],
  ['25,000 levels', withData(arrays(25_000)), '', 422, 'bad-data', `/data/pit${'/0'.repeat(31)}`],
  ['U+0000 in a value', withData('"note":"\\u0000"'), '', 422, 'bad-data', '/data/note'],
  ['U+0000 in a key', withData('"\\u0000":1'), '', 422, 'bad-data', '/data/\ufffd'],
  ['U+0000 in an attribute', text.replace('case-1', '\\u0000'), '', 422, 'bad-data', '/subject'],
  ['U+0000 as it is', withData('"note":"\0"'), '', 400, 'bad-json', undefined],
  ['a lone surrogate', withData('"note":"\\ud83d"'), '', 422, 'bad-data', '/data/note'],
  [
    'a surrogate as bytes',
    Buffer.concat([Buffer.from('"'), Buffer.from([0xed, 0xa0, 0xbd]), Buffer.from('"')]),
    '',
    400,
    'bad-json',
    undefined,
  ],
  ['a number past all bounds', withData('"much":1e999'), '', 422, 'bad-data', '/data/much'],
  ['a number that is none', withData('"much":NaN'), '', 400, 'bad-json', undefined],
  ['30 February', withTime('2026-02-30T00:00:00Z'), '', 422, 'bad-time', '/time'],
  ['hour 24', withTime('2026-03-01T24:00:00Z'), '', 422, 'bad-time', '/time'],
  ['no offset', withTime('2026-03-01T00:00:00'), '', 422, 'bad-time', '/time'],
  ['before 1990', withTime('1989-12-31T23:59:59Z'), '', 422, 'bad-time', '/time'],
  ['more than a day ahead', withTime('2026-03-04T00:00:00.000001Z'), '', 422, 'bad-time', '/time'],
])('%s has its named answer, and nothing is stored', async (_, body, encoding, status, type, pointer) => {
  expect(await push(body, encoding)).toEqual({ status, type, pointer, events: [] });
});

test('fields that are named like what every object has are fields like any other', async () => {
  const body = withData('"__proto__":{"customer":"c-2","by":1},"constructor":{"prototype":null},"toString":1');
  const { status, events } = await push(body);
  expect(status).toBe(200);
  // As sent, in the order of the names, in which data are stored.
  expect(JSON.stringify(events[0]?.data)).toBe(
    '{"__proto__":{"by":1,"customer":"c-2"},"channel":"phone","constructor":{"prototype":null},"customer":"c-1","toString":1}',
  );
  expect(({} as Record<string, unknown>)['customer']).toBeUndefined();
  // What a prototype has is not what was sent.
  const without = text.replace('"customer":"c-1"', '"__proto__":{"customer":"c-1"}');
  expect(await push(without)).toMatchObject({ status: 422, type: 'bad-data', pointer: '/data/customer' });
});

test('numbers that a double holds are kept as it holds them', async () => {
  const { events } = await push(withData('"a":9007199254740993,"b":1e308,"c":5e-324'));
  expect(events[0]?.data).toMatchObject({ a: 9007199254740992, b: 1e308, c: 5e-324 });
});
