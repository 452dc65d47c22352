import { designEffect, wilson } from '@finest-hour/statistics';
import type { CountedEstimate, Estimate } from '../report/report.ts';
import { FLAGS, hasFlag, type Flag } from '../tally/codes.ts';
import { CONDITIONALS, type ConditionalName } from '../tally/conditionals.ts';
import type { ClusterTally, TallyCell } from '../tally/tally.ts';

/** Matured cases that no rule takes out, with the sums over their customers. */
export interface Cohort {
  readonly cells: readonly TallyCell[];
  readonly clusters: ClusterTally;
  readonly n: number;
  /** Cases that have each flag. */
  readonly having: Readonly<Record<Flag, number>>;
}

export function countCases(cells: readonly TallyCell[], where: (cell: TallyCell) => boolean = () => true): number {
  return cells.reduce((total, cell) => (where(cell) ? total + cell.cases : total), 0);
}

export function cohortOf(cells: readonly TallyCell[], clusters: ClusterTally): Cohort {
  const counts = FLAGS.map(() => 0);
  for (const { flags, cases } of cells)
    for (let bit = 0; bit < FLAGS.length; bit += 1) counts[bit] = (counts[bit] ?? 0) + cases * ((flags >> bit) & 1);
  const having = Object.fromEntries(FLAGS.map((flag, bit) => [flag, counts[bit]])) as Cohort['having'];
  return { cells, clusters, n: countCases(cells), having };
}

/**
 * Share of a cohort's cases that have a flag, with Wilson's interval.
 * Cases of one customer are alike, so n is divided by the design effect before the interval is taken;
 * the n that is told is the number of cases.
 */
export function proportion({ clusters, n, having }: Cohort, flag: Flag): CountedEstimate {
  const cases = having[flag];
  if (n === 0) return { value: null, low: null, high: null, n, cases };
  const { clusters: number, sizes2, flags } = clusters;
  const effect = designEffect(cases, n, { clusters: number, sizes2, ...flags[flag] });
  const interval = wilson(cases / effect, n / effect);
  return { value: cases / n, low: interval?.low ?? null, high: interval?.high ?? null, n, cases };
}

/** Share of the cases with one flag that have another as well. The clusters are the customers with any such case. */
export function conditionalShare({ cells, clusters, having }: Cohort, name: ConditionalName): Estimate {
  const { of, flag } = CONDITIONALS[name];
  const n = having[of];
  const cases = countCases(cells, (cell) => hasFlag(cell.flags, of) && hasFlag(cell.flags, flag));
  if (n === 0) return { value: null, low: null, high: null, n };
  const { clusters: number, products, successes2 } = clusters.conditionals[name];
  const sizes2 = clusters.flags[of].successes2;
  const effect = designEffect(cases, n, { clusters: number, sizes2, sizesTimesSuccesses: products, successes2 });
  const interval = wilson(cases / effect, n / effect);
  return { value: cases / n, low: interval?.low ?? null, high: interval?.high ?? null, n };
}

/** The same without the count, for measures whose count is told elsewhere. */
export function share(cohort: Cohort, flag: Flag): Estimate {
  const { value, low, high, n } = proportion(cohort, flag);
  return { value, low, high, n };
}
