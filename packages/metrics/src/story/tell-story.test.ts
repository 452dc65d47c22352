import { expect, test } from 'vitest';
import { DEFAULT_BOOK_SETTINGS } from '../book.ts';
import { readHistory } from '../fold/history.ts';
import { assigned, days, event, minutes, opened, owned, resolved } from '../testing/case-log.ts';
import { bought, customerEvent } from '../testing/customer-log.ts';
import { fold } from '../testing/fold.ts';
import { tellStory } from './tell-story.ts';

const HOUR = 3600;
const DAY = 24 * HOUR;
const due = (day: number) => new Date(days(day) / 1000).toISOString();

const events = [
  opened({ channel: 'phone' }),
  assigned(minutes(0), { agent: 'anja', team: 'front' }),
  event('apology.made', minutes(5), { by: { kind: 'bot', id: 'mail' } }),
  assigned(minutes(60), { agent: 'bob', team: 'repairs' }),
  owned(minutes(120), 'bob', 'repairs'),
  event('promise.made', minutes(130), { promise: 'p', due: due(3), by: { kind: 'person', id: 'bob' } }),
  event('promise.kept', days(2), { promise: 'p' }),
  resolved(days(3)),
];
const told = (customer: Parameters<typeof readHistory>[0], more: Parameters<typeof fold>[0] = []) =>
  tellStory(fold([...events, ...more]).summary, readHistory(customer), DEFAULT_BOOK_SETTINGS);

test('a story tells what happened, when, and what came of it, from types of events alone', () => {
  const recommended = customerEvent('customer.recommended', days(40), {});
  expect(told([bought(days(60)), bought(days(70)), recommended])).toEqual({
    channel: 'phone',
    handOffs: 1,
    apologizedAfter: null,
    ownedAfter: 2 * HOUR,
    promiseMargin: -DAY,
    resolvedAfter: 3 * DAY,
    then: [
      { what: 'recommended', after: 40 * DAY },
      { what: 'cameBack', after: 60 * DAY },
    ],
  });
});

test('what came of it comes after the resolution, and at most 90 days after the verdict', () => {
  // The verdict is known on day 44.
  expect(told([bought(days(3)), bought(days(134) + 1)]).then).toEqual([]);
  expect(told([bought(days(134))]).then).toEqual([{ what: 'cameBack', after: 134 * DAY }]);
  expect(told([], [event('surprise.given', days(2), {})]).then).toEqual([]);
  expect(told([], [event('surprise.given', days(4), {})]).then).toEqual([{ what: 'surprised', after: 4 * DAY }]);
});

test('a story names nobody', () => {
  expect(JSON.stringify(told([bought(days(60))]))).not.toMatch(/anja|bob|customer-1|case-1|front|repairs/);
});
