import { byWeek, valueOf, type Weekly } from './by-week.ts';
import { PUSHED, pushedReading } from './pushed.ts';
import type { DailyReading, Reading } from './reading.ts';
import { READINGS } from './readings.ts';
import { trackRecovery, type Tracking } from './tracking.ts';

export interface ReadingReport extends Reading {
  /** Whether it came as `reading.taken`. */
  readonly pushed: boolean;
  /** Of the whole period: a count, or a mean over `n`; null: nothing was read. */
  readonly value: number | null;
  readonly n: number;
  readonly weeks: readonly Weekly[];
  readonly tracksRecovery: Tracking | null;
}

export interface VanityReport {
  /** Days (UTC) in [from, to). */
  readonly from: string;
  readonly to: string;
  readonly timeZone: 'UTC';
  readonly recovery: {
    /** Weeks of which recovery is known; null: it could not be asked. */
    readonly weeks: number | null;
    readonly notMeasured: string | null;
  };
  readonly readings: readonly ReadingReport[];
}

/** What is known of recovery: its weekly series as published, or why there is none. */
export type RecoverySeries =
  { readonly ok: true; readonly weeks: readonly Weekly[] } | { readonly ok: false; readonly why: string };

/** The readings that there are: ours, then those pushed by name and unit. */
function readingsOf(days: readonly DailyReading[]): readonly Reading[] {
  const pushed = new Map<string, Reading>();
  for (const { name, unit } of days) {
    if (name.startsWith(PUSHED)) pushed.set(`${name}\0${unit}`, pushedReading(name, unit));
  }
  return [...READINGS, ...[...pushed].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, reading]) => reading)];
}

/** All readings of [from, to), each with its question and with how it goes with recovery. */
export function vanityReport(
  { from, to }: { readonly from: string; readonly to: string },
  days: readonly DailyReading[],
  recovery: RecoverySeries,
): VanityReport {
  const inside = days.filter(({ day }) => day >= from && day < to);
  const readings = readingsOf(inside).map((reading): ReadingReport => {
    const pushed = reading.name.startsWith(PUSHED);
    const own = inside.filter(({ name, unit }) => name === reading.name && (!pushed || unit === reading.unit));
    const weeks = byWeek(reading, own, from, to);
    const tracksRecovery = recovery.ok ? trackRecovery(weeks, recovery.weeks) : null;
    const n = own.reduce((sum, day) => sum + day.n, 0);
    return { ...reading, pushed, value: valueOf(reading, own), n, weeks, tracksRecovery };
  });
  const known = recovery.ok
    ? { weeks: recovery.weeks.length, notMeasured: null }
    : { weeks: null, notMeasured: recovery.why };
  return { from, to, timeZone: 'UTC', recovery: known, readings };
}
