import type { Period } from '@finest-hour/metrics';
import type { Range } from './previous.ts';

/** Complaints that a point of a trend should stand for. */
export const POINT_FROM = 200;

const UNITS = [
  ['week', 7],
  ['month', 365.25 / 12],
  ['quarter', 365.25 / 4],
] as const;

/** The finest of week, month and quarter whose points hold 200 complaints on average; else quarters. */
export function trendUnit({ from, to }: Range, complaints: number): Period {
  const days = (Date.parse(to) - Date.parse(from)) / 86_400_000;
  const found = UNITS.find(([, length]) => (complaints * Math.min(length, days)) / days >= POINT_FROM);
  return found?.[0] ?? 'quarter';
}
