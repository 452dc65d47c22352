import { expect, test } from 'vitest';
import { dayWords, instantDay, instantWords, periodWords, rangeWords, shortInstant } from './dates.ts';

test('a range names the last day that belongs to it', () => {
  expect(rangeWords('2016-04-01', '2016-07-01')).toBe('1 Apr – 30 Jun 2016');
  expect(rangeWords('2025-12-01', '2026-02-01')).toBe('1 Dec 2025 – 31 Jan 2026');
  expect(rangeWords('2026-02-01', '2026-02-02')).toBe('1 Feb 2026');
});

test('a period is named by its unit, a part of one by its first day', () => {
  expect(periodWords('2026-04-01', 'quarter')).toBe('Q2 2026');
  expect(periodWords('2026-05-01', 'quarter')).toBe('1 May');
  expect(periodWords('2026-05-01', 'month')).toBe('May 2026');
  expect(periodWords('2026-05-18', 'week')).toBe('18 May');
});

test('an instant is told in the reporting time zone', () => {
  expect(instantWords('2026-03-31T22:30:00Z', 'Europe/Berlin')).toBe('Wed 1 Apr 2026, 00:30');
  expect(instantDay('2026-03-31T22:30:00Z', 'Europe/Berlin')).toBe('1 Apr 2026');
  expect(shortInstant('2026-03-31T22:30:00Z', 'UTC')).toBe('31 Mar 22:30');
  expect(dayWords('2017-02-16')).toBe('16 Feb 2017');
});
