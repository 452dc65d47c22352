import { describe, expect, test } from 'vitest';
import { examples } from './examples.ts';
import { EVENT_TYPES } from './catalogue.ts';
import { readEvent } from './read-event.ts';
import { parseTimeUs } from './time.ts';

const nowUs = parseTimeUs('2026-03-03T00:00:00Z') ?? 0;

const opened = {
  specversion: '1.0',
  id: 'e-1',
  source: 'https://example.com/helpdesk',
  type: 'case.opened',
  subject: 'case-1',
  time: '2026-03-02T09:00:00Z',
  data: { customer: 'c-1', channel: 'phone' },
};

const problemOf = (value: unknown) => {
  const result = readEvent(value, nowUs);
  return result.ok ? null : result.problem;
};

test('an event is read into what the log holds', () => {
  const event = { ...opened, sequence: '12', tenant: 'north', priority: 3, urgent: true, traceparent: '00-ab-cd-01' };
  expect(readEvent({ ...event, datacontenttype: 'application/json', receivedtime: 'never' }, nowUs)).toEqual({
    ok: true,
    event: {
      source: 'https://example.com/helpdesk',
      id: 'e-1',
      type: 'case.opened',
      family: 'case',
      subject: 'case-1',
      timeUs: 1_772_442_000_000_000,
      sequence: '12',
      data: { customer: 'c-1', channel: 'phone' },
      extensions: { tenant: 'north', priority: '3', urgent: 'true' },
    },
  });
});

describe('every example of the contract is accepted', () => {
  test.each(examples().map((example) => [example.type, example] as const))('%s', (_, example) => {
    expect(readEvent(example, nowUs)).toMatchObject({ ok: true, event: { type: example.type, data: example.data } });
  });
});

// The bold fields of the contract's table, written down by hand.
const REQUIRED = [
  'case.opened customer',
  'case.opened channel',
  'case.assigned to',
  'case.owned by',
  'case.merged into',
  'case.unmerged into',
  'case.went-public where',
  'public.answered where',
  'contact.received channel',
  'contact.made channel',
  'thanks.given for',
  'remedy.asked remedy',
  'options.offered count',
  'promise.made promise',
  'promise.made due',
  'promise.changed promise',
  'promise.changed due',
  'promise.kept promise',
  'promise.withdrawn promise',
  'solution.provided kind',
  'help.requested team',
  'satisfaction.stated satisfied',
  'feedback.shared team',
  'customer.linked to',
  'customer.unlinked to',
  'agent.joined team',
  'reading.taken value',
].map((line) => line.split(' ') as [string, string]);

describe('a required field that is missing is named', () => {
  test.each(REQUIRED)('%s: %s', (type, field) => {
    const example = examples().find((event) => event.type === type);
    const { [field]: _dropped, ...data } = example?.data ?? {};
    expect(problemOf({ ...example, data })).toEqual({
      type: 'bad-data',
      title: 'The data does not fit its type',
      detail: `data.${field} is missing`,
      pointer: `/data/${field}`,
    });
  });

  test('and no other field is required', () => {
    const required = EVENT_TYPES.flatMap(({ type, data }) => (data.required ?? []).map((field) => `${type} ${field}`));
    expect(required.toSorted()).toEqual(REQUIRED.map((pair) => pair.join(' ')).toSorted());
  });
});

