import { describe, expect, test } from 'vitest';
import { DEFAULT_BOOK_SETTINGS } from '../book.ts';
import { addDays, dayOf, dayStartUs, isTimeZone, nextPeriod, periodsIn, periodStart, settledWeeks } from './periods.ts';

const us = (time: string) => Date.parse(time) * 1000;

test('a time zone has a name of the IANA; an offset is none', () => {
  expect(['UTC', 'Europe/Berlin', 'EST5EDT'].filter(isTimeZone)).toHaveLength(3);
  expect(['', '+05:30', '-08:00', 'Mars/Olympus'].filter(isTimeZone)).toEqual([]);
});

describe('days in a time zone', () => {
  test.each([
    ['2026-03-29', 'Europe/Berlin', '2026-03-28T23:00:00Z'], // 23 hours long
    ['2026-03-30', 'Europe/Berlin', '2026-03-29T22:00:00Z'],
    ['2026-10-25', 'Europe/Berlin', '2026-10-24T22:00:00Z'], // 25 hours long
    ['2026-10-26', 'Europe/Berlin', '2026-10-25T23:00:00Z'],
    ['2018-11-04', 'America/Sao_Paulo', '2018-11-04T03:00:00Z'], // its midnight did not exist
    ['2026-03-29', 'UTC', '2026-03-29T00:00:00Z'],
  ])('%s in %s starts at %s', (date, timeZone, start) => {
    expect(dayStartUs(date, timeZone)).toBe(us(start));
    expect(dayOf(us(start), timeZone)).toBe(date);
    expect(dayOf(us(start) - 1, timeZone)).toBe(addDays(date, -1));
  });
});

describe('periods', () => {
  test('weeks are ISO weeks: they start on Monday, across years', () => {
    expect(periodStart('2026-01-01', 'week')).toBe('2025-12-29');
    expect(periodStart('2027-01-03', 'week')).toBe('2026-12-28');
    expect(periodStart('2027-01-04', 'week')).toBe('2027-01-04');
  });

  test.each([
    ['2026-01-01', '2026-01-01'],
    ['2026-03-31', '2026-01-01'],
    ['2026-04-01', '2026-04-01'],
    ['2026-09-30', '2026-07-01'],
    ['2026-12-31', '2026-10-01'],
  ])('%s is in the quarter from %s', (date, start) => {
    expect(periodStart(date, 'quarter')).toBe(start);
  });

  test('months and days start where they start', () => {
    expect(periodStart('2028-02-29', 'month')).toBe('2028-02-01');
    expect(periodStart('2028-02-29', 'day')).toBe('2028-02-29');
    expect(nextPeriod('2028-02-01', 'month')).toBe('2028-03-01');
    expect(nextPeriod('2026-10-01', 'quarter')).toBe('2027-01-01');
    expect(nextPeriod('2026-12-28', 'week')).toBe('2027-01-04');
  });

  test('those that touch [from, to): the first may begin before it, the end is out', () => {
    expect(periodsIn('2026-01-01', '2026-01-19', 'week')).toEqual(['2025-12-29', '2026-01-05', '2026-01-12']);
    expect(periodsIn('2026-01-01', '2026-01-20', 'week')).toHaveLength(4);
    expect(periodsIn('2025-11-15', '2026-07-01', 'quarter')).toEqual(['2025-10-01', '2026-01-01', '2026-04-01']);
    expect(periodsIn('2026-02-28', '2026-03-02', 'day')).toEqual(['2026-02-28', '2026-03-01']);
  });
});

describe('the last 13 settled weeks', () => {
  const settled = (asOf: string, timeZone: string) => settledWeeks(us(asOf), timeZone, DEFAULT_BOOK_SETTINGS);

  test('end with the last whole week all of whose cases have matured, 44 days after it', () => {
    // 16 February 2026 is a Monday; 44 days later is 1 April. 13 weeks are 91 days.
    expect(settled('2026-04-01T00:00:00Z', 'UTC')).toEqual({
      from: '2025-11-17',
      to: '2026-02-16',
      before: { from: '2025-08-18', to: '2025-11-17' },
    });
  });

  test('a second too early, the week is not whole', () => {
    expect(settled('2026-03-31T23:59:59Z', 'UTC').to).toBe('2026-02-09');
  });

  test('days are of 86,400 s and weeks of the calendar: the clock change between them is no slip', () => {
    // 00:30 on 29 April in Berlin (UTC+2) less 44 days is 23:30 on Sunday 15 March (UTC+1), not Monday 16 March.
    expect(settled('2026-04-28T22:30:00Z', 'Europe/Berlin').to).toBe('2026-03-09');
    expect(settled('2026-04-28T23:00:00Z', 'Europe/Berlin').to).toBe('2026-03-16');
  });
});
