import { describe, expect, test } from 'vitest';
import { closed, ingestBench, opened } from './testing/push.ts';

const nothing = { accepted: 0, duplicates: 0, rejectedCount: 0, rejected: [] };
const bad = { ...opened, id: 'e-bad', data: { customer: 'c-1', channel: 'fax' } };

describe('an event that fits is stored and receipted, in every form', () => {
  test.each([
    ['structured', 'application/cloudevents+json', opened],
    ['structured, with a charset', 'application/cloudevents+json; charset=utf-8', opened],
    ['structured, in any case and quotes', 'Application/CloudEvents+JSON ;charset="UTF-8"', opened],
    ['a batch', 'application/cloudevents-batch+json;charset=utf-8', [opened]],
    ['plain JSON that holds one', 'application/json', opened],
    ['plain JSON that holds a batch', 'application/json; charset=UTF-8', [opened]],
  ])('%s', async (_, contentType, body) => {
    const { deps, push } = ingestBench();
    const answer = await push(body, { 'content-type': contentType });
    expect(answer).toMatchObject({ status: 200, body: { ...nothing, accepted: 1 } });
    expect(deps.events).toMatchObject([{ source: 'desk', id: 'e-1', subject: 'case-1', data: opened.data }]);
  });

  test('binary mode', async () => {
    const { deps, push } = ingestBench();
    const { data, ...attributes } = opened;
    const headers = Object.fromEntries(Object.entries(attributes).map(([name, value]) => [`ce-${name}`, value]));
    expect(await push(data, headers)).toMatchObject({ status: 200, body: { accepted: 1 } });
    expect(await push(opened)).toMatchObject({ status: 200, body: { accepted: 0, duplicates: 1 } });
    expect(deps.events).toHaveLength(1);
    expect(await push(data, { ...headers, 'ce-data': 'x' })).toMatchObject({
      status: 422,
      body: { rejected: [{ problem: { type: 'bad-event', pointer: '/data' } }] },
    });
  });

  test('an empty batch is nothing, and no mistake', async () => {
    expect(await ingestBench().push([])).toMatchObject({ status: 200, body: nothing });
  });

  test('a byte order mark is skipped', async () => {
    expect(await ingestBench().push(`\ufeff${JSON.stringify(opened)}`)).toMatchObject({ status: 200 });
    const batch = await ingestBench().push(`\ufeff${JSON.stringify([opened, closed])}`);
    expect(batch).toMatchObject({ status: 200, body: { accepted: 2 } });
  });
});

describe('the same event again is a duplicate, other content a conflict', () => {
  test('across requests', async () => {
    const { deps, push } = ingestBench();
    await push(opened);
    expect(await push({ ...opened, time: '2026-03-02T10:00:00+01:00' })).toMatchObject({
      status: 200,
      body: { accepted: 0, duplicates: 1, rejected: [] },
    });
    const other = { ...opened, data: { ...opened.data, cause: 'late' } };
    const answer = await push(other);
    expect(answer.status).toBe(422);
    expect(answer.body).toMatchObject({
      accepted: 0,
      duplicates: 0,
      rejected: [{ index: 0, id: 'e-1', source: 'desk', problem: { type: 'conflict', pointer: '/id' } }],
    });
    expect(deps.events).toMatchObject([{ data: opened.data }]);
    expect(deps.rejected.map(({ payload }) => JSON.parse(payload) as unknown)).toEqual([other]);
  });

  test('within a batch', async () => {
    const { push } = ingestBench();
    const batch = [opened, opened, { ...opened, data: { ...opened.data, cause: 'late' } }, closed];
    expect(await push(batch)).toMatchObject({
      status: 200,
      body: { accepted: 2, duplicates: 1, rejectedCount: 1, rejected: [{ index: 2, problem: { type: 'conflict' } }] },
    });
  });
});

