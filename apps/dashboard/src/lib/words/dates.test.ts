import { expect, test } from 'vitest';
import { dayWords, instantDay, instantWords, periodWords, rangeWords, shortInstant } from './dates.ts';

test('a range names the last day that belongs to it', () => {
  expect(rangeWords('2016-04-01', '2016-07-01')).toBe('1 Apr – 30 Jun 2016');
  expect(rangeWords('2025-12-01', '2026-02-01')).toBe('1 Dec 2025 – 31 Jan 2026');
  expect(rangeWords('2026-02-01', '2026-02-02')).toBe('1 Feb 2026');
});

test.each([
  ['a quarter', '2026-04-01', '2026-07-01', false, 'quarter', 'Q2 2026'],
  ['a part of a quarter by its first day', '2026-05-01', '2026-07-01', true, 'quarter', '1 May'],
  ['its first days too', '2026-10-01', '2026-10-05', true, 'quarter', '1 Oct'],
  ['a month', '2026-05-01', '2026-06-01', false, 'month', 'May 2026'],
  ['a part of a month', '2026-10-01', '2026-10-05', true, 'month', '1 Oct'],
  ['a week by its Monday', '2026-05-18', '2026-05-25', false, 'week', '18 May'],
  ['a whole period by its ends', '2026-07-06', '2026-10-05', false, 'period', '6 Jul – 4 Oct'],
])('a trend names %s', (_what, start, end, cut, unit, words) => {
  expect(periodWords({ start, end, cut }, unit)).toBe(words);
});

test('an instant is told in the reporting time zone', () => {
  expect(instantWords('2026-03-31T22:30:00Z', 'Europe/Berlin')).toBe('Wed 1 Apr 2026, 00:30');
  expect(instantDay('2026-03-31T22:30:00Z', 'Europe/Berlin')).toBe('1 Apr 2026');
  expect(shortInstant('2026-03-31T22:30:00Z', 'UTC')).toBe('31 Mar 22:30');
  expect(dayWords('2017-02-16')).toBe('16 Feb 2017');
});
