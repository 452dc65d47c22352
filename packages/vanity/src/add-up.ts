import { dayOfReading } from './day.ts';
import type { DailyReading, Taken } from './reading.ts';

/** Adds up what was taken by day, name and unit, ascending. Days without any are left out. */
export function addUp(taken: Iterable<Taken>): readonly DailyReading[] {
  const sums = new Map<string, DailyReading>();
  for (const { name, timeUs, unit = '', value = 0 } of taken) {
    const day = dayOfReading(timeUs);
    const key = JSON.stringify([day, name, unit]);
    const { n, total } = sums.get(key) ?? { n: 0, total: 0 };
    sums.set(key, { name, day, unit, n: n + 1, total: total + value });
  }
  const order = ({ day, name, unit }: DailyReading) => `${day}\0${name}\0${unit}`;
  return [...sums.values()].sort((a, b) => (order(a) < order(b) ? -1 : 1));
}
