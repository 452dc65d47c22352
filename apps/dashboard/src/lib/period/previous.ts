import { comparedRange, wholeMonths, type DayRange } from '@finest-hour/metrics';

/** [from, to), calendar days. */
export type Range = DayRange;

/** The period to compare with, and how a sentence names it. */
export interface PreviousRange extends Range {
  readonly label: string;
}

function days({ from, to }: Range): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000);
}

function named(size: number, unit: string): string {
  return size === 1 ? `the ${unit} before` : `the ${size} ${unit}s before`;
}

function labelOf(range: Range): string {
  const months = wholeMonths(range);
  if (months === 12) return 'the year before';
  if (months === 3) return 'the quarter before';
  if (months !== null) return named(months, 'month');
  const length = days(range);
  return length % 7 === 0 ? named(length / 7, 'week') : named(length, 'day');
}

/** The period of the same length just before: months where the range is of whole months, else weeks or days. */
export function previousRange(range: Range): PreviousRange {
  return { ...comparedRange(range, 'previous'), label: labelOf(range) };
}
