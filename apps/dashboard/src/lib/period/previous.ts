import { addDays } from '@finest-hour/metrics';

/** [from, to), calendar days. */
export interface Range {
  readonly from: string;
  readonly to: string;
}

/** The period to compare with, and how a sentence names it. */
export interface PreviousRange extends Range {
  readonly label: string;
}

function days({ from, to }: Range): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000);
}

function wholeMonths({ from, to }: Range): number | null {
  if (!from.endsWith('-01') || !to.endsWith('-01')) return null;
  const [fromYear = 0, fromMonth = 0] = from.split('-').map(Number);
  const [toYear = 0, toMonth = 0] = to.split('-').map(Number);
  return (toYear - fromYear) * 12 + toMonth - fromMonth;
}

function minusMonths(day: string, months: number): string {
  const [year = 0, month = 1] = day.split('-').map(Number);
  return new Date(Date.UTC(year, month - 1 - months, 1)).toISOString().slice(0, 10);
}

function named(size: number, unit: string): string {
  return size === 1 ? `the ${unit} before` : `the ${size} ${unit}s before`;
}

/** The period of the same length just before: months where the range is of whole months, else weeks or days. */
export function previousRange(range: Range): PreviousRange {
  const months = wholeMonths(range);
  if (months !== null) {
    const label = months === 12 ? 'the year before' : months === 3 ? 'the quarter before' : named(months, 'month');
    return { from: minusMonths(range.from, months), to: range.from, label };
  }
  const length = days(range);
  const label = length % 7 === 0 ? named(length / 7, 'week') : named(length, 'day');
  return { from: addDays(range.from, -length), to: range.from, label };
}