describe('a value that does not fit is named with its place', () => {
  test.each([
    ['case.opened', { customer: 'c', channel: 'fax' }, '/data/channel', '"fax"'],
    ['case.opened', { customer: '', channel: 'phone' }, '/data/customer', 'not empty'],
    ['case.opened', { customer: 7, channel: 'phone' }, '/data/customer', 'must be text, not 7'],
    ['case.opened', { customer: 'c', channel: 'phone', severity: 'huge' }, '/data/severity', '"huge"'],
    ['case.opened', { customer: 'c', channel: 'phone', detectedBy: 'them' }, '/data/detectedBy', '"them"'],
    ['case.opened', { customer: 'c', channel: 'phone', fault: 'mine' }, '/data/fault', '"mine"'],
    ['case.opened', { customer: 'c', channel: 'phone', cause: null }, '/data/cause', 'must be text, not null'],
    ['case.opened', { customer: 'c', channel: 'phone', url: 'javascript:alert(1)' }, '/data/url', 'javascript'],
    ['case.opened', { customer: 'ü'.repeat(257), channel: 'phone' }, '/data/customer', '512 bytes'],
    ['case.opened', { customer: 'c', channel: 'phone', by: { id: 'x' } }, '/data/by/kind', 'missing'],
    ['case.opened', { customer: 'c', channel: 'phone', by: { kind: 'robot' } }, '/data/by/kind', '"robot"'],
    ['case.classified', { legitimate: 'no' }, '/data/legitimate', 'true or false, not "no"'],
    ['case.assigned', { to: { agent: 'a', kind: 'robot' } }, '/data/to/kind', '"robot"'],
    ['case.assigned', { to: { agent: 'a' }, reason: 'whim' }, '/data/reason', '"whim"'],
    ['case.owned', { by: { kind: 'bot', id: 'b' } }, '/data/by/kind', '"bot"'],
    ['case.owned', { by: { kind: 'person' } }, '/data/by/id', 'missing'],
    ['case.reopened', { reason: 'again' }, '/data/reason', '"again"'],
    ['contact.made', { channel: 'phone', kind: 'wave' }, '/data/kind', '"wave"'],
    ['thanks.given', { for: 'nothing' }, '/data/for', '"nothing"'],
    ['remedy.asked', { remedy: 'revenge' }, '/data/remedy', '"revenge"'],
    ['options.offered', { count: -1 }, '/data/count', 'at least 0'],
    ['options.offered', { count: 1.5 }, '/data/count', 'whole number'],
    ['promise.made', { promise: 'p', due: '2026-02-30T00:00:00Z' }, '/data/due', '2026-02-30'],
    ['solution.provided', { kind: 'hug' }, '/data/kind', '"hug"'],
    ['solution.provided', { kind: 'refund', value: { amount: 5 } }, '/data/value/currency', 'missing'],
    ['solution.provided', { kind: 'refund', value: { amount: 5, currency: 'euro' } }, '/data/value/currency', '"euro"'],
    ['customer.purchased', { value: { amount: '5', currency: 'EUR' } }, '/data/value/amount', '"5"'],
    ['satisfaction.stated', { satisfied: 'yes' }, '/data/satisfied', '"yes"'],
    ['reading.taken', { value: '4' }, '/data/value', 'a number'],
    ['reading.taken', [], '/data', 'an object, not an array'],
    ['reading.taken', 'text', '/data', 'an object, not "text"'],
  ])('%s %j', (type, data, pointer, detail) => {
    expect(problemOf({ ...opened, type, data })).toMatchObject({ type: 'bad-data', pointer });
    expect(problemOf({ ...opened, type, data })?.detail).toContain(detail);
  });
});

describe('what the contract does not know is accepted', () => {
  test('an unknown type, in family other', () => {
    const result = readEvent({ ...opened, type: 'case.exploded', data: { why: [1, { deep: null }] } }, nowUs);
    expect(result).toMatchObject({ ok: true, event: { family: 'other', data: { why: [1, { deep: null }] } } });
  });

  test('an unknown field of data, which is kept', () => {
    const data = { ...opened.data, mood: 'grim', __proto__x: 1 };
    expect(readEvent({ ...opened, data }, nowUs)).toMatchObject({ ok: true, event: { data } });
  });

  test('no data at all, where none is required', () => {
    const { data: _none, ...bare } = { ...opened, type: 'case.closed' };
    expect(readEvent(bare, nowUs)).toMatchObject({ ok: true, event: { data: {} } });
  });

  test('an attribute that is null, as if it were absent', () => {
    expect(readEvent({ ...opened, sequence: null, tenant: null, data_base64: null }, nowUs)).toMatchObject({
      ok: true,
      event: { sequence: null, extensions: {} },
    });
  });
});

describe('an attribute that is missing or wrong is named', () => {
  test.each(['specversion', 'id', 'source', 'type', 'subject', 'time'])('%s', (name) => {
    const expected = (what: string) => ({ type: 'bad-event', pointer: `/${name}`, detail: `${name} ${what}` });
    expect(problemOf({ ...opened, [name]: undefined })).toMatchObject(expected('is missing'));
    expect(problemOf({ ...opened, [name]: null })).toMatchObject(expected('is missing'));
    expect(problemOf({ ...opened, [name]: '' })).toMatchObject(expected('is empty'));
    expect(problemOf({ ...opened, [name]: 5 })).toMatchObject({ type: 'bad-event', pointer: `/${name}` });
    expect(problemOf({ ...opened, [name]: 'é'.repeat(257) })).toMatchObject({ type: 'bad-event', pointer: `/${name}` });
  });

  test.each([
    [{ specversion: '0.3' }, '/specversion'],
    [{ Tenant: 'x' }, '/Tenant'],
    [{ 'a/b': 'x' }, '/a~1b'],
    [{ tenant: { name: 'x' } }, '/tenant'],
    [{ tenant: 1.5 }, '/tenant'],
    [{ sequence: '' }, '/sequence'],
    [{ sequence: 3 }, '/sequence'],
    [{ sequence: true }, '/sequence'],
    [{ datacontenttype: 'text/xml' }, '/datacontenttype'],
    [{ data_base64: 'e30=' }, '/data_base64'],
  ])('%j', (change, pointer) => {
    expect(problemOf({ ...opened, ...change })).toMatchObject({ type: 'bad-event', pointer });
  });

  test.each([null, 'text', 5, [opened]])('%j is no event', (value) => {
    expect(problemOf(value)).toMatchObject({ type: 'bad-event', pointer: '' });
  });
});

