import { chanceOf, type Chance } from './chance.ts';

/** What is said on a connection, byte by byte, and how the sender leaves it. */
export interface Said {
  readonly number: number;
  readonly pieces: readonly Buffer[];
  /** Says that no more will come; goes without a word; goes silent for a moment first; or stays for as long as it may. */
  readonly leaving: 'ends' | 'breaks' | 'hangs' | 'stays';
}

interface Request {
  line: string;
  headers: string[];
  body: string;
}

type Change = (request: Request, chance: Chance) => void;

const LONG = 'x'.repeat(20_000);
const event = (number: number) =>
  JSON.stringify({
    ...{ specversion: '1.0', id: `h-${number}`, source: 'heads', type: 'case.opened', subject: `h-${number}` },
    time: '2026-03-02T09:00:00Z',
    data: { customer: 'c', channel: 'phone' },
  });

const LINES = [
  ...[
    '',
    ' ',
    'POST',
    'POST /v1/events',
    'POST /v1/events HTTP/9.9',
    'POST /v1/events HTTP/1.0',
    'post /v1/events http/1.1',
  ],
  ...[
    'POST  /v1/events HTTP/1.1',
    ' POST /v1/events HTTP/1.1',
    'POST /v1/events HTTP/1.1 HTTP/1.1',
    'POST\t/v1/events\tHTTP/1.1',
  ],
  ...[
    'PRI * HTTP/2.0',
    'OPTIONS * HTTP/1.1',
    'CONNECT host:80 HTTP/1.1',
    'BREW /v1/events HTTP/1.1',
    'GET /metrics HTTP/1.1',
  ],
  ...[
    'TRACE /v1/events HTTP/1.1',
    'HEAD /v1/events HTTP/1.1',
    'POST //v1//events HTTP/1.1',
    'POST /v1/events# HTTP/1.1',
  ],
  ...[
    'POST http://other/v1/events HTTP/1.1',
    'POST http:// HTTP/1.1',
    'POST /../../v1/events HTTP/1.1',
    'GET /%00%ff%zz HTTP/1.1',
  ],
  ...[
    'GET /v1/customers/%c3%28 HTTP/1.1',
    'GET /v1/rejected-events?limit=%ff&limit=-1 HTTP/1.1',
    `GET /${LONG} HTTP/1.1`,
  ],
  ...[
    '\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001\u00fc',
    '\u0000\u0000\u0000',
    '\u00ff\u00fe\u00fd',
    'SSH-2.0-x',
    '*1',
    '{"a":1}',
  ],
];

const LENGTHS = ['-1', '+5', '5.5', '0x10', '1e3', '', ' ', 'x', '5, 5', '5,6', '0', '4294967296', '9'.repeat(25), '٣'];

const CODINGS = [
  ...[
    'chunked',
    'chunked, chunked',
    'gzip, chunked',
    'chunked, gzip',
    'identity',
    'xchunked',
    'CHUNKED',
    ' chunked',
    '',
  ],
  ...['"chunked"', 'chunked;q=1', '\u000bchunked'],
];

const STRANGE = [
  ...[
    'no colon',
    ': no name',
    'na me: x',
    'name : x',
    'n\u0000ame: x',
    'name: \u0000',
    'name: \u0001\u0007',
    ' folded: x',
  ],
  ...[
    'name: a\r\n folded',
    'name: a\rb',
    'name: a\nb: c',
    '\u00e9: x',
    'name: \u00e9\u00ff',
    '__proto__: x',
    'constructor: x',
  ],
  ...[
    'Connection: upgrade\r\nUpgrade: websocket',
    'Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c',
    'Upgrade: TLS/1.0',
  ],
  ...[
    'Expect: 100-continue',
    'Expect: 200-ok',
    'Connection: close, keep-alive',
    'Connection: x',
    'Keep-Alive: timeout=-1',
  ],
  ...[
    'Host: a',
    'Host: ',
    'Host: a b',
    'Content-Type: text/plain',
    'Content-Type: ',
    'Content-Encoding: gzip',
    'Content-Encoding: x',
  ],
  ...[
    'Authorization: Bearer x',
    'Authorization: ',
    'X-Request-Id: \u0007',
    'X-Request-Id: a\u0085b',
    'traceparent: 00-x-y-z',
  ],
  ...[
    `X-Request-Id: ${LONG}`,
    `Cookie: ${LONG}`,
    'Trailer: Content-Length',
    'Range: bytes=0-',
    'X-HTTP-Method-Override: DELETE',
  ],
];

