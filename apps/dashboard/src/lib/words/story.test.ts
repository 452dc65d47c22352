import type { Story } from '@finest-hour/metrics';
import { expect, test } from 'vitest';
import { storyWords } from './story.ts';

const HOUR = 3600;
const DAY = 24 * HOUR;
const story: Story = {
  channel: 'phone',
  handOffs: 1,
  apologizedAfter: 5 * 60,
  ownedAfter: 2 * HOUR,
  promiseMargin: -DAY,
  resolvedAfter: 3 * DAY,
  then: [
    { what: 'recommended', after: 40 * DAY },
    { what: 'cameBack', after: 60 * DAY },
  ],
};
const plain = (told: Story) => storyWords(told).replaceAll('\u00a0', ' ');

test('a finest hour is told in one sentence, in the order in which it went', () => {
  expect(plain(story)).toBe(
    'Opened by phone, apology after 5 m, passed on once, owned after 2 h, promise kept 1 d early, resolved on day 3; ' +
      'the customer recommended us on day 40; the customer came back on day 60.',
  );
});

test('what did not happen is not told', () => {
  const none = { apologizedAfter: null, ownedAfter: null, promiseMargin: null };
  expect(
    plain({ ...story, ...none, handOffs: 0, resolvedAfter: HOUR, then: [{ what: 'surprised', after: DAY }] }),
  ).toBe('Opened by phone, never passed on, resolved on the first day; given more than asked for on day 1.');
});

test.each([
  [-2 * HOUR, '2 h early'],
  [0, 'on time'],
  [DAY, '1 d late'],
])('a promise kept %d seconds after it was due was kept %s', (promiseMargin, words) => {
  expect(plain({ ...story, promiseMargin })).toContain(`promise kept ${words}, resolved`);
});
