import { designEffect, newcombe, wilson, type ClusterSums } from '@finest-hour/statistics';
import type { CountedEstimate, CoveredEstimate, Difference, Estimate } from '../report/report.ts';
import type { Flag } from '../tally/codes.ts';
import type { ConditionalName } from '../tally/conditionals.ts';
import { NO_CLUSTERS } from '../tally/no-tally.ts';
import type { SeenName } from '../tally/seen.ts';
import type { ClusterTally, ConditionalSums, TallyCell } from '../tally/tally.ts';

/** Matured cases that no rule takes out, with the sums over their customers. */
export interface Cohort {
  readonly cells: readonly TallyCell[];
  readonly clusters: ClusterTally;
}

/** Nobody: of whom nothing is measured. */
export const NO_COHORT: Cohort = { cells: [], clusters: NO_CLUSTERS };

export function countCases(cells: readonly TallyCell[], where: (cell: TallyCell) => boolean = () => true): number {
  return cells.reduce((total, cell) => (where(cell) ? total + cell.cases : total), 0);
}

/** Cases and successes, and the sums over customers that say how alike those of one customer are. */
export interface Counted extends ClusterSums {
  readonly n: number;
  readonly successes: number;
}

/** How many times wider the variance is as cases of one customer are alike, at least 1. */
export function effectOf(counted: Counted): number {
  return designEffect(counted.successes, counted.n, counted);
}

/** Cases of one customer are alike, so both counts are divided by the design effect before an interval is taken. */
export function effective(counted: Counted, effect = effectOf(counted)): readonly [successes: number, n: number] {
  return [counted.successes / effect, counted.n / effect];
}

/** The share with Wilson's interval; the n that is told is the number of cases. No cases → null. */
export function shareOf(counted: Counted): Estimate {
  const { n, successes } = counted;
  const interval = wilson(...effective(counted));
  return { value: n === 0 ? null : successes / n, low: interval?.low ?? null, high: interval?.high ?? null, n };
}

/** First share minus second, with Newcombe's interval; either without cases → null. */
export function differenceOf(first: Counted, second: Counted): Difference {
  const difference = first.n === 0 || second.n === 0 ? null : newcombe(...effective(first), ...effective(second));
  return { value: difference?.value ?? null, low: difference?.low ?? null, high: difference?.high ?? null };
}

/** Cases with a flag, of all. */
export function countOf({ cases: n, clusters, sizes2, flags }: ClusterTally, flag: Flag): Counted {
  return { n, clusters, sizes2, ...flags[flag] };
}

/** Cases of a part that have a flag as well. The clusters are the customers with any such case. */
export function conditionalCount({ conditionals }: ClusterTally, name: ConditionalName): Counted {
  const { cases: n, products: sizesTimesSuccesses, ...sums }: ConditionalSums = conditionals[name];
  return { n, sizesTimesSuccesses, ...sums };
}

/** Share of a cohort's cases that have a flag. */
export function share({ clusters }: Cohort, flag: Flag): Estimate {
  return shareOf(countOf(clusters, flag));
}

/** The same with the number of cases that have it. */
export function proportion(cohort: Cohort, flag: Flag): CountedEstimate {
  return { ...share(cohort, flag), cases: cohort.clusters.flags[flag].successes };
}

/** Share of a part of a cohort's cases that have a flag as well. */
export function conditionalShare({ clusters }: Cohort, name: ConditionalName): Estimate {
  return shareOf(conditionalCount(clusters, name));
}

/** Cases in which a feed could not be seen. */
export function notCovered({ cases, flags }: ClusterTally, feed: SeenName): number {
  return cases - flags[feed].successes;
}

/** The same share of those cases only in which the feed that tells it could be seen; the others are counted. */
export function coveredShare(cohort: Cohort, name: ConditionalName, feed: SeenName): CoveredEstimate {
  return { ...conditionalShare(cohort, name), notCovered: notCovered(cohort.clusters, feed) };
}

/** The share of those that have it not. */
export function complement<One extends Estimate>(estimate: One): One {
  const { value, low, high } = estimate;
  const rest = (share: number | null) => (share === null ? null : 1 - share);
  return { ...estimate, value: rest(value), low: rest(high), high: rest(low) };
}
