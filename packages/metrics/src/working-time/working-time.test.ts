import { describe, expect, test } from 'vitest';
import { MINUTE_US, type CalendarVersion, type LocalInterval, type WorkCalendar } from './calendar.ts';
import { addWorkingUs, workingUs } from './working-time.ts';

const us = (time: string) => Date.parse(time) * 1000;
const HOUR_US = 60 * MINUTE_US;
const hours = (from: number, to: number): LocalInterval => ({ fromMinute: from * 60, toMinute: to * 60 });

function version(timeZone: string, daily: readonly LocalInterval[], more: Partial<CalendarVersion> = {}) {
  const week = Array.from({ length: 7 }, () => daily);
  return { fromUs: us('1970-01-01T00:00Z'), timeZone, week, holidays: new Set<string>(), ...more };
}
const NINE_TO_FIVE = [hours(9, 17)];
const weekdays = [...Array.from({ length: 5 }, () => NINE_TO_FIVE), [], []];
const OFFICE: WorkCalendar = [version('America/New_York', NINE_TO_FIVE, { week: weekdays })];

describe('working hours between two instants', () => {
  test.each([
    // In summer New York is four hours behind.
    ['an hour of work', '2026-06-10T14:00Z', '2026-06-10T15:00Z', 1],
    ['an evening', '2026-06-10T22:00Z', '2026-06-11T02:00Z', 0],
    ['Friday 16:00 to Monday 10:00', '2026-06-12T20:00Z', '2026-06-15T14:00Z', 2],
    ['a week', '2026-06-10T14:00Z', '2026-06-17T14:00Z', 40],
    [
      'over the change to summer time: Friday 16:00 (UTC−5) to Monday 10:00 (UTC−4)',
      '2026-03-06T21:00Z',
      '2026-03-09T14:00Z',
      2,
    ],
    ['the other way round', '2026-06-15T14:00Z', '2026-06-12T20:00Z', 0],
    ['nothing', '2026-06-10T14:00Z', '2026-06-10T14:00Z', 0],
  ])('%s', (_name, from, to, expected) => {
    expect(workingUs(us(from), us(to), OFFICE) / HOUR_US).toBe(expected);
  });

  test('are all hours where no calendar is known, and before the first version of one', () => {
    expect(workingUs(us('2026-06-12T20:00Z'), us('2026-06-15T14:00Z'), []) / HOUR_US).toBe(66);
    const since = [version('UTC', [], { fromUs: us('2026-06-13T00:00Z') })];
    expect(workingUs(us('2026-06-12T20:00Z'), us('2026-06-15T14:00Z'), since) / HOUR_US).toBe(4);
  });

  test('leave out holidays, by the date there', () => {
    const calendar = [version('Pacific/Auckland', [hours(9, 17)], { holidays: new Set(['2026-06-11']) })];
    // 11 June in Auckland is 10 June 12:00 to 11 June 12:00 UTC.
    expect(workingUs(us('2026-06-10T12:00Z'), us('2026-06-11T12:00Z'), calendar)).toBe(0);
    expect(workingUs(us('2026-06-09T12:00Z'), us('2026-06-12T12:00Z'), calendar) / HOUR_US).toBe(16);
  });

  test('of a new version count from its instant on, and change nothing before it', () => {
    const later = version('UTC', [hours(12, 20)], { fromUs: us('2026-06-10T14:00Z') });
    const calendar = [version('UTC', [hours(8, 16)]), later];
    // 8 to 14 by the old hours, 14 to 20 by the new ones.
    expect(workingUs(us('2026-06-10T00:00Z'), us('2026-06-11T00:00Z'), calendar) / HOUR_US).toBe(12);
    expect(workingUs(us('2026-06-09T00:00Z'), us('2026-06-10T00:00Z'), calendar) / HOUR_US).toBe(8);
    expect(workingUs(us('2026-06-11T00:00Z'), us('2026-06-12T00:00Z'), calendar) / HOUR_US).toBe(8);
  });
});

describe('what the clock on the wall does, working time does', () => {
  const night = (zone: string, from: number, to: number) => [version(zone, [hours(from, to)])];
  test.each([
    ['an hour left out has no length', 'America/New_York', [2, 3], '2026-03-08', 0],
    ['an hour gone through twice counts twice', 'America/New_York', [1, 2], '2026-11-01', 2],
    ['in London, too', 'Europe/London', [1, 2], '2026-10-25', 2],
    ['half an hour left out on Lord Howe', 'Australia/Lord_Howe', [2, 3], '2026-10-04', 0.5],
    ['half an hour twice on Lord Howe', 'Australia/Lord_Howe', [1, 2], '2026-04-05', 1.5],
    ['a day without its first hour in Santiago', 'America/Santiago', [0, 24], '2026-09-06', 23],
    ['a quarter of an hour left out in Kathmandu', 'Asia/Kathmandu', [0, 1], '1986-01-01', 0.75],
    ['a day left out in Apia', 'Pacific/Apia', [0, 24], '2011-12-30', 0],
  ] as const)('%s', (_name, zone, [from, to], date, expected) => {
    const calendar = night(zone, from, to).map((one) => ({ ...one, week: onlyOn(date, one.week) }));
    const noon = us(`${date}T12:00Z`);
    expect(workingUs(noon - 60 * HOUR_US, noon + 60 * HOUR_US, calendar) / HOUR_US).toBe(expected);
  });
});

/** The hours of one date's day of the week alone. */
function onlyOn(date: string, week: CalendarVersion['week']): CalendarVersion['week'] {
  const weekday = (new Date(`${date}T00:00Z`).getUTCDay() + 6) % 7;
  return week.map((daily, day) => (day === weekday ? daily : []));
}

describe('a length of working time ends', () => {
  test.each([
    ['within the day', '2026-06-10T14:00Z', 1, '2026-06-10T15:00Z'],
    ['with the day, where it fills it', '2026-06-10T13:00Z', 8, '2026-06-10T21:00Z'],
    ['on Monday, where Friday is too short', '2026-06-12T20:00Z', 2, '2026-06-15T14:00Z'],
    ['after an evening begins it', '2026-06-12T23:00Z', 2, '2026-06-15T15:00Z'],
    ['at once, where it is none', '2026-06-12T23:00Z', 0, '2026-06-12T23:00Z'],
    ['after years, where it is long', '2026-01-05T14:00Z', 40 * 52, '2027-01-01T22:00Z'],
  ])('%s', (_name, from, length, until) => {
    expect(addWorkingUs(us(from), length * HOUR_US, OFFICE)).toBe(us(until));
  });

  test('never, where nobody works any more', () => {
    const closed = [...OFFICE, version('UTC', [], { fromUs: us('2026-06-10T15:00Z') })];
    expect(addWorkingUs(us('2026-06-10T14:00Z'), HOUR_US, closed)).toBe(us('2026-06-10T15:00Z'));
    expect(addWorkingUs(us('2026-06-10T14:00Z'), HOUR_US + 1, closed)).toBeNull();
  });
});
