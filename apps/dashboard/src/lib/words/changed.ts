import type { Difference, Moved, MovedGroup } from '@finest-hour/metrics';
import { COMPARE_FROM } from './comparison.ts';
import { count, percent } from './numbers.ts';

const MINUS = '\u2212';

/** A part of a change in complaints of 100, with its sign: "+5.0", "−0.4", "0.0". */
export function points(share: number): string {
  const size = Math.abs(share * 100).toFixed(1);
  return size === '0.0' ? size : `${share > 0 ? '+' : MINUS}${size}`;
}

/** "−2.1 to +4.0"; not told → null. */
export function pointsInterval({ low, high }: Difference): string | null {
  return low === null || high === null ? null : `${points(low)} to ${points(high)}`;
}

/** Groups that can be compared, those with the largest parts first, and the others together. */
export function comparable(groups: readonly MovedGroup[]) {
  const enough = groups.filter(({ adjusted }) => adjusted !== null);
  const few = groups.filter(({ adjusted }) => adjusted === null);
  const sum = (part: 'mix' | 'rate') => few.reduce((total, group) => total + group[part], 0);
  return { enough, few: { groups: few.length, mix: sum('mix'), rate: sum('rate') } };
}

/** A share of one period: "63 %"; nothing there → "–". */
export function shareWords({ value }: MovedGroup['before']): string {
  return value === null ? '–' : percent(value);
}

/** Why a change is not split; it is → null. */
export function unsplitWords({ tooFew, before, after }: Moved, beforeLabel: string): string | null {
  if (!tooFew) return null;
  return `Not compared: ${count(after.n)} with a verdict, ${count(before.n)} in ${beforeLabel}; we compare from ${COMPARE_FROM}.`;
}
