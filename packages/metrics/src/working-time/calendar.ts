import { DAY_US } from '../book.ts';

/** A part of a day by the clock on the wall, [from, to), in minutes from midnight: 540–1020 is nine to five. */
export interface LocalInterval {
  readonly fromMinute: number;
  readonly toMinute: number;
}

/** Hours of each day of the week, Monday first; none: a day off. Ascending, apart from each other. */
export type WeeklyHours = readonly (readonly LocalInterval[])[];

/** Working hours that hold from an instant on, until the next version does. */
export interface CalendarVersion {
  readonly fromUs: number;
  /** Name of the IANA. */
  readonly timeZone: string;
  readonly week: WeeklyHours;
  /** Days off by date there, YYYY-MM-DD. */
  readonly holidays: ReadonlySet<string>;
}

/**
 * When a team works: versions by their beginning, ascending, so that a change of hours changes nothing before it. Before
 * the first, and without any, all time is working time.
 */
export type WorkCalendar = readonly CalendarVersion[];

export const MINUTE_US = 60_000_000;
const WHOLE_DAY: readonly LocalInterval[] = [{ fromMinute: 0, toMinute: DAY_US / MINUTE_US }];

/** Around the clock. */
export const AROUND_THE_CLOCK: CalendarVersion = {
  fromUs: -Infinity,
  timeZone: 'UTC',
  week: Array.from({ length: 7 }, () => WHOLE_DAY),
  holidays: new Set(),
};

/** Versions with the stretches in which they hold, without gaps. */
export function versionsWithin(
  calendar: WorkCalendar,
  fromUs: number,
  toUs: number,
): readonly { readonly version: CalendarVersion; readonly fromUs: number; readonly toUs: number }[] {
  const all = [AROUND_THE_CLOCK, ...calendar];
  return all
    .map((version, i) => ({
      version,
      fromUs: Math.max(fromUs, version.fromUs),
      toUs: Math.min(toUs, all[i + 1]?.fromUs ?? Infinity),
    }))
    .filter((held) => held.fromUs < held.toUs);
}
