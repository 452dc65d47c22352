import { parseTimeUs } from '@finest-hour/events';
import { Temporal } from 'temporal-polyfill';
import { isTimeZone } from '../report/periods.ts';
import type { CalendarVersion, LocalInterval, WorkCalendar } from './calendar.ts';

export interface CalendarProblem {
  /** Where: `[1].hours.monday[0]`. */
  readonly at: string;
  readonly detail: string;
}

export type ReadCalendar =
  | { readonly ok: true; readonly calendar: WorkCalendar }
  | { readonly ok: false; readonly problems: readonly CalendarProblem[] };

const WEEKDAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const;
const FIELDS = ['from', 'timeZone', 'hours', 'holidays'];

type Refuse = (at: string, detail: string) => void;
type Fields = Readonly<Record<string, unknown>>;

const written = (value: unknown) => JSON.stringify(value) ?? 'missing';

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function listAt(value: unknown, at: string, refuse: Refuse): readonly unknown[] {
  if (Array.isArray(value)) return value;
  refuse(at, `not a list: ${written(value)}`);
  return [];
}

/** "09:00-17:30"; 24:00 ends a day. */
function readInterval(value: unknown, at: string, refuse: Refuse): LocalInterval | null {
  const found = typeof value === 'string' ? /^([01]\d|2[0-4]):([0-5]\d)-([01]\d|2[0-4]):([0-5]\d)$/.exec(value) : null;
  const [fromHour = NaN, fromPart = NaN, toHour = NaN, toPart = NaN] = found?.slice(1).map(Number) ?? [];
  const [fromMinute, toMinute] = [fromHour * 60 + fromPart, toHour * 60 + toPart];
  if (found === null || toMinute > 1440) refuse(at, `not hours such as 09:00-17:30: ${written(value)}`);
  else if (fromMinute < toMinute) return { fromMinute, toMinute };
  else refuse(at, `ends before it begins: ${written(value)}; what goes on after midnight belongs to the day after`);
  return null;
}

function readDay(value: unknown, at: string, refuse: Refuse): readonly LocalInterval[] {
  const hours = listAt(value ?? [], at, refuse)
    .flatMap((one, i) => readInterval(one, `${at}[${i}]`, refuse) ?? [])
    .sort((a, b) => a.fromMinute - b.fromMinute);
  if (hours.some(({ fromMinute }, i) => fromMinute < (hours[i - 1]?.toMinute ?? 0)))
    refuse(at, `hours overlap: ${written(value)}`);
  return hours;
}

function readWeek(value: unknown, at: string, refuse: Refuse): readonly (readonly LocalInterval[])[] {
  if (!isFields(value)) {
    refuse(at, `not hours by day of the week: ${written(value)}`);
    return [];
  }
  for (const day of Object.keys(value))
    if (!(WEEKDAYS as readonly string[]).includes(day))
      refuse(`${at}.${day}`, `unknown day: ${day}; known: ${WEEKDAYS.join(', ')}`);
  return WEEKDAYS.map((day) => readDay(value[day], `${at}.${day}`, refuse));
}

function isDate(value: unknown): value is string {
  if (typeof value !== 'string' || !/^\d{4}-\d{2}-\d{2}$/.test(value)) return false;
  try {
    return Temporal.PlainDate.from(value, { overflow: 'reject' }).toString() === value;
  } catch {
    return false;
  }
}

function readVersion(value: unknown, at: string, refuse: Refuse): CalendarVersion | null {
  if (!isFields(value)) {
    refuse(at, `not a version of a calendar: ${written(value)}`);
    return null;
  }
  for (const name of Object.keys(value)) if (!FIELDS.includes(name)) refuse(`${at}.${name}`, `unknown field: ${name}`);
  const fromUs = typeof value['from'] === 'string' ? parseTimeUs(value['from']) : null;
  if (fromUs === null)
    refuse(`${at}.from`, `not a time with offset such as 2026-01-01T00:00:00Z: ${written(value['from'])}`);
  const timeZone = typeof value['timeZone'] === 'string' ? value['timeZone'] : '';
  if (!isTimeZone(timeZone)) refuse(`${at}.timeZone`, `not a time zone of the IANA: ${written(value['timeZone'])}`);
  const week = readWeek(value['hours'], `${at}.hours`, refuse);
  const holidays = listAt(value['holidays'] ?? [], `${at}.holidays`, refuse);
  for (const [i, day] of holidays.entries())
    if (!isDate(day)) refuse(`${at}.holidays[${i}]`, `not a date (YYYY-MM-DD): ${written(day)}`);
  return fromUs === null ? null : { fromUs, timeZone, week, holidays: new Set(holidays.filter(isDate)) };
}

/**
 * Reads the calendar of a team as written in JSON, versions in any order:
 * `[{ "from": "2026-01-01T00:00:00Z", "timeZone": "Europe/Berlin", "hours": { "monday": ["09:00-12:00", "13:00-17:30"] },
 * "holidays": ["2026-12-25"] }]`. Days that are not named are off. Every mistake is named with its place.
 */
export function readCalendar(value: unknown): ReadCalendar {
  const problems: CalendarProblem[] = [];
  const refuse: Refuse = (at, detail) => problems.push({ at, detail });
  const calendar = listAt(value, '', refuse)
    .flatMap((one, i) => readVersion(one, `[${i}]`, refuse) ?? [])
    .sort((a, b) => a.fromUs - b.fromUs);
  if (calendar.some(({ fromUs }, i) => fromUs === calendar[i - 1]?.fromUs))
    refuse('', 'two versions begin at one instant');
  return problems.length === 0 ? { ok: true, calendar } : { ok: false, problems };
}
