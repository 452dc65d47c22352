import type { Duration, DurationQuantile, TimeToOwnership } from '@finest-hour/metrics';
import { COMPARE_FROM } from './comparison.ts';
import { counted, duration } from './numbers.ts';

/** A length of time and what it likely is, as a page writes them. */
export interface DurationWords {
  readonly value: string;
  readonly likely: string | null;
}

/** "9 h 20 m" and "likely 8 h to 11 h"; what was not reached is said so. */
export function durationWords({ value, low, high }: Duration): DurationWords {
  if (value === null) return { value: 'not reached yet', likely: null };
  if (low === null) return { value: duration(value), likely: null };
  const to = high === null ? 'or longer' : `to ${duration(high)}`;
  return { value: duration(value), likely: `likely ${duration(low)} ${to}` };
}

/** The same where so many never got an owner that it cannot be reached; `never` says how many: "1 in 10". */
export function quantileWords(quantile: DurationQuantile, never: string): DurationWords {
  return quantile.outOfReach
    ? { value: `more than ${never} never got an owner`, likely: null }
    : durationWords(quantile);
}

function quantilesSentence({ medianSeconds: median, p90Seconds: p90 }: TimeToOwnership): string {
  if (median.outOfReach) return '. More than half never got an owner.';
  if (median.value === null) return '. Half have not had one yet.';
  const half = `; half within ${duration(median.value)}`;
  if (p90.outOfReach) return `${half}. More than 1 in 10 never got an owner.`;
  return p90.value === null
    ? `${half}. 9 in 10 have not had one yet.`
    : `${half}, 9 in 10 within ${duration(p90.value)}.`;
}

/** What the page on ownership opens with. */
export function ownershipSentence(ownership: TimeToOwnership): string {
  const { n, withinTarget } = ownership;
  const within = `within ${duration(withinTarget.targetSeconds)}`;
  if (n === 0) return 'No complaint counts here: all were merged or illegitimate.';
  if (withinTarget.value === null)
    return `Not told yet: too few of ${counted(n, 'complaint')} have been open for ${duration(withinTarget.targetSeconds)}.`;
  if (n < COMPARE_FROM) {
    const owned = Math.round(withinTarget.value * n);
    return `Only ${counted(n, 'complaint')} opened; we compare from ${COMPARE_FROM}. ${owned} had an owner ${within}.`;
  }
  return `${Math.round(withinTarget.value * 100)} of 100 complaints had an owner ${within}${quantilesSentence(ownership)}`;
}
