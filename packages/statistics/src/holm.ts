/** Places of the p-values from the smallest to the largest. */
function ascending(pValues: readonly number[]): readonly number[] {
  return pValues.map((_, i) => i).sort((a, b) => (pValues[a] ?? 0) - (pValues[b] ?? 0));
}

/**
 * P-values adjusted for their number, step by step: the smallest times m, the next times m − 1, and so on, never less
 * than one before. Those below α are rejected, and the chance that any true hypothesis is among them is at most α,
 * however the tests depend on each other.
 *
 * Source: Holm (1979), Scandinavian Journal of Statistics 6, 65–70; R `p.adjust(p, "holm")`.
 * Example: 0.01, 0.04, 0.03 → 0.03, 0.06, 0.06.
 */
export function holm(pValues: readonly number[]): readonly number[] {
  const adjusted = pValues.map(() => 1);
  let least = 0;
  ascending(pValues).forEach((place, step) => {
    least = Math.max(least, Math.min(1, (pValues.length - step) * (pValues[place] ?? 1)));
    adjusted[place] = least;
  });
  return adjusted;
}

/**
 * The level at which each is tested: α/m for the smallest, α/(m − 1) for the next, up to the first that is not
 * rejected, at whose level those above it stay. An interval at this level excludes what the test rejects, and no more.
 */
export function holmLevels(pValues: readonly number[], alpha: number): readonly number[] {
  const levels = pValues.map(() => alpha);
  let kept = false;
  let level = alpha;
  ascending(pValues).forEach((place, step) => {
    if (!kept) level = alpha / (pValues.length - step);
    levels[place] = level;
    kept ||= (pValues[place] ?? 1) > level;
  });
  return levels;
}
