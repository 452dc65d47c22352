import type { Estimate } from '@finest-hour/metrics';
import { Z_95, mover } from '@finest-hour/statistics';
import { count } from './numbers.ts';

export type ComparisonVerdict = 'better' | 'worse' | 'cannotTell';

/** A verdict as pages name it. */
const VERDICT_WORDS: Readonly<Record<ComparisonVerdict, string>> = {
  better: 'better',
  worse: 'worse',
  cannotTell: 'can’t tell',
};

export function verdictWord(verdict: ComparisonVerdict): string {
  return VERDICT_WORDS[verdict];
}

/** Two shares compared, higher being better. All shares 0–1. */
export interface Comparison {
  readonly verdict: ComparisonVerdict;
  readonly before: number;
  readonly value: number;
  readonly low: number;
  readonly high: number;
  /** A true change below this would be missed more than one time in five. */
  readonly couldHide: number;
}

/** Below this many complaints on either side nothing is compared. */
export const COMPARE_FROM = 30;

/** Normal quantile of 80 % power. */
export const Z_POWER = 0.8416212335729143;

function known(estimate: Estimate): { value: number; low: number; high: number } | null {
  const { value, low, high, n } = estimate;
  return value === null || low === null || high === null || n < COMPARE_FROM ? null : { value, low, high };
}

/**
 * The change of a share between two periods, by the interval of the *difference* (Newcombe; through `mover`, so that
 * what clustering by customer added to each interval is kept). Fewer than 30 on either side → null.
 */
export function compare(now: Estimate, before: Estimate): Comparison | null {
  const [first, second] = [known(now), known(before)];
  if (first === null || second === null) return null;
  const difference = mover(first, second);
  const verdict = difference.low > 0 ? 'better' : difference.high < 0 ? 'worse' : 'cannotTell';
  const standardError = (difference.high - difference.low) / (2 * Z_95);
  return { verdict, before: second.value, ...difference, couldHide: standardError * (Z_95 + Z_POWER) };
}

/** Why two periods are not compared: which of them holds too few. `units`: "with a verdict", "customers". */
export function noComparisonWords(
  [now, before]: readonly [now: number, before: number],
  beforeLabel: string,
  units = 'with a verdict',
): string {
  if (Math.min(now, before) >= COMPARE_FROM) return 'Not compared: too few have been watched for so long.';
  const short = [
    ...(now < COMPARE_FROM ? [`this period has ${count(now)}`] : []),
    ...(before < COMPARE_FROM ? [`${beforeLabel} had ${count(before)}`] : []),
  ];
  return `Not compared: ${short.join(' and ')} ${units}; we compare from ${COMPARE_FROM}.`;
}

/** Size of a change in complaints of 100: "5" and "1 to 9"; with a decimal where whole numbers would hide it. */
export function changeWords(change: Pick<Comparison, 'value' | 'low' | 'high'>): { size: string; interval: string } {
  const [small, large] = [Math.abs(change.low), Math.abs(change.high)].sort((a, b) => a - b) as [number, number];
  const decimals = small * 100 < 0.5 || (large - small) * 100 < 1.5 ? 1 : 0;
  const write = (share: number) => (share * 100).toFixed(decimals);
  return { size: write(Math.abs(change.value)), interval: `${write(small)} to ${write(large)}` };
}

/** What a comparison says: the verdict's word, the whole of it, and what of it a phone has room for. */
export interface ComparisonWords {
  readonly word: string;
  readonly detail: string;
  readonly short: string;
}

/** In words; `beforeLabel` names the period compared with: "the 13 weeks before". */
export function comparisonWords(comparison: Comparison, beforeLabel: string): ComparisonWords {
  const word = VERDICT_WORDS[comparison.verdict];
  if (comparison.verdict === 'cannotTell') {
    const hide = Math.max(1, Math.round(comparison.couldHide * 100));
    const hidden = `a change under about ${hide} in 100 could hide`;
    return { word, detail: `from ${beforeLabel}; ${hidden}`, short: `under ${hide} could hide` };
  }
  const { size, interval } = changeWords(comparison);
  const more = comparison.verdict === 'better' ? 'more' : 'fewer';
  return {
    word,
    detail: `${size} in 100 ${more} than in ${beforeLabel} (likely ${interval})`,
    short: `${size} ${more} (likely ${interval})`,
  };
}
