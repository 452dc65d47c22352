import { DAY_US } from '../book.ts';
import { MINUTE_US, versionsWithin, type CalendarVersion, type WorkCalendar } from './calendar.ts';
import { offsetsOfYear, type OffsetSpan } from './offsets.ts';

/** A stretch of time, [from, to), in microseconds since 1970. */
export interface TimeSpan {
  readonly fromUs: number;
  readonly toUs: number;
}

const yearOf = (us: number) => new Date(Math.floor(us / 1000)).getUTCFullYear();
/** 1 January 1970 was a Thursday. */
const weekdayOf = (day: number) => (((day + 3) % 7) + 7) % 7;

const numbered = new WeakMap<ReadonlySet<string>, ReadonlySet<number>>();

/** Holidays as days since 1970: to write the date of every day would take longer than all the rest. */
function daysOff(holidays: ReadonlySet<string>): ReadonlySet<number> {
  const known = numbered.get(holidays) ?? new Set([...holidays].map((day) => (Date.parse(day) * 1000) / DAY_US));
  numbered.set(holidays, known);
  return known;
}

function* inOneOffset({ week, holidays }: CalendarVersion, { fromUs, toUs, offsetUs }: OffsetSpan): Iterable<TimeSpan> {
  const off = daysOff(holidays);
  for (let day = Math.floor((fromUs + offsetUs) / DAY_US); day * DAY_US < toUs + offsetUs; day += 1) {
    const hours = week[weekdayOf(day)] ?? [];
    if (hours.length === 0 || off.has(day)) continue;
    const midnightUs = day * DAY_US - offsetUs;
    for (const { fromMinute, toMinute } of hours) {
      const start = Math.max(fromUs, midnightUs + fromMinute * MINUTE_US);
      const end = Math.min(toUs, midnightUs + toMinute * MINUTE_US);
      if (start < end) yield { fromUs: start, toUs: end };
    }
  }
}

/**
 * The working time within [from, to), ascending; `to` may be Infinity. An instant is working time if the clock on the
 * wall says so: an hour that the clock leaves out has no length, one that it goes through twice counts twice.
 */
export function* workingSpans(fromUs: number, toUs: number, calendar: WorkCalendar): Iterable<TimeSpan> {
  for (const held of versionsWithin(calendar, fromUs, toUs)) {
    const { timeZone } = held.version;
    for (let year = yearOf(held.fromUs); ; year += 1) {
      const offsets = offsetsOfYear(timeZone, year);
      for (const offset of offsets) {
        const span = { fromUs: Math.max(held.fromUs, offset.fromUs), toUs: Math.min(held.toUs, offset.toUs) };
        if (span.fromUs < span.toUs) yield* inOneOffset(held.version, { ...offset, ...span });
      }
      if ((offsets.at(-1)?.toUs ?? Infinity) >= held.toUs) break;
    }
  }
}
