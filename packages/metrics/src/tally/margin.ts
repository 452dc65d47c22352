import type { Bins } from '@finest-hour/statistics';
import { SECOND_US } from '../book.ts';
import type { PromiseOutcomes } from '../facts.ts';

/**
 * By how much the first promise was kept before or after it was due: the bin of that length, below 0 where it was kept
 * before; beyond all bins where it was not kept. null: nothing was promised, or it was not settled.
 */
export function packMargin(
  { firstMarginUs, firstBroken }: Pick<PromiseOutcomes, 'firstMarginUs' | 'firstBroken'>,
  bins: Bins,
): number | null {
  if (firstMarginUs === null) return firstBroken ? bins.count : null;
  const bin = bins.binOf(Math.abs(firstMarginUs) / SECOND_US);
  return firstMarginUs < 0 ? -bin : bin;
}

/** The length of a margin in seconds, by the outer edge of its bin; never kept: infinite. */
export function marginSeconds(margin: number, bins: Bins): number {
  if (margin >= bins.count) return Infinity;
  // Adding 0 makes the −0 of an empty bin a 0.
  return Math.sign(margin) * bins.upperEdgeSeconds(Math.abs(margin)) + 0;
}
