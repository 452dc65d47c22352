import type { ClusterSums } from '@finest-hour/statistics';
import { AFTERWARDS_DAYS } from '../playbook/shares.ts';
import { DAY_US } from '../book.ts';
import type { Span } from '../coverage.ts';
import type { TallyQuery } from './tally.ts';

/** Hand-offs between people within a week of the opening; 3: three or more. */
export const WEEK_HAND_OFFS = [0, 1, 2, 3] as const;
export type WeekHandOffs = (typeof WEEK_HAND_OFFS)[number];

/** What is asked of a case after that week: whether it was recovered, and whether the customer came back after the verdict. */
export const WEEK_OUTCOMES = ['recovered', 'back'] as const;
export type WeekOutcome = (typeof WEEK_OUTCOMES)[number];

/** Matured cases that were still open a week after the opening and in which an outcome could be seen. */
export interface WeekCell {
  readonly outcome: WeekOutcome;
  readonly handOffs: WeekHandOffs;
  readonly cause: string | null;
  readonly severity: string | null;
  readonly cases: number;
  readonly successes: number;
}

/** Sums over the customers of these cases, by outcome and hand-offs. */
export interface WeekClusters extends ClusterSums {
  readonly outcome: WeekOutcome;
  readonly handOffs: WeekHandOffs;
}

/** What went with hand-offs of a week: cells add over everything, sums over customers over shards only. */
export interface WentWithTally {
  readonly cells: readonly WeekCell[];
  readonly clusters: readonly WeekClusters[];
}

export const NO_WENT_WITH: WentWithTally = { cells: [], clusters: [] };

/** Openings of the cases whose customers were watched long enough after the verdict, [from, to]; null: nobody's. */
export function watchedAfterVerdict({ valueCoverage, asOfUs, maturesAfterUs }: TallyQuery): Span | null {
  if (valueCoverage === null) return null;
  const untilUs = Math.min(valueCoverage.toUs, asOfUs);
  return { fromUs: valueCoverage.fromUs, toUs: untilUs - maturesAfterUs - AFTERWARDS_DAYS * DAY_US };
}

/** The last bin of the lengths of time in which a customer comes back in time. */
export function lastBackBin({ bins }: Pick<TallyQuery, 'bins'>): number {
  return bins.binOf(AFTERWARDS_DAYS * 86_400);
}
