/** Text that stands in JSON as it is: what JSON.stringify would never write. `unquoted` puts it in. */
export const bare = (json: string) => `⟦${json}⟧`;

export const unquoted = (text: string) => text.replace(/"⟦([^"⟧]*)⟧"/g, '$1');

const nested = (levels: number) => bare(`${'['.repeat(levels)}${']'.repeat(levels)}`);

/** Times: some that exist, some that do not, some just inside or outside of what is welcome on 2026-03-03. */
export const TIMES: readonly string[] = [
  '1990-01-01T00:00:00Z',
  '1990-01-01T00:00:00+00:01',
  '1989-12-31T23:59:59.999999Z',
  '1989-12-31T23:00:00-01:00',
  '2026-03-04T00:00:00Z',
  '2026-03-04T00:00:00.0000009Z',
  '2026-03-04T00:00:00.000001Z',
  '2026-03-04T13:59:00+14:00',
  '2255-01-01T00:00:00Z',
  '9999-12-31T23:59:59.999999Z',
  '0000-01-01T00:00:00Z',
  '+02026-03-02T09:00:00Z',
  '10000-01-01T00:00:00Z',
  '2026-02-30T00:00:00Z',
  '2026-02-29T00:00:00Z',
  '2024-02-29T00:00:00Z',
  '2000-02-29T00:00:00Z',
  '2100-02-29T00:00:00Z',
  '2026-13-01T00:00:00Z',
  '2026-00-10T00:00:00Z',
  '2026-03-00T00:00:00Z',
  '2026-03-01T24:00:00Z',
  '2026-03-01T23:60:00Z',
  '2016-12-31T23:59:60Z',
  '2016-12-31T23:59:60.5Z',
  '2017-01-01T00:59:60+01:00',
  '2016-12-31T22:59:60Z',
  '2016-12-31T23:59:61Z',
  '2026-03-01t09:00:00z',
  '2026-03-01 09:00:00Z',
  '2026-03-01T09:00:00',
  '2026-03-01T09:00Z',
  '2026-03-01',
  '2026-03-01T09:00:00.Z',
  '2026-03-01T09:00:00,5Z',
  `2026-03-01T09:00:00.${'1'.repeat(40)}Z`,
  `2026-03-01T09:00:00.${'1'.repeat(600)}Z`,
  '2026-03-01T09:00:00+24:00',
  '2026-03-01T09:00:00+23:60',
  '2026-03-01T09:00:00-00:00',
  '2026-03-01T09:00:00+0100',
  '2026-03-01T09:00:00+01',
  '2026-03-01T09:00:00Z ',
  ' 2026-03-01T09:00:00Z',
  '2026-03-01T09:00:00Z\n',
  '２０２６-03-01T09:00:00Z',
  '٢٠٢٦-03-01T09:00:00Z',
  '2026-3-1T9:00:00Z',
  '20260301T090000Z',
  'Sun, 01 Mar 2026 09:00:00 GMT',
  '1772442000',
  'now',
  'Infinity',
];

const NUMBERS: readonly unknown[] = [
  0,
  -1,
  1,
  1.5,
  -0.1,
  2 ** 31,
  2 ** 53,
  -(2 ** 53),
  Number.MAX_SAFE_INTEGER,
  1e21,
  1e300,
  5e-324,
  ...[
    '-0',
    '1e2',
    '1.0',
    '1E400',
    '-1e999',
    '1e-999',
    '9007199254740993',
    `1${'0'.repeat(400)}`,
    `0.${'0'.repeat(400)}1`,
  ].map(bare),
];

const BAD_NUMBERS = ['01', '+1', '.5', '1.', '0x10', 'NaN', 'Infinity', '-', '1e', '1_000', 'undefined'].map(bare);

