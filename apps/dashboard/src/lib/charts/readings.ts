import { addDays, type Estimate } from '@finest-hour/metrics';
import { COMPARE_FROM } from '../words/comparison.ts';
import type { ReadGroup, Reading } from './trend-points.ts';

/** A share of a period, and how many of it are not told yet. */
interface Told {
  readonly share: Estimate;
  readonly pending: number;
}

function readingOf({ value, low, high, n }: Estimate, pending: number): Reading {
  return { value, low, high, n, tooFew: n < COMPARE_FROM, pending };
}

/** What is told is a share, and the rest a count beside it. */
export function shareReading({ share, pending }: Told): Reading {
  return readingOf(share, pending);
}

const NOBODY: Estimate = { value: null, low: null, high: null, n: 0 };

/**
 * A share of customers by a horizon. A period whose last customers have not been watched for so long is pending as a
 * whole: those who were would be its early ones alone. `today` is the day of the report.
 */
export function watchedReading(today: string, horizonDays: number): ReadGroup<Told> {
  return ({ share }, end) => (addDays(end, horizonDays) > today ? readingOf(NOBODY, share.n) : readingOf(share, 0));
}
