import { holm, holmLevels, newcombe, newcombeP, normalQuantile } from '@finest-hour/statistics';
import { effective, type Counted } from '../measure/proportion.ts';
import { TOO_FEW } from '../measure/too-few.ts';
import type { Difference } from '../report/report.ts';

/** One group in two periods. */
export interface Pair {
  readonly before: Counted;
  readonly after: Counted;
}

export interface LikeForLike {
  readonly difference: Difference;
  /** Null: not tested. */
  readonly adjusted: number | null;
}

/** Chance of naming any group that did not change. */
const ALPHA = 0.05;

/** Of one customer alone, nothing tells how far chance reaches (see the design effect). */
function canBeTested({ before, after }: Pair): boolean {
  return [before, after].every(({ n, clusters }) => n >= TOO_FEW && clusters > 1);
}

/** Difference of the shares, after minus before, with Newcombe's interval at a level; a period without cases → nulls. */
function differenceAt({ before, after }: Pair, level: number): Difference {
  const z = normalQuantile(level / 2);
  const told = before.n > 0 && after.n > 0 ? newcombe(...effective(after), ...effective(before), z) : null;
  return { value: told?.value ?? null, low: told?.low ?? null, high: told?.high ?? null };
}

/**
 * Each group against itself. Those that can be tested are tested together by Holm's steps: of all groups that did not
 * change, any is found changed at most 5 times in 100. Which are tested depends on their sizes alone, not on how they
 * fared, so that choosing them spends nothing of that.
 */
export function likeForLike(pairs: readonly Pair[]): readonly LikeForLike[] {
  const tested = pairs.filter(canBeTested);
  const pValues = tested.map(({ before, after }) => newcombeP(...effective(after), ...effective(before)));
  const [adjusted, levels] = [holm(pValues), holmLevels(pValues, ALPHA)];
  return pairs.map((pair) => {
    const place = tested.indexOf(pair);
    return { difference: differenceAt(pair, levels[place] ?? ALPHA), adjusted: adjusted[place] ?? null };
  });
}

/** Whether a group was found to have changed. */
export function hasChanged({ adjusted }: LikeForLike): boolean {
  return adjusted !== null && adjusted <= ALPHA;
}