const TEXTS: readonly string[] = [
  ...['', ' ', '\t\n', 'x', '0', '1.0', 'true', 'null', 'person', 'customer', 'phone', 'EUR', 'eur', 'refund'],
  ...['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'data', 'case.opened', 'case.opened ', 'CASE.OPENED'],
  ...[
    '\0',
    'a\0b',
    '\ud800',
    'a\udc00',
    '\udc00\ud800',
    '\ud83d\ude00',
    '\ufeff',
    '\ufffe',
    '\u2028',
    '\x7f',
    '\x1b[2J',
  ],
  ...[
    'x'.repeat(512),
    'x'.repeat(513),
    'é'.repeat(256),
    'é'.repeat(257),
    '€'.repeat(171),
    '😀'.repeat(128),
    '😀'.repeat(129),
  ],
  // Few to the eye, many in code points, more in bytes.
  ...['e\u0301'.repeat(200), 'e\u0301'.repeat(300), '👨‍👩‍👧‍👦'.repeat(80), '😀'.repeat(512), '😀'.repeat(513)],
  ...[
    'https://desk.example/1',
    'HTTP://x',
    'https://',
    'https:// x',
    'javascript:alert(1)',
    ' https://x',
    'https://x\nhttps://y',
  ],
  ...[
    'https://x/\u00a0',
    'ftp://x',
    `https://x/${'y'.repeat(4086)}`,
    `https://x/${'y'.repeat(4087)}`,
    'https://x/\ud800',
  ],
  ...[
    "'; drop table log.event; --",
    '%00',
    '%',
    '\\u0000',
    '<script>',
    '../../etc/passwd',
    '${jndi:ldap://x}',
    '{{7*7}}',
  ],
  ...['x'.repeat(40_000), 'x'.repeat(70_000), '\u0001'.repeat(12_000), '€'.repeat(20_000), '😀'.repeat(20_000)],
];

function own(entries: Readonly<Record<string, unknown>>, proto: unknown): unknown {
  return Object.fromEntries([...Object.entries(entries), ['__proto__', proto]]);
}

const CONTAINERS: readonly unknown[] = [
  ...[[], {}, [null], [[]], { in: {} }, ['x', 1, true]],
  own({}, null),
  own({}, { customer: 'x', channel: 'phone', kind: 'person', id: 'x' }),
  own({ kind: 'person' }, { id: 'x' }),
  { constructor: { prototype: { customer: 'x' } } },
  { toString: 1, valueOf: null, hasOwnProperty: 'x', length: -1 },
  { toJSON: 'x', then: 1 },
  { kind: 'person', id: 'ana' },
  { kind: 'person' },
  { amount: 1, currency: 'EUR' },
  { amount: '1', currency: 'EUR' },
  { 'k\0': 1 },
  { 'k\ud800': { deep: [] } },
  { '': '' },
  { 'a/b~c': null },
  Array.from({ length: 500 }, (_, i) => i),
  Object.fromEntries(Array.from({ length: 500 }, (_, i) => [`k${i}`, i])),
  ...[29, 30, 31, 32, 33, 64, 1000].map(nested),
];

/** Whatever may stand in the place of a value. */
export const JUNK: readonly unknown[] = [
  null,
  true,
  false,
  ...NUMBERS,
  ...BAD_NUMBERS,
  ...TEXTS,
  ...CONTAINERS,
  ...TIMES,
];

/** So deep that recursion would not come back from it; seldom, since it is slow to read. */
export const PIT = nested(25_000);

export const KEYS: readonly string[] = [
  ...[
    '__proto__',
    'constructor',
    'prototype',
    'toString',
    'then',
    '',
    ' ',
    'k\0',
    '\ud800',
    'a/b',
    'A',
    'ä',
    'tenant',
    '0',
  ],
  ...[
    'data_base64',
    'datacontenttype',
    'dataschema',
    'receivedtime',
    'traceparent',
    'tracestate',
    'sequence',
    'subject',
  ],
  ...['by', 'customer', 'to', 'value', 'due', 'url', 'cause', 'team', 'case', 'x'.repeat(600), 'note'],
];