const CHUNKS = [
  ...[
    '-1\r\nx\r\n',
    'g\r\nx\r\n',
    '5\r\nx\r\n0\r\n\r\n',
    '1\r\nxy\r\n0\r\n\r\n',
    'ffffffffffffffff\r\nx',
    '\r\n\r\n',
    '0\n\n',
  ],
  ...[
    '10000000000000000\r\nx',
    ' 1\r\nx\r\n0\r\n\r\n',
    '1 \r\nx\r\n0\r\n\r\n',
    `1;${LONG}\r\nx\r\n0\r\n\r\n`,
    '1;a="\r\n"\r\nx\r\n0\r\n\r\n',
  ],
  ...[
    '0\r\nContent-Length: 5\r\n\r\n',
    `0\r\nx: ${LONG}\r\n\r\n`,
    '0\r\nno colon\r\n\r\n',
    '1\nx\n0\n\n',
    '0x1\r\nx\r\n0\r\n\r\n',
    '1\r\nx',
  ],
];

const without = (headers: readonly string[], name: string) =>
  headers.filter((header) => !header.toLowerCase().startsWith(`${name}:`));

const CHANGES: readonly Change[] = [
  (request, chance) => (request.line = chance.oneOf(LINES)),
  (request, chance) => request.headers.splice(chance.below(request.headers.length + 1), 0, chance.oneOf(STRANGE)),
  (request, chance) => request.headers.splice(chance.below(request.headers.length + 1), 0, chance.oneOf(STRANGE)),
  (request, chance) => request.headers.splice(chance.below(request.headers.length), 1),
  (request, chance) => request.headers.push(chance.oneOf(request.headers.length > 0 ? request.headers : STRANGE)),
  (request, chance) => {
    const kept = chance.happens(0.5) ? without(request.headers, 'content-length') : request.headers;
    request.headers = [...kept, `Content-Length: ${chance.oneOf(LENGTHS)}`];
  },
  (request, chance) => {
    const kept = chance.happens(0.5) ? without(request.headers, 'content-length') : request.headers;
    request.headers = [...kept, `Transfer-Encoding: ${chance.oneOf(CODINGS)}`];
  },
  (request, chance) => {
    request.headers = [...without(request.headers, 'content-length'), 'Transfer-Encoding: chunked'];
    const { body } = request;
    const whole = `${Buffer.byteLength(body).toString(16)}\r\n${body}\r\n`;
    request.body = chance.oneOf([chance.oneOf(CHUNKS), whole + chance.oneOf(CHUNKS), whole, `${whole}0\r\n\r\n`]);
  },
  (request, chance) => {
    const many = Array.from({ length: chance.oneOf([100, 2_500, 5_000]) }, (_, at) => `a${at}: b`);
    request.headers = [...request.headers, ...many];
  },
  (request) => (request.body += `POST /v1/events HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n\r\n`),
  (request, chance) => (request.body = chance.oneOf(['', '{', request.body + request.body, '\0'.repeat(100)])),
];

function written({ line, headers, body }: Request, chance: Chance): Buffer {
  const newline = chance.happens(0.05) ? '\n' : '\r\n';
  const text = `${[line, ...headers].join(newline)}${newline}${chance.happens(0.03) ? '' : newline}${body}`;
  // Each character is a byte, except where it has to be several.
  return Buffer.from(text, chance.happens(0.9) ? 'latin1' : 'utf8');
}

function inPieces(bytes: Buffer, chance: Chance): readonly Buffer[] {
  const whole = chance.happens(0.15) ? bytes.subarray(0, chance.below(bytes.length + 1)) : bytes;
  if (chance.happens(0.6)) return [whole];
  const cuts = Array.from({ length: 1 + chance.below(4) }, () => chance.below(whole.length + 1)).sort((a, b) => a - b);
  return [0, ...cuts].map((from, at) => whole.subarray(from, cuts[at] ?? whole.length));
}

/** A request that means harm, or was written by somebody who did not read RFC 9112; the same for the same numbers. */
export function makeHead(seed: number, number: number, key: string): Said {
  const chance = chanceOf(seed, number);
  const body = event(number);
  const request: Request = {
    line: 'POST /v1/events HTTP/1.1',
    headers: [
      ...['Host: test', `Authorization: Bearer ${key}`, 'Content-Type: application/json'],
      `Content-Length: ${Buffer.byteLength(body)}`,
    ],
    body,
  };
  for (let changes = 1 + chance.below(3); changes > 0; changes -= 1) chance.oneOf(CHANGES)(request, chance);
  const again = chance.happens(0.1) ? Buffer.from('GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n') : Buffer.alloc(0);
  const pieces = inPieces(Buffer.concat([written(request, chance), again]), chance);
  return { number, pieces, leaving: chance.oneOf(['ends', 'ends', 'ends', 'breaks', 'hangs']) };
}
