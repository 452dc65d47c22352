import type { Period } from '@finest-hour/metrics';
import type { Range } from './previous.ts';

/** Complaints that a point of a trend should stand for. */
export const POINT_FROM = 200;

/**
 * Each with its length and the days that two of it take at least: a period cut out of months leaves ends over, and a
 * trend of ends is none.
 */
const UNITS = [
  ['week', 7, 14],
  ['month', 365.25 / 12, 59],
  ['quarter', 365.25 / 4, 181],
] as const;

/** What a point of a trend stands for; `period`: the whole period of the page, or the one before or after it. */
export type TrendUnit = Period | 'period';

/**
 * The finest of week, month and quarter whose points hold 200 complaints with a verdict on average, and of which the
 * range has two; else the whole period is a point. Where nothing has a verdict there are only counts, which need no
 * size: weeks, or months in a long range.
 */
export function trendUnit({ from, to }: Range, complaints: number): TrendUnit {
  const days = (Date.parse(to) - Date.parse(from)) / 86_400_000;
  if (complaints === 0) return days > 26 * 7 ? 'month' : days > 14 ? 'week' : 'day';
  const long = UNITS.filter(([, , two]) => days >= two);
  const found = long.find(([, length]) => (complaints * length) / days >= POINT_FROM);
  return found?.[0] ?? (days > 366 ? 'quarter' : 'period');
}
