import { expect, test } from 'vitest';
import { MINUTE_US, type WorkCalendar } from './calendar.ts';
import { workingWaitUs } from './working-wait.ts';

const us = (time: string) => Date.parse(`2026-06-10T${time}Z`) * 1000;
const HOUR_US = 60 * MINUTE_US;
const daily = (from: number, to: number): WorkCalendar => [
  {
    fromUs: 0,
    timeZone: 'UTC',
    week: Array.from({ length: 7 }, () => [{ fromMinute: from * 60, toMinute: to * 60 }]),
    holidays: new Set(),
  },
];
const calendars = {
  teams: new Map([
    ['early', daily(6, 12)],
    ['late', daily(14, 22)],
  ]),
  common: daily(9, 17),
};
const hop = (team: string | null, time: string) => ({ team, startUs: us(time) });
const wait = (hops: Parameters<typeof workingWaitUs>[0]) =>
  workingWaitUs(hops, [us('05:00'), us('23:00')], calendars) / HOUR_US;

test('each stretch counts by the calendar of the team that held the case then', () => {
  // Early from 6 to 10, late from 14 to 22.
  expect(wait([hop('early', '05:00'), hop('late', '10:00')])).toBe(4 + 8);
});

test('what nobody held counts by who held it next, else by who held it last', () => {
  expect(wait([hop('late', '20:00')])).toBe(8);
  // Nobody from 10 on: the late team is next, at 20:00.
  expect(wait([hop('early', '05:00'), hop(null, '10:00'), hop('late', '20:00')])).toBe(4 + 6 + 2);
  expect(wait([hop('early', '05:00'), hop(null, '10:00')])).toBe(6);
});

test('a team without a calendar works by the common one, and so does nobody', () => {
  expect(wait([hop('other', '05:00')])).toBe(8);
  expect(wait([])).toBe(8);
  expect(wait([hop(null, '07:00')])).toBe(8);
});

test('what was held before the wait or after it counts nothing', () => {
  const hops = [hop('late', '01:00'), hop('early', '04:00'), hop('late', '23:30')];
  expect(wait(hops)).toBe(6);
});
