import { describe, expect, test } from 'vitest';
import { readCalendar } from './read-calendar.ts';
import { workingUs } from './working-time.ts';

const OFFICE = {
  from: '2026-01-01T00:00:00+01:00',
  timeZone: 'Europe/Berlin',
  hours: { monday: ['13:00-17:30', '09:00-12:00'], sunday: ['00:00-24:00'] },
  holidays: ['2026-12-25'],
};
const us = (time: string) => Date.parse(time) * 1000;
const HOUR_US = 3_600_000_000;

test('hours are read by day of the week, days that are not named are off', () => {
  const read = readCalendar([OFFICE]);
  expect(read).toEqual({
    ok: true,
    calendar: [
      {
        fromUs: us('2025-12-31T23:00Z'),
        timeZone: 'Europe/Berlin',
        week: [
          [
            { fromMinute: 540, toMinute: 720 },
            { fromMinute: 780, toMinute: 1050 },
          ],
          [],
          [],
          [],
          [],
          [],
          [{ fromMinute: 0, toMinute: 1440 }],
        ],
        holidays: new Set(['2026-12-25']),
      },
    ],
  });
  // A Monday in Berlin: 3 and 4.5 hours.
  if (!read.ok) throw new Error('not read');
  expect(workingUs(us('2026-06-08T00:00Z'), us('2026-06-08T20:00Z'), read.calendar) / HOUR_US).toBe(7.5);
});

test('versions come in any order', () => {
  const read = readCalendar([{ ...OFFICE, from: '2027-01-01T00:00:00Z' }, OFFICE]);
  expect(read.ok && read.calendar.map(({ fromUs }) => fromUs)).toEqual([
    us('2025-12-31T23:00Z'),
    us('2027-01-01T00:00Z'),
  ]);
});

describe('every mistake is named with its value and its place', () => {
  test.each([
    [
      { ...OFFICE, from: '2026-01-01' },
      '[0].from',
      'not a time with offset such as 2026-01-01T00:00:00Z: "2026-01-01"',
    ],
    [{ ...OFFICE, timeZone: '+05:30' }, '[0].timeZone', 'not a time zone of the IANA: "+05:30"'],
    [{ ...OFFICE, holiday: [] }, '[0].holiday', 'unknown field: holiday'],
    [{ ...OFFICE, holidays: ['2026-02-30'] }, '[0].holidays[0]', 'not a date (YYYY-MM-DD): "2026-02-30"'],
    [{ ...OFFICE, hours: undefined }, '[0].hours', 'not hours by day of the week: missing'],
    [{ ...OFFICE, hours: { monday: '9-5' } }, '[0].hours.monday', 'not a list: "9-5"'],
    [{ ...OFFICE, hours: { monday: ['9-5'] } }, '[0].hours.monday[0]', 'not hours such as 09:00-17:30: "9-5"'],
    [
      { ...OFFICE, hours: { monday: ['09:00-24:30'] } },
      '[0].hours.monday[0]',
      'not hours such as 09:00-17:30: "09:00-24:30"',
    ],
    [
      { ...OFFICE, hours: { monday: ['22:00-06:00'] } },
      '[0].hours.monday[0]',
      'ends before it begins: "22:00-06:00"; what goes on after midnight belongs to the day after',
    ],
    [
      { ...OFFICE, hours: { monday: ['09:00-12:00', '11:00-13:00'] } },
      '[0].hours.monday',
      'hours overlap: ["09:00-12:00","11:00-13:00"]',
    ],
    [
      { ...OFFICE, hours: { mon: [] } },
      '[0].hours.mon',
      'unknown day: mon; known: monday, tuesday, wednesday, thursday, friday, saturday, sunday',
    ],
    [7, '[0]', 'not a version of a calendar: 7'],
  ])('%j', (version, at, detail) => {
    expect(readCalendar([version])).toEqual({ ok: false, problems: [{ at, detail }] });
  });

  test('of the whole, too', () => {
    expect(readCalendar('always')).toEqual({ ok: false, problems: [{ at: '', detail: 'not a list: "always"' }] });
    expect(readCalendar([OFFICE, OFFICE])).toMatchObject({
      problems: [{ detail: 'two versions begin at one instant' }],
    });
  });
});
