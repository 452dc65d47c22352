import { laterDay, weekOfDay } from './day.ts';
import type { DailyReading, Reading } from './reading.ts';

/** A value of one ISO week, named by its Monday. */
export interface Weekly {
  readonly week: string;
  readonly value: number;
}

/** The value of days together; null: nothing was read. */
export function valueOf({ kind }: Reading, days: readonly DailyReading[]): number | null {
  const [n, total] = [days.reduce((sum, day) => sum + day.n, 0), days.reduce((sum, day) => sum + day.total, 0)];
  if (n === 0) return null;
  return kind === 'count' ? n : total / n;
}

/** The whole weeks in [from, to), as a period of its own. */
export function wholeWeeks(from: string, to: string): { readonly from: string; readonly to: string } {
  return { from: weekOfDay(laterDay(from, 6)), to: weekOfDay(to) };
}

/** By whole week in [from, to), ascending; a week in which nothing was read is not 0, but left out. */
export function byWeek(reading: Reading, days: readonly DailyReading[], from: string, to: string): readonly Weekly[] {
  const whole = wholeWeeks(from, to);
  const weeks = new Map<string, DailyReading[]>();
  for (const day of days) {
    if (day.day < whole.from || day.day >= whole.to) continue;
    const week = weekOfDay(day.day);
    weeks.set(week, [...(weeks.get(week) ?? []), day]);
  }
  return [...weeks]
    .map(([week, all]) => ({ week, value: valueOf(reading, all) as number }))
    .sort((a, b) => (a.week < b.week ? -1 : 1));
}
