/** Cases of a group in one period, and those of them that succeeded. */
export interface GroupCount {
  readonly n: number;
  readonly successes: number;
}

export interface BeforeAndAfter {
  readonly before: GroupCount;
  readonly after: GroupCount;
}

/** Two parts of a change of a proportion. */
export interface Parts {
  /** As there are more of some kinds, and fewer of others. */
  readonly mix: number;
  /** As the same kinds have other rates. */
  readonly rate: number;
}

export interface Decomposition extends Parts {
  /** After minus before: exactly mix + rate. */
  readonly change: number;
  /** In the order given; they add to the parts of the whole. */
  readonly groups: readonly (Parts & {
    /** Mean share of the group in both periods, by which its change of rate counts. */
    readonly weight: number;
  })[];
}

function total(counts: readonly GroupCount[]): GroupCount {
  return {
    n: counts.reduce((sum, { n }) => sum + n, 0),
    successes: counts.reduce((sum, { successes }) => sum + successes, 0),
  };
}

const rateOf = ({ n, successes }: GroupCount) => successes / n;

/**
 * Splits the change of a proportion between two periods into what comes of other groups (mix) and of other rates within
 * them (rate), weighing each by the mean of both periods, so that nothing is left over and the split turns round with
 * the periods. A group of one period only has no rate to compare: it is all mix.
 *
 * A group's mix is told against the mean rate of the whole, so that growing is good news only for a group that does
 * better than the whole. The mixes add to the same as Kitagawa's own terms, as shares add to 1 in both periods.
 *
 * A period without cases → null.
 * Source: Kitagawa (1955), JASA 50, 1168–1194; Das Gupta (1993), US Census P23-186, chapter 5.
 * Example: a group of 60 → 40 cases at 0.5, another of 40 → 60 at 0.5 → 0.9: change 0.24 = mix 0.04 + rate 0.2.
 */
export function kitagawa(groups: readonly BeforeAndAfter[]): Decomposition | null {
  const [before, after] = [total(groups.map((group) => group.before)), total(groups.map((group) => group.after))];
  if (before.n === 0 || after.n === 0) return null;
  const middle = (rateOf(before) + rateOf(after)) / 2;
  const parts = groups.map((group) => {
    const [was, is] = [group.before.n / before.n, group.after.n / after.n];
    const weight = (was + is) / 2;
    if (was === 0 && is === 0) return { mix: 0, rate: 0, weight };
    const first = was === 0 ? rateOf(group.after) : rateOf(group.before);
    const second = is === 0 ? first : rateOf(group.after);
    return { mix: ((first + second) / 2 - middle) * (is - was), rate: weight * (second - first), weight };
  });
  return {
    change: rateOf(after) - rateOf(before),
    mix: parts.reduce((sum, { mix }) => sum + mix, 0),
    rate: parts.reduce((sum, { rate }) => sum + rate, 0),
    groups: parts,
  };
}
