import { Temporal } from 'temporal-polyfill';
import { addDays } from './periods.ts';

/** What a period can be compared with. */
export const COMPARISONS = ['previous', 'last-year'] as const;
export type Comparison = (typeof COMPARISONS)[number];

/** Calendar days, [from, to). */
export interface DayRange {
  readonly from: string;
  readonly to: string;
}

function lengthDays({ from, to }: DayRange): number {
  return Temporal.PlainDate.from(from).until(to, { largestUnit: 'day' }).days;
}

/** Number of months that a range is made of; null: it is not of whole months. */
export function wholeMonths({ from, to }: DayRange): number | null {
  if (!from.endsWith('-01') || !to.endsWith('-01')) return null;
  return Temporal.PlainDate.from(from).until(to, { largestUnit: 'month' }).months;
}

function monthsBefore({ from, to }: DayRange, months: number): DayRange {
  const before = (day: string) => Temporal.PlainDate.from(day).subtract({ months }).toString();
  return { from: before(from), to: before(to) };
}

/**
 * The period that another is compared with. `previous`: as long, just before it; months where it is of whole months.
 * `last-year`: the same months a year before; of whole weeks 52 weeks before, so that its days are the same days of the
 * week; else as many days from the same date on.
 */
export function comparedRange(range: DayRange, against: Comparison): DayRange {
  const [months, days] = [wholeMonths(range), lengthDays(range)];
  if (against === 'previous') {
    return months === null ? { from: addDays(range.from, -days), to: range.from } : monthsBefore(range, months);
  }
  if (months !== null) return monthsBefore(range, 12);
  const from = days % 7 === 0 ? addDays(range.from, -364) : monthsBefore(range, 12).from;
  return { from, to: addDays(from, days) };
}
