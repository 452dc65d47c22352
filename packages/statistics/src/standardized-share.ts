/** Units of one stratum and those of them that have something; its weight in the whole. */
export interface WeightedStratum {
  readonly n: number;
  readonly successes: number;
  readonly weight: number;
}

export interface StandardizedShare {
  readonly value: number;
  /** As many units of a simple sample would tell it as exactly. */
  readonly effectiveN: number;
  /** Its variance, the strata being independent. */
  readonly variance: number;
}

/**
 * The share that a group would have if its strata were as common as their weights say: Σ w·p / Σ w. Of two groups with
 * the same weights, what differs is not what they are made of.
 *
 * Divide by a design effect and take Wilson's interval of effectiveN·value in effectiveN; with one stratum that is
 * Wilson's own. Strata of no weight do not count; nothing left → null. Throws a RangeError for a weight on no units.
 *
 * Source: Yan & Su (2010), Statistics in Biopharmaceutical Research 2, 329–335, whose λ = Σ w²/n (weights that sum to
 * 1) is 1/effectiveN; Kish (1965), Survey Sampling, §11.2. Example: 8/10 and 2/10 with weights 1 and 3 → 0.35, 16.
 */
export function standardizedShare(strata: readonly WeightedStratum[]): StandardizedShare | null {
  const told = strata.filter(({ weight }) => weight > 0);
  if (told.length === 0) return null;
  const empty = told.find(({ n }) => !(n > 0));
  if (empty !== undefined) throw new RangeError(`a stratum of ${empty.n} units has weight ${empty.weight}`);
  const sum = (of: (stratum: WeightedStratum) => number) => told.reduce((total, stratum) => total + of(stratum), 0);
  const weights = sum(({ weight }) => weight);
  const shareOf = ({ n, successes }: WeightedStratum) => successes / n;
  return {
    value: sum((stratum) => stratum.weight * shareOf(stratum)) / weights,
    effectiveN: weights ** 2 / sum(({ n, weight }) => weight ** 2 / n),
    variance:
      sum((stratum) => (stratum.weight ** 2 * shareOf(stratum) * (1 - shareOf(stratum))) / stratum.n) / weights ** 2,
  };
}
