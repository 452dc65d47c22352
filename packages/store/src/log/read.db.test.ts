import type { LoggedEvent } from '@finest-hour/events';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../../../tests/support/database.ts';
import { event, MONDAY_US } from '../../../../tests/support/events.ts';
import { forgetAll } from '../../../../tests/support/recovery.ts';
import { bucketOf } from '../bucket.ts';
import { appendEvents } from './append.ts';
import { readStreams, type Stream } from './read.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database?.drop());
beforeEach(() => forgetAll(database.db));

const stream = (subject: string): Stream => ({ bucket: bucketOf('case', subject), family: 'case', subject });

/** All that an event may hold, some of it only now and then, with what breaks quoting, and between lines if told so. */
function oddEvents(subject: string, count: number, lineBreak = ''): readonly LoggedEvent[] {
  return Array.from({ length: count }, (_, i) =>
    event(
      'contact.received',
      subject,
      MONDAY_US + i,
      { channel: 'phone', note: `{"\\" ,\n'🙂 ${i}` },
      {
        id: `${i} "\\,${lineBreak}🙂{}`,
        source: i % 2 === 0 ? 'desk' : 'https://example.com/?a="b"\\\t',
        sequence: i % 3 === 0 ? `${i}\\"` : null,
        ...(i % 5 === 0 && { extensions: { tenant: 'nörth\n' } }),
      },
    ),
  );
}

const byId = (events: readonly LoggedEvent[] = []) => events.toSorted((a, b) => (a.id < b.id ? -1 : 1));

test('short and long streams come back as they were stored, event for event', async () => {
  const [first, ...others] = oddEvents('one of them in lines', 9);
  const subjects = { one: 1, some: 7, 'just short': 200, 'just long': 201, long: 1_000 };
  const sent = new Map(Object.entries(subjects).map(([subject, count]) => [subject, oddEvents(subject, count)]));
  sent.set('in lines', oddEvents('in lines', 7, '\n'));
  sent.set('one of them in lines', [{ ...(first as LoggedEvent), source: 'two\nlines' }, ...others]);
  for (const events of sent.values()) await appendEvents(database.db, events, 0);
  const read = await readStreams(database.db, [...sent.keys()].map(stream));
  expect([...read.keys()].toSorted()).toEqual([...sent.keys()].toSorted());
  for (const [subject, events] of sent) expect(byId(read.get(subject))).toEqual(byId(events));
});

test('a stream without sequences, extensions or data comes back with none', async () => {
  const plain = event('case.closed', 'plain', MONDAY_US);
  await appendEvents(database.db, [plain], 0);
  expect((await readStreams(database.db, [stream('plain')])).get('plain')).toEqual([plain]);
});

test('a stream that is not in the log is in no answer, nor are events of others', async () => {
  await appendEvents(database.db, oddEvents('there', 2), 0);
  expect([...(await readStreams(database.db, [stream('there'), stream('missing')])).keys()]).toEqual(['there']);
  expect(await readStreams(database.db, [])).toEqual(new Map());
});