describe('a time that cannot be right is refused', () => {
  test.each([
    ['2026-02-30T00:00:00Z', 'that exists'],
    ['2026-03-01T00:00:00', 'with offset'],
    ['1989-12-31T23:59:59Z', 'before 1990'],
    ['2026-03-04T00:00:00.000001Z', '24 h ahead'],
  ])('%s', (time, detail) => {
    expect(problemOf({ ...opened, time })).toMatchObject({ type: 'bad-time', pointer: '/time' });
    expect(problemOf({ ...opened, time })?.detail).toContain(detail);
  });

  test.each(['1990-01-01T00:00:00Z', '2026-03-04T00:00:00Z'])('%s is just in time', (time) => {
    expect(problemOf({ ...opened, time })).toBeNull();
  });
});

describe('what cannot be stored is refused wherever it hides', () => {
  const nested = (depth: number): unknown => (depth === 0 ? 'x' : { in: nested(depth - 1) });
  test.each([
    [{ data: { ...opened.data, note: 'a\0b' } }, '/data/note'],
    [{ data: { ...opened.data, note: 'a\ud800b' } }, '/data/note'],
    [{ data: { ...opened.data, list: ['ok', ['\udc00']] } }, '/data/list/1/0'],
    [{ data: { ...opened.data, 'k\0': 1 } }, '/data/k\uFFFD'],
    [{ data: { ...opened.data, deep: { 'k\ud800': 1 } } }, '/data/deep/k\uFFFD'],
    [{ data: { ...opened.data, much: JSON.parse('1e999') as number } }, '/data/much'],
    [{ type: 'unknown.type', data: { note: '\0' } }, '/data/note'],
    [{ subject: 'case\0' }, '/subject'],
    [{ id: '\ud800' }, '/id'],
    [{ source: '\0' }, '/source'],
    [{ tenant: '\0' }, '/tenant'],
    [{ 'tenant\0': null }, '/tenant\uFFFD'],
    [{ traceparent: '\0' }, '/traceparent'],
  ])('%j', (change, pointer) => {
    expect(problemOf({ ...opened, ...change })).toMatchObject({ type: 'bad-data', pointer });
  });

  test('and the reason can be stored, whatever it quotes', () => {
    // 79 units and a pair: the eightieth, where what is shown ends, is the first half of it.
    const halved = problemOf({ ...opened, data: { ...opened.data, severity: `${'x'.repeat(78)}😀` } });
    expect(halved?.detail).toMatch(/not "x{78}…$/);
    const key = problemOf({ ...opened, 'tenant\0': 'x' });
    expect(key?.pointer).toBe('/tenant\uFFFD');
    expect(key?.detail).not.toContain('\0');
  });

  test('a pair of surrogates is one character and fine', () => {
    expect(problemOf({ ...opened, data: { ...opened.data, note: 'a 🎉 b' } })).toBeNull();
  });

  test('nesting deeper than 32 levels', () => {
    expect(problemOf({ ...opened, data: { ...opened.data, deep: nested(30) } })).toBeNull();
    expect(problemOf({ ...opened, data: { ...opened.data, deep: nested(33) } })?.detail).toContain('32 levels');
    expect(problemOf({ ...opened, data: { ...opened.data, deep: nested(5000) } })?.detail).toContain('32 levels');
  });
});

test('a refusal carries the id and source it had, fit to be stored', () => {
  const result = readEvent({ ...opened, id: 'a\0', data: null }, nowUs);
  expect(result).toMatchObject({ ok: false, id: 'a\uFFFD', source: 'https://example.com/helpdesk' });
  expect(readEvent({ ...opened, id: 5 }, nowUs)).not.toHaveProperty('id');
});
