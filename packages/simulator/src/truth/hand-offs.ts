import type { CaseLaw, PassingLaw } from '../law/case-law.ts';
import { chanceOf, mean, type Shares } from './shares.ts';
import type { HandOffTruth } from './truth.ts';

/** Enough terms of the geometric tail: what is left has no digit that counts. */
const MOST_HAND_OFFS = 60;

const passedOn = ({ once, again }: PassingLaw, count: number) =>
  count === 0 ? 1 - once : once * (1 - again) * again ** (count - 1);

/** Distribution of the number of hand-offs, each of them counted with P = `counted`, and one more with P = `first`. */
export function distribution(law: CaseLaw, counted: number, first: number): number[] {
  const probabilities = new Array<number>(MOST_HAND_OFFS + 2).fill(0);
  const share = chanceOf('recovered')(law);
  for (let total = 0; total <= MOST_HAND_OFFS; total += 1) {
    const p = share * passedOn(law.passing.recovered, total) + (1 - share) * passedOn(law.passing.notRecovered, total);
    let binomial = (1 - counted) ** total;
    for (let count = 0; count <= total; count += 1) {
      probabilities[count] = (probabilities[count] ?? 0) + p * binomial * (1 - first);
      probabilities[count + 1] = (probabilities[count + 1] ?? 0) + p * binomial * first;
      binomial =
        counted === 1
          ? Number(count + 1 === total)
          : (binomial * (total - count) * counted) / ((count + 1) * (1 - counted));
    }
  }
  return probabilities;
}

export function handOffTruth(shares: Shares, of: (law: CaseLaw) => readonly number[]): HandOffTruth {
  const all = new Map(shares.map(([, law]) => [law, of(law)]));
  const at = (count: number) => mean(shares, (law) => all.get(law)?.[count] ?? 0);
  const [never, once, twice] = [at(0), at(1), at(2)];
  return {
    mean: mean(shares, (law) => (all.get(law) ?? []).reduce((sum, p, count) => sum + p * count, 0)),
    never,
    once,
    twice,
    more: 1 - never - once - twice,
  };
}