describe('an event that does not fit is refused with its reason, and kept', () => {
  test('one of a batch is told by its place, and the others are stored', async () => {
    const { deps, push } = ingestBench();
    const answer = await push([opened, bad, 'no event', closed]);
    expect(answer.status).toBe(200);
    expect(answer.body).toEqual({
      accepted: 2,
      duplicates: 0,
      rejectedCount: 2,
      rejected: [
        {
          index: 1,
          id: 'e-bad',
          source: 'desk',
          problem: {
            type: 'bad-data',
            title: 'The data does not fit its type',
            detail:
              'data.channel must be one of phone, email, chat, social, social-listening, web, store, letter, other, not "fax"',
            pointer: '/data/channel',
          },
        },
        {
          index: 2,
          id: null,
          source: null,
          problem: {
            type: 'bad-event',
            title: 'The event is not a valid CloudEvent',
            detail: 'an event must be an object, not "no event"',
            pointer: '',
          },
        },
      ],
    });
    expect(deps.rejected).toMatchObject([
      { payload: JSON.stringify(bad), id: 'e-bad', source: 'desk', keyId: 'key-push', problem: { type: 'bad-data' } },
      { payload: '"no event"', id: null, source: null },
    ]);
  });

  test('all refused: 422, the receipt as a problem', async () => {
    const { deps, push } = ingestBench();
    const answer = await push(bad);
    expect(answer.status).toBe(422);
    expect(answer.headers.get('content-type')).toBe('application/problem+json');
    expect(answer.body).toMatchObject({
      type: 'all-refused',
      status: 422,
      accepted: 0,
      duplicates: 0,
      rejectedCount: 1,
    });
    expect(deps.events).toEqual([]);
    expect(deps.rejected).toHaveLength(1);
  });

  test('at most 100 are listed, all are counted and kept', async () => {
    const { deps, push } = ingestBench();
    const answer = await push([opened, ...Array.from({ length: 150 }, (_, index) => ({ ...bad, id: `bad-${index}` }))]);
    expect(answer).toMatchObject({ status: 200, body: { accepted: 1, rejectedCount: 150 } });
    expect(answer.body['rejected']).toHaveLength(100);
    expect(deps.rejected).toHaveLength(150);
  });

  test.each([
    ['U+0000', { data: { ...opened.data, note: '\0' } }, 'bad-data', '/data/note'],
    ['U+0000 in a key', { data: { ...opened.data, 'k\0': 1 } }, 'bad-data', '/data/k\ufffd'],
    ['a lone surrogate', { data: { ...opened.data, note: '\ud800' } }, 'bad-data', '/data/note'],
    ['30 February', { time: '2026-02-30T09:00:00Z' }, 'bad-time', '/time'],
    ['before 1990', { time: '1980-01-01T00:00:00Z' }, 'bad-time', '/time'],
    ['more than 24 h ahead', { time: '2026-03-04T00:00:01Z' }, 'bad-time', '/time'],
    ['no subject', { subject: undefined }, 'bad-event', '/subject'],
    ['a number for text', { data: { customer: 7, channel: 'phone' } }, 'bad-data', '/data/customer'],
    ['text for an object', { data: 'text' }, 'bad-data', '/data'],
  ])('%s', async (_, change, type, pointer) => {
    const { deps, push } = ingestBench();
    const answer = await push({ ...opened, ...change });
    expect(answer).toMatchObject({ status: 422, body: { rejected: [{ index: 0, problem: { type, pointer } }] } });
    expect(deps.events).toEqual([]);
    expect(deps.rejected).toHaveLength(1);
  });

  test('in binary mode, kept in structured form', async () => {
    const { deps, push } = ingestBench();
    const headers = { 'ce-specversion': '1.0', 'ce-id': 'e%201', 'ce-source': 'desk', 'ce-type': 'case.opened' };
    const answer = await push({ channel: 'phone' }, headers);
    expect(answer).toMatchObject({
      status: 422,
      body: { rejected: [{ id: 'e 1', problem: { pointer: '/subject' } }] },
    });
    expect(JSON.parse(deps.rejected[0]?.payload ?? '')).toEqual({
      specversion: '1.0',
      id: 'e 1',
      source: 'desk',
      type: 'case.opened',
      data: { channel: 'phone' },
    });
  });

  test('one that is too large inside a batch', async () => {
    const { push } = ingestBench();
    const large = { ...closed, data: { note: 'x'.repeat(65_536) } };
    expect(await push([opened, large])).toMatchObject({
      status: 200,
      body: { accepted: 1, rejected: [{ index: 1, id: 'e-2', source: 'desk', problem: { type: 'too-large' } }] },
    });
  });
});
