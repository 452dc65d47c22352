export const SECOND_MS = 1000;
export const MINUTE_MS = 60 * SECOND_MS;
export const HOUR_MS = 60 * MINUTE_MS;
export const DAY_MS = 24 * HOUR_MS;

/** Hours of the local clock in which people work, Monday first; null: nobody works that day. */
export const WORKING_HOURS: readonly (readonly [from: number, to: number] | null)[] = [
  [8, 20],
  [8, 20],
  [8, 20],
  [8, 20],
  [8, 20],
  [9, 17],
  null,
];

/** Monday is 0; 1970-01-01 was a Thursday. */
const weekdayOf = (dayNumber: number) => (((dayNumber + 3) % 7) + 7) % 7;

/** Minutes east of UTC that clocks of the zone show at a moment. */
function offsetMs(format: Intl.DateTimeFormat, atMs: number): number {
  const name = format.formatToParts(atMs).find(({ type }) => type === 'timeZoneName')?.value ?? 'GMT';
  const match = /^GMT(?:([+-])(\d\d):(\d\d))?/.exec(name);
  const size = Number(match?.[2] ?? 0) * HOUR_MS + Number(match?.[3] ?? 0) * MINUTE_MS;
  return match?.[1] === '-' ? -size : size;
}

/** One day of the company's calendar. Times in milliseconds since 1970. */
export interface LocalDay {
  /** Days since 1970-01-01 of the local date. */
  readonly number: number;
  /** The local date as `260105`, for ids. */
  readonly name: string;
  /** Monday is 0. */
  readonly weekday: number;
  readonly startMs: number;
  /** null: nobody works. */
  readonly opensMs: number | null;
  readonly closesMs: number | null;
}

/**
 * The days of a company in its time zone, from the one that holds `fromMs` to two months after `toMs`
 * (what is promised or planned there). A day keeps the offset that its noon has, so that clocks change between days.
 */
export class LocalDays {
  readonly days: readonly LocalDay[];
  readonly #firstStartMs: number;

  constructor(timeZone: string, fromMs: number, toMs: number) {
    const format = new Intl.DateTimeFormat('en-US', { timeZone, timeZoneName: 'longOffset' });
    const first = Math.floor((fromMs + offsetMs(format, fromMs)) / DAY_MS);
    const last = Math.floor((toMs + offsetMs(format, toMs)) / DAY_MS) + 60;
    const days: LocalDay[] = [];
    for (let number = first; number <= last; number += 1) {
      const weekday = weekdayOf(number);
      const noonUtcMs = number * DAY_MS + 12 * HOUR_MS;
      const startMs = number * DAY_MS - offsetMs(format, noonUtcMs);
      const hours = WORKING_HOURS[weekday] ?? null;
      const opensMs = hours === null ? null : startMs + hours[0] * HOUR_MS;
      const closesMs = hours === null ? null : startMs + hours[1] * HOUR_MS;
      const name = new Date(noonUtcMs).toISOString().slice(2, 10).replaceAll('-', '');
      days.push({ number, name, weekday, startMs, opensMs, closesMs });
    }
    this.days = days;
    this.#firstStartMs = this.at(0).startMs;
  }

  /** The day of an index; the last known one beyond the end. */
  at(index: number): LocalDay {
    return (this.days[index] ?? this.days.at(-1)) as LocalDay;
  }

  /** Index of the day that holds a moment; 0 for what was before the first. */
  indexOf(ms: number): number {
    let index = Math.floor((ms - this.#firstStartMs) / DAY_MS);
    if (index < 0) return 0;
    while (index > 0 && this.at(index).startMs > ms) index -= 1;
    const next = this.days[index + 1];
    return next !== undefined && next.startMs <= ms ? index + 1 : index;
  }

  /** The moment when `workMs` of working time have passed since `fromMs`; plain time beyond the known days. */
  afterWorking(fromMs: number, workMs: number): number {
    let left = workMs;
    for (let index = this.indexOf(fromMs); index < this.days.length; index += 1) {
      const { opensMs, closesMs } = this.at(index);
      if (opensMs === null || closesMs === null || closesMs <= fromMs) continue;
      const startMs = Math.max(fromMs, opensMs);
      if (left <= closesMs - startMs) return Math.round(startMs + left);
      left -= closesMs - startMs;
    }
    return Math.round(fromMs + workMs);
  }

  /** The moment itself where people work, else when they start again. */
  nextWorking(ms: number): number {
    return this.afterWorking(ms, 0);
  }
}
