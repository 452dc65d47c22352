import fc from 'fast-check';
import { expect, test } from 'vitest';
import { canonicalJson } from './canonical-json.ts';
import { contentHash } from './content-hash.ts';
import type { LoggedEvent } from './event.ts';
import { readBinaryEvent } from './read-binary-event.ts';
import { readEvent, type ReadResult } from './read-event.ts';
import { parseTimeUs } from './time.ts';

const nowUs = parseTimeUs('2026-03-03T00:00:00Z') ?? 0;

function eventOf(result: ReadResult): LoggedEvent {
  if (!result.ok) throw new Error(result.problem.detail);
  return result.event;
}

const structured = {
  specversion: '1.0',
  id: 'e-1',
  source: 'desk',
  type: 'case.opened',
  subject: 'case-1',
  time: '2026-03-02T09:00:00Z',
  sequence: '3',
  tenant: 'Zoë & Co "north"',
  data: { customer: 'c-1', channel: 'phone' },
};
const event = eventOf(readEvent(structured, nowUs));

test('structured and binary mode give the same event and hash', () => {
  const headers = {
    'content-type': 'application/json; charset=utf-8',
    'CE-SpecVersion': '1.0',
    'ce-id': 'e-1',
    'ce-source': 'desk',
    'ce-type': 'case.opened',
    'ce-subject': 'case-1',
    'ce-time': '2026-03-02T10:00:00.000+01:00',
    'ce-sequence': '3',
    'ce-tenant': 'Zo%C3%AB%20&%20Co%20%22north%22',
    'ce-traceparent': '00-1-2-01',
  };
  const binary = eventOf(readBinaryEvent(Object.entries(headers), { channel: 'phone', customer: 'c-1' }, nowUs));
  expect(binary).toEqual(event);
  expect(contentHash(binary)).toEqual(contentHash(event));
});

test('a header in quotes, not percent-encoded or not UTF-8', () => {
  const read = (subject: string) =>
    readBinaryEvent(
      Object.entries({
        'ce-specversion': '1.0',
        'ce-id': 'e-1',
        'ce-source': 'desk',
        'ce-type': 'case.closed',
        'ce-time': '2026-03-02T09:00:00Z',
        'ce-subject': subject,
      }),
      {},
      nowUs,
    );
  expect(read('"a \\"b\\" %C3%A9"')).toMatchObject({ ok: true, event: { subject: 'a "b" é' } });
  for (const bad of ['caf\u00e9', '%C3', '%ED%A0%80', '100%']) {
    expect(read(bad)).toMatchObject({ ok: false, id: 'e-1', problem: { type: 'bad-event', pointer: '/subject' } });
  }
  expect(read('a%00b')).toMatchObject({ ok: false, problem: { type: 'bad-data', pointer: '/subject' } });
});

test('the hash covers what the event says, and not how or by whom it was sent', () => {
  const hash = contentHash(event);
  expect(hash).toMatch(/^[\da-f]{32}$/);
  const changes = [
    { ...event, type: 'case.closed' },
    { ...event, timeUs: event.timeUs + 1 },
    { ...event, subject: 'case-2' },
    { ...event, sequence: null },
    { ...event, data: { ...event.data, note: '' } },
    { ...event, extensions: { ...event.extensions, tenant: 'south' } },
  ];
  for (const changed of changes) expect(contentHash(changed)).not.toEqual(hash);
  expect(contentHash({ ...event, id: 'other', source: 'other' })).toEqual(hash);
});

test('the hash is SHA-256 of canonical JSON', () => {
  // printf '["t",0,"s",null,{"a":1,"b":[2]},{}]' | sha256sum | cut -c1-32
  const plain = { ...event, type: 't', timeUs: 0, subject: 's', sequence: null, extensions: {} };
  expect(contentHash({ ...plain, data: { b: [2], a: 1 } })).toBe('96a5f3fcc71a028a5ca1adbdee9caf17');
});

const shuffled = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(shuffled);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .toReversed()
      .map(([key, item]) => [key, shuffled(item)]),
  );
};

test('canonical JSON does not depend on the order of keys and says the same', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      const text = canonicalJson(value);
      expect(canonicalJson(shuffled(value))).toBe(text);
      expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(value)));
    }),
  );
});
