import type { DurationQuantile, Estimate } from '@finest-hour/metrics';
import { durationText } from './duration-text.ts';

const number = new Intl.NumberFormat('en');

export function count(cases: number): string {
  return number.format(cases);
}

export function percent(share: number | null): string {
  return share === null ? '–' : `${Math.round(share * 100)}`;
}

/** A share with its interval and the number of cases. */
export function shareText({ value, low, high, n }: Estimate): string {
  return value === null
    ? `–  (n = ${n})`
    : `${percent(value)} %  likely ${percent(low)}–${percent(high)} %  (n = ${count(n)})`;
}

export function quantileText({ value, outOfReach }: DurationQuantile): string {
  return value !== null ? `within ${durationText(value)}` : outOfReach ? 'never' : 'not yet';
}
