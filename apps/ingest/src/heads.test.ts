import { afterAll, beforeAll, expect, test } from 'vitest';
import { listen, type Listening } from './testing/listening.ts';
import { opened } from './testing/push.ts';

let server: Listening;

beforeAll(async () => {
  server = await listen();
});
afterAll(() => server.close());

const BODY = JSON.stringify(opened);
const HOST = 'Host: test';
const KEY = 'Authorization: Bearer fh_push';
const LENGTH = `Content-Length: ${BODY.length}`;
const CHUNKED = 'Transfer-Encoding: chunked';
const LINE = 'POST /v1/events HTTP/1.1';
const OTHER = 'POST /v1/events HTTP/1.1\r\nHost: other\r\n\r\n';

const request = (headers: readonly string[], body = BODY, line = LINE) =>
  [line, ...headers, 'Content-Type: application/json', 'Connection: close', '', body].join('\r\n');

/** What could be understood in two ways by two servers in a row, or by none, is refused, and ends the connection. */
test.each([
  ['no method', request([HOST, KEY, LENGTH], BODY, '/v1/events HTTP/1.1'), 400],
  ['a method of another protocol', 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n', 400],
  ['TLS', '\u0016\u0003\u0001\u0002\u0000\u0001\u0000', 400],
  ['another version', request([HOST, KEY, LENGTH], BODY, 'POST /v1/events HTTP/9.9'), 400],
  ['no host', request([KEY, LENGTH]), 400],
  ['two lengths', request([HOST, KEY, LENGTH, 'Content-Length: 5']), 400],
  ['the same length twice', request([HOST, KEY, LENGTH, LENGTH]), 400],
  ['a length below nothing', request([HOST, KEY, 'Content-Length: -1']), 400],
  ['a length with a sign', request([HOST, KEY, 'Content-Length: +5']), 400],
  ['a length in hexadecimal', request([HOST, KEY, 'Content-Length: 0x10']), 400],
  ['a length past all numbers', request([HOST, KEY, `Content-Length: ${'9'.repeat(30)}`]), 400],
  ['a length and chunks', request([HOST, KEY, LENGTH, CHUNKED], `0\r\n\r\n${OTHER}`), 400],
  ['chunks that are not the last coding', request([HOST, KEY, 'Transfer-Encoding: chunked, gzip'], '0\r\n\r\n'), 400],
  ['a coding that is nearly chunked', request([HOST, KEY, 'Transfer-Encoding: xchunked'], '0\r\n\r\n'), 400],
  ['a chunk of no size', request([HOST, KEY, CHUNKED], 'g\r\nx\r\n0\r\n\r\n'), 400],
  ['a chunk below nothing', request([HOST, KEY, CHUNKED], '-1\r\nx\r\n0\r\n\r\n'), 400],
  ['a chunk past all numbers', request([HOST, KEY, CHUNKED], `${'f'.repeat(17)}\r\nx`), 400],
  ['a chunk longer than it says', request([HOST, KEY, CHUNKED], '1\r\nxyz\r\n0\r\n\r\n'), 400],
  ['a header without a colon', request([HOST, KEY, LENGTH, 'nothing']), 400],
  ['a space before the colon', request([HOST, KEY, `Content-Length : ${BODY.length}`]), 400],
  ['U+0000 in a header', request([HOST, KEY, LENGTH, 'X-A: \0']), 400],
  ['a line break in a header', request([HOST, KEY, LENGTH, 'X-A: a\rb']), 400],
  ['a header of 17 KiB', request([HOST, KEY, LENGTH, `X-A: ${'x'.repeat(17 * 1024)}`]), 431],
  ['nine thousand headers', request([HOST, KEY, LENGTH, ...Array<string>(9_000).fill('a: b')]), 431],
  ['an address of 17 KiB', request([HOST, KEY, LENGTH], BODY, `POST /${'x'.repeat(17 * 1024)} HTTP/1.1`), 431],
])('%s', async (_, text, status) => {
  const heard = await server.say(text);
  expect(heard.match(/HTTP\/1\.1 \d{3}/g)).toEqual([`HTTP/1.1 ${status}`]);
  expect(server.deps.events).toEqual([]);
});

test('what is written as it should be is stored, on the same server', async () => {
  expect(await server.say(request([HOST, KEY, LENGTH]))).toMatch(/^HTTP\/1\.1 200 /);
  expect(server.deps.events).toHaveLength(1);
});
