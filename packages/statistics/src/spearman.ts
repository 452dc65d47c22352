import { Z_95, type Interval } from './interval.ts';
import { pearson, type Pair } from './pearson.ts';
import { ranks } from './ranks.ts';

/** From so many pairs on, and below |ρ| = 0.95, the interval holds what it promises (Bonett & Wright 2000). */
export const FEWEST_PAIRS = 10;

export interface RankCorrelation extends Interval {
  /** Spearman's ρ, in [−1, 1]. */
  readonly value: number;
  /** How many pairs there are. */
  readonly n: number;
  /** How many independent pairs they are worth: at most `n`. */
  readonly effectiveN: number;
}

/**
 * Spearman's rank correlation of pairs in their order of time, with its 95 % interval; ties share ranks. Null for
 * fewer than ten pairs, or where one side never changes.
 *
 * Interval: tanh(artanh ρ ± z·√((1 + ρ²/2)/(n − 3))), Bonett & Wright (2000), Psychometrika 65, 23–28. A week is like
 * the week before it: two series that both drift would always seem to go together. So n is the number of independent
 * pairs, n·(1 − ab)/(1 + ab) with the lag-1 autocorrelations a and b of both sides' ranks, and never more than n:
 * Bartlett (1935), as in Bretherton et al. (1999), J. Climate 12, 1990–2009, equation 31. R: `cor.test(x, y, method =
 * "spearman")$estimate`.
 */
export function spearman(pairs: readonly Pair[], z = Z_95): RankCorrelation | null {
  if (pairs.length < FEWEST_PAIRS) return null;
  const [xs, ys] = [ranks(pairs.map(([x]) => x)), ranks(pairs.map(([, y]) => y))];
  const value = pearson(xs.map((x, i) => [x, ys[i] as number]));
  if (value === null) return null;
  const n = pairs.length;
  const together = lagOne(xs) * lagOne(ys);
  const effectiveN = Math.min(n, Math.max(3, (n * (1 - together)) / (1 + together)));
  return { value, n, effectiveN, ...interval(value, effectiveN, z) };
}

function interval(rho: number, n: number, z: number): Interval {
  if (n <= 3) return { low: -1, high: 1 };
  const reach = z * Math.sqrt((1 + rho ** 2 / 2) / (n - 3));
  return { low: Math.tanh(Math.atanh(rho) - reach), high: Math.tanh(Math.atanh(rho) + reach) };
}

/** The autocorrelation at lag 1. R: `acf(x)$acf[2]`. */
function lagOne(series: readonly number[]): number {
  const mean = series.reduce((sum, one) => sum + one, 0) / series.length;
  const off = series.map((one) => one - mean);
  const spread = off.reduce((sum, one) => sum + one * one, 0);
  return off.reduce((sum, one, i) => sum + one * (off[i + 1] ?? 0), 0) / spread;
}
