import { spearman, type Pair } from '@finest-hour/statistics';
import type { Weekly } from './by-week.ts';

/** Whether a reading goes up and down with recovery. */
export interface Tracking {
  /** Spearman's ρ by week with its 95 % interval. */
  readonly rho: number;
  readonly low: number;
  readonly high: number;
  /** Weeks in which both are known, and how many independent ones they are worth. */
  readonly weeks: number;
  readonly effectiveWeeks: number;
  /**
   * `yes`, `reversed`: the interval excludes 0, on the side said. `no`: it includes 0, and nothing beyond half. `unclear`:
   * it includes 0 and more than half, so a close relation could hide.
   */
  readonly verdict: 'no' | 'yes' | 'reversed' | 'unclear';
}

/** A rank correlation of more than half would be worth knowing of. */
const CLOSE = 0.5;

/** How a reading goes with recovery by week. Null: fewer than ten weeks are known of both, or one of them never changes. */
export function trackRecovery(reading: readonly Weekly[], recovery: readonly Weekly[]): Tracking | null {
  const recovered = new Map(recovery.map(({ week, value }) => [week, value]));
  const pairs = reading.flatMap(({ week, value }): Pair[] => {
    const share = recovered.get(week);
    return share === undefined ? [] : [[value, share]];
  });
  const correlation = spearman(pairs);
  if (correlation === null) return null;
  const { value: rho, low, high, n: weeks, effectiveN: effectiveWeeks } = correlation;
  return { rho, low, high, weeks, effectiveWeeks, verdict: verdictOf(low, high) };
}

function verdictOf(low: number, high: number): Tracking['verdict'] {
  if (low > 0) return 'yes';
  if (high < 0) return 'reversed';
  return low >= -CLOSE && high <= CLOSE ? 'no' : 'unclear';
}
