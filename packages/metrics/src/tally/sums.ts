import { holds, type Pattern, type PatternCounts, type Test, type Word } from './bits.ts';
import type { ConditionalSums, PartSums } from './tally.ts';

function countOf(patterns: readonly Pattern[], test: Test): number {
  let count = 0;
  for (const bits of patterns) if (test(bits)) count += bits.count;
  return count;
}

/** Sums over customers, from cases by pattern. Where each customer has one case, every sum is the number of cases. */
export class Sums {
  readonly #words: readonly Word[];
  readonly #counts: PatternCounts;

  constructor(words: readonly Word[], counts: PatternCounts) {
    [this.#words, this.#counts] = [words, counts];
  }

  /** The first word that holds the flags that are asked of. */
  #word(need: Word): number {
    return this.#words.findIndex((word) => holds(word, need));
  }

  #cases(need: Word, test: Test): number {
    return countOf(this.#counts.patterns[this.#word(need)] ?? [], test);
  }

  /** By how much a sum is more than if each case were another customer's. */
  #excess(need: Word, of: (cases: readonly Pattern[]) => number): number {
    const several = this.#counts.several[this.#word(need)] ?? [];
    return several.reduce((sum, { customers, cases }) => sum + customers * of(cases), 0);
  }

  sizes(need: Word, among: Test): { readonly cases: number; readonly clusters: number; readonly sizes2: number } {
    const cases = this.#cases(need, among);
    const sizeOf = (own: readonly Pattern[]) => countOf(own, among);
    return {
      cases,
      clusters: cases - this.#excess(need, (own) => Math.max(0, sizeOf(own) - 1)),
      sizes2: cases + this.#excess(need, (own) => sizeOf(own) ** 2 - sizeOf(own)),
    };
  }

  part(need: Word, among: Test, test: Test): PartSums {
    const isSuccess: Test = (bits) => among(bits) && test(bits);
    const successes = this.#cases(need, isSuccess);
    const successesOf = (own: readonly Pattern[]) => countOf(own, isSuccess);
    return {
      successes,
      sizesTimesSuccesses: successes + this.#excess(need, (own) => successesOf(own) * (countOf(own, among) - 1)),
      successes2: successes + this.#excess(need, (own) => successesOf(own) ** 2 - successesOf(own)),
    };
  }

  /** The sums of a share of a part of the cases. */
  share(need: Word, among: Test, test: Test): ConditionalSums {
    const { successes, sizesTimesSuccesses: products, successes2 } = this.part(need, among, test);
    return { ...this.sizes(need, among), successes, products, successes2 };
  }
}
