import { aalenJohansen, type Bins } from '@finest-hour/statistics';
import { quantile } from './durations.ts';
import type { Duration } from '../report/report.ts';
import { marginSeconds } from '../tally/margin.ts';
import type { PlaybookTally } from '../tally/playbook.ts';

/** By how much first promises were kept after they were due; below 0: before. Seconds. */
export interface Margin {
  /** Half of all that were settled were kept by then; null: half were not kept at all. */
  readonly medianSeconds: Duration;
  /** Settled first promises, those not kept included. */
  readonly n: number;
}

/** Curves begin at 0: what was kept before it was due is told from long before. */
const SHIFT_SECONDS = 1e9;
const KEPT = 1;
const BROKEN = 2;

/** One that was not kept will never be: it competes, and is no long margin. */
export function measureMargin(margins: PlaybookTally['margins'], bins: Bins): Margin {
  const observations = margins.map(({ margin, count }) => {
    const seconds = marginSeconds(margin, bins);
    return { time: SHIFT_SECONDS + seconds, cause: seconds === Infinity ? BROKEN : KEPT, count };
  });
  const curve = aalenJohansen(observations, KEPT);
  const { value, low, high } = quantile(curve, 0.5);
  // A low bound of 0 is the beginning of the curve: nothing excludes that all were kept ever so early.
  const back = (seconds: number | null) =>
    seconds === null || seconds === 0 || seconds === Infinity ? null : seconds - SHIFT_SECONDS;
  return { medianSeconds: { value: back(value), low: back(low), high: back(high) }, n: curve.n };
}
