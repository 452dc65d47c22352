const SMALLEST_SPAN = 40;

/**
 * Bounds of a share's axis in whole percent: tens around all intervals, never less than 40 points, so that a small
 * change never looks like a large one.
 */
export function shareSpan(intervals: readonly { readonly low: number; readonly high: number }[]): {
  readonly from: number;
  readonly to: number;
} {
  if (intervals.length === 0) return { from: 0, to: 100 };
  let from = Math.max(0, Math.floor(Math.min(...intervals.map(({ low }) => low)) * 10) * 10);
  let to = Math.min(100, Math.ceil(Math.max(...intervals.map(({ high }) => high)) * 10) * 10);
  while (to - from < SMALLEST_SPAN) {
    if (to < 100) to += 10;
    if (to - from < SMALLEST_SPAN && from > 0) from -= 10;
  }
  return { from, to };
}
