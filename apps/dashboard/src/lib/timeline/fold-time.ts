/** Time on a case's line: short spans to scale, long silences folded. */

export interface Span {
  readonly startMs: number;
  readonly endMs: number;
  /** Longer than 12 h: drawn with a break mark, at a width that says nothing of its length. */
  readonly folded: boolean;
  /** Position and width in percent of the line. */
  readonly left: number;
  readonly width: number;
}

export interface FoldedTime {
  readonly spans: readonly Span[];
  /** Percent at which an instant stands; instants outside are clamped to the ends. */
  at(ms: number): number;
}

export const FOLD_FROM_MS = 12 * 3_600_000;

/** Share of the line that folded spans take together, and at most each. */
const FOLDED_SHARE = 0.5;
const FOLDED_EACH = 0.09;

function widths(lengths: readonly number[]): readonly number[] {
  const folded = lengths.map((length) => length > FOLD_FROM_MS);
  const foldedCount = folded.filter(Boolean).length;
  const scaledTotal = lengths.reduce((sum, length, index) => (folded[index] ? sum : sum + length), 0);
  if (scaledTotal === 0) return lengths.map(() => 100 / lengths.length);
  const each = foldedCount === 0 ? 0 : Math.min(FOLDED_EACH, FOLDED_SHARE / foldedCount);
  const rest = 1 - each * foldedCount;
  return lengths.map((length, index) => 100 * (folded[index] ? each : (length / scaledTotal) * rest));
}

/** Folds the time between instants (any order, repeats allowed); gaps over 12 h between neighbours are folded. */
export function foldTime(instantsMs: readonly number[]): FoldedTime {
  const sorted = [...new Set(instantsMs)].sort((a, b) => a - b);
  const pairs = sorted.slice(1).map((endMs, index) => ({ startMs: sorted[index] ?? endMs, endMs }));
  const shares = widths(pairs.map(({ startMs, endMs }) => endMs - startMs));
  let left = 0;
  const spans = pairs.map((pair, index): Span => {
    const width = shares[index] ?? 0;
    const span = { ...pair, folded: pair.endMs - pair.startMs > FOLD_FROM_MS, left, width };
    left += width;
    return span;
  });
  return {
    spans,
    at(ms) {
      const span = spans.find(({ endMs }) => ms <= endMs);
      if (span === undefined) return spans.length === 0 ? 0 : 100;
      const within = Math.max(0, ms - span.startMs) / (span.endMs - span.startMs);
      return span.left + within * span.width;
    },
  };
}
