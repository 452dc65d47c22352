import { Temporal } from 'temporal-polyfill';
import { EARLY_AGE_US, maturesAfterUs, type BookSettings } from '../book.ts';
import type { Period } from './query.ts';

/**
 * Whether a name is a time zone of the IANA. An offset such as +05:30 is none: it knows no summer time, and PostgreSQL
 * reads its sign the other way round.
 */
export function isTimeZone(name: string): boolean {
  try {
    return /^[A-Za-z]/.test(name) && new Intl.DateTimeFormat('en', { timeZone: name }).format() !== '';
  } catch {
    return false;
  }
}

/** Instant at which a calendar day starts in a time zone, in microseconds since 1970. */
export function dayStartUs(date: string, timeZone: string): number {
  return Temporal.PlainDate.from(date).toZonedDateTime(timeZone).epochMilliseconds * 1000;
}

/** Calendar day of an instant in a time zone, YYYY-MM-DD. */
export function dayOf(us: number, timeZone: string): string {
  return Temporal.Instant.fromEpochMilliseconds(Math.floor(us / 1000))
    .toZonedDateTimeISO(timeZone)
    .toPlainDate()
    .toString();
}

export function addDays(date: string, days: number): string {
  return Temporal.PlainDate.from(date).add({ days }).toString();
}

/** First day of the period that a day falls into. Weeks are ISO weeks. */
export function periodStart(date: string, period: Period): string {
  const day = Temporal.PlainDate.from(date);
  switch (period) {
    case 'day':
      return date;
    case 'week':
      return day.subtract({ days: day.dayOfWeek - 1 }).toString();
    case 'month':
      return day.with({ day: 1 }).toString();
    case 'quarter':
      return day.with({ day: 1, month: day.month - ((day.month - 1) % 3) }).toString();
  }
}

export function nextPeriod(start: string, period: Period): string {
  const step = { day: { days: 1 }, week: { days: 7 }, month: { months: 1 }, quarter: { months: 3 } } as const;
  return Temporal.PlainDate.from(start).add(step[period]).toString();
}

/** First days of the periods that touch [from, to), ascending; the first may start before `from`. */
export function periodsIn(from: string, to: string, period: Period): readonly string[] {
  const starts: string[] = [];
  for (let start = periodStart(from, period); start < to; start = nextPeriod(start, period)) starts.push(start);
  return starts;
}

export const SETTLED_WEEKS = 13;

/** Days [from, to), with those before them to compare with. */
export interface Weeks {
  readonly from: string;
  readonly to: string;
  readonly before: { readonly from: string; readonly to: string };
}

/** The last whole ISO weeks all of whose cases have reached an age, and as many as asked for before them. */
function weeksOfAge(asOfUs: number, timeZone: string, ageUs: number, weeks: number): Weeks {
  const to = periodStart(dayOf(asOfUs - ageUs, timeZone), 'week');
  const from = addDays(to, -7 * weeks);
  return { from, to, before: { from: addDays(from, -7 * SETTLED_WEEKS), to: from } };
}

/**
 * The last 13 settled weeks: whole ISO weeks all of whose cases have matured at `asOfUs`.
 * [from, to), with the 13 weeks before them to compare with.
 */
export function settledWeeks(asOfUs: number, timeZone: string, settings: BookSettings): Weeks {
  return weeksOfAge(asOfUs, timeZone, maturesAfterUs(settings), SETTLED_WEEKS);
}

/** The last whole ISO week all of whose cases are old enough for early signs, with the 13 weeks before it. */
export function earlyWeeks(asOfUs: number, timeZone: string): Weeks {
  return weeksOfAge(asOfUs, timeZone, EARLY_AGE_US, 1);
}
