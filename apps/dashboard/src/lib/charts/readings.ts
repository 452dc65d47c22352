import { addDays, type CaseCounts, type Estimate, type Measures } from '@finest-hour/metrics';
import { COMPARE_FROM } from '../words/comparison.ts';
import type { Reading } from './trend-points.ts';

function readingOf({ value, low, high, n }: Estimate, pending: number): Reading {
  return { value, low, high, n, tooFew: n < COMPARE_FROM, pending };
}

interface Group<Name extends keyof Measures> {
  readonly cases: CaseCounts;
  readonly measures: Pick<Measures, Name>;
}

/** Share recovered of those with a verdict; the rest is pending. */
export function recoveryReading({ cases, measures }: Group<'recoveryRate'>): Reading {
  return readingOf(measures.recoveryRate, cases.pending);
}

/** Share owned within the target of all opened; those still without an owner are counted beside it. */
export function ownershipReading({ measures }: Group<'timeToOwnership'>): Reading {
  const { withinTarget, waiting } = measures.timeToOwnership;
  return readingOf(withinTarget, waiting);
}

const NOBODY: Estimate = { value: null, low: null, high: null, n: 0 };

/**
 * Share of customers who came back within the horizon. A period whose last customers have not been watched for so long
 * is pending as a whole: those who were would be its early ones alone. `today` is the day of the report.
 */
export function loyaltyReading(today: string): (group: Group<'repeatLoyalty'>, end: string) => Reading {
  return ({ measures: { repeatLoyalty } }, end) => {
    if (repeatLoyalty === null) return readingOf(NOBODY, 0);
    const watchedUntil = addDays(end, repeatLoyalty.horizonDays);
    return watchedUntil > today ? readingOf(NOBODY, repeatLoyalty.n) : readingOf(repeatLoyalty, 0);
  };
}
