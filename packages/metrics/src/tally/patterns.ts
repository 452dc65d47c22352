import { FLAGS, hasFlag, maskOf, type Flag } from './codes.ts';
import { CONDITIONALS, type ClusterPlan, type ConditionalName, type Part } from './conditionals.ts';
import { NO_CLUSTERS } from './no-tally.ts';
import { feedOf, type SeenName } from './seen.ts';
import type { ClusterTally, ConditionalSums, OpenedTally, PartSums, TallyQuery } from './tally.ts';

/** The flags of a case, and between which edges of time (`edgesOf`) it was opened: all that sums are told from. */
export interface Bits {
  readonly flags: number;
  /** Number of edges at or before the opening. */
  readonly span: number;
}

/** So many cases with the same bits; of the flags, those of one word. */
export interface Pattern extends Bits {
  readonly count: number;
}

/** The cases of a group: all by pattern, word for word, and those of each customer with several. */
export interface PatternCounts {
  readonly patterns: readonly (readonly Pattern[])[];
  /** Each case of each customer with several in the group, or of a sample of those customers. */
  readonly several: readonly (readonly Bits[])[];
  /** Each of them stands for so many. */
  readonly weight: number;
}

/** Times at which it changes what is known of a case by when it was opened, ascending, in microseconds. */
export function edgesOf({ maturedUntilUs, seen }: TallyQuery): readonly number[] {
  const spans = Object.values(seen).flatMap((span) => (span === null ? [] : [span.fromUs, span.toUs + 1]));
  return [...new Set([maturedUntilUs + 1, ...spans])].sort((a, b) => a - b);
}

const LEFT_OUT: readonly Flag[] = ['merged', 'illegitimate'];
const EXCLUDED = { matured: LEFT_OUT, early: ['excludedEarly', ...LEFT_OUT] } as const satisfies Record<
  string,
  readonly Flag[]
>;

const isFlag = (part: Part): part is Flag => (FLAGS as readonly Part[]).includes(part);
const flagsOf = (parts: readonly Part[]) => maskOf(parts.filter(isFlag));

function bitCount(mask: number): number {
  let count = 0;
  for (let rest = mask; rest !== 0; rest &= rest - 1) count += 1;
  return count;
}

/** A word of more flags has too many patterns: grouping by them takes longer than counting once more. */
const MAX_FLAGS = 12;

function needOf(name: ConditionalName): number {
  const { of, without, flag } = CONDITIONALS[name];
  return flagsOf([of, without, flag].filter((part) => part !== null && part !== undefined));
}

/**
 * The flags of a plan in as few words as hold them, each a mask: flags that are asked for together. What is told from
 * several flags at once is told from one word.
 */
export function wordsOf({ cases, parts, conditionals }: ClusterPlan): readonly number[] {
  const excluded = maskOf(EXCLUDED[cases]);
  const words = [excluded];
  for (const need of [...parts.map((part) => flagsOf([part])), ...conditionals.map(needOf)]) {
    const fits = words.findIndex((word) => bitCount(word | need) <= MAX_FLAGS);
    if (fits < 0) words.push(excluded | need);
    else words[fits] = (words[fits] ?? 0) | need;
  }
  return words;
}

/** What is asked of a case, by its bits. */
type Test = (bits: Bits) => boolean;
const ALL: Test = () => true;

/** What is asked of the cases of a query and a plan. What a feed tells is not known of a case in which it was not told. */
class Tests {
  readonly #edgesUs: readonly number[];
  readonly #query: TallyQuery;
  readonly counted: Test;

  constructor(query: TallyQuery, { cases }: ClusterPlan) {
    this.#query = query;
    this.#edgesUs = edgesOf(query);
    const isMatured = this.#opened(-Infinity, query.maturedUntilUs);
    this.counted =
      cases === 'early'
        ? ({ flags }) => !hasFlag(flags, 'excludedEarly')
        : (bits) => isMatured(bits) && !LEFT_OUT.some((flag) => hasFlag(bits.flags, flag));
  }

  has(part: Part): Test {
    if (!isFlag(part)) return this.#isSeen(part);
    const mask = maskOf([part]);
    const feed = feedOf(part);
    if (feed === null) return ({ flags }) => (flags & mask) !== 0;
    const isSeen = this.#isSeen(feed);
    return (bits) => (bits.flags & mask) !== 0 && isSeen(bits);
  }

  #isSeen(name: SeenName): Test {
    const span = this.#query.seen[name];
    return span === null ? () => false : this.#opened(span.fromUs, span.toUs);
  }

  /** Opened from the one moment to the other, both of which are edges. */
  #opened(fromUs: number, toUs: number): Test {
    const first = this.#edgesUs.filter((edgeUs) => edgeUs <= fromUs).length;
    const last = this.#edgesUs.filter((edgeUs) => edgeUs <= toUs).length;
    return ({ span }) => span >= first && span <= last;
  }
}

/** Sums over customers, from cases by pattern. Where each customer has one case, every sum is the number of cases. */
class Sums {
  readonly #words: readonly number[];
  readonly #counts: PatternCounts;

  constructor(words: readonly number[], counts: PatternCounts) {
    [this.#words, this.#counts] = [words, counts];
  }

  /** Cases, from the first word that holds the flags that are asked of. */
  #cases(need: number, test: Test): number {
    const word = this.#words.findIndex((mask) => (mask & need) === need);
    return (this.#counts.patterns[word] ?? []).reduce((sum, bits) => (test(bits) ? sum + bits.count : sum), 0);
  }

  /** By how much a sum is more than if each case were another customer's. */
  #excess(of: (cases: readonly Bits[]) => number): number {
    return this.#counts.several.reduce((sum, cases) => sum + of(cases), 0) * this.#counts.weight;
  }

  sizes(need: number, among: Test): { readonly cases: number; readonly clusters: number; readonly sizes2: number } {
    const cases = this.#cases(need, among);
    const sizeOf = (own: readonly Bits[]) => own.filter(among).length;
    return {
      cases,
      clusters: cases - this.#excess((own) => Math.max(0, sizeOf(own) - 1)),
      sizes2: cases + this.#excess((own) => sizeOf(own) ** 2 - sizeOf(own)),
    };
  }

  part(need: number, among: Test, test: Test): PartSums {
    const isSuccess: Test = (bits) => among(bits) && test(bits);
    const successes = this.#cases(need, isSuccess);
    const successesOf = (own: readonly Bits[]) => own.filter(isSuccess).length;
    return {
      successes,
      sizesTimesSuccesses: successes + this.#excess((own) => successesOf(own) * (own.filter(among).length - 1)),
      successes2: successes + this.#excess((own) => successesOf(own) ** 2 - successesOf(own)),
    };
  }
}

function conditionalOf(sums: Sums, tests: Tests, name: ConditionalName): ConditionalSums {
  const { of, without, flag } = CONDITIONALS[name];
  const isOf = of === null ? ALL : tests.has(of);
  const isOut = without === undefined ? () => false : tests.has(without);
  const among: Test = (bits) => tests.counted(bits) && isOf(bits) && !isOut(bits);
  const { successes, sizesTimesSuccesses: products, successes2 } = sums.part(needOf(name), among, tests.has(flag));
  return { ...sums.sizes(needOf(name), among), successes, products, successes2 };
}

/** The sums of a plan over the customers of a group. */
export function clustersFrom(query: TallyQuery, plan: ClusterPlan, counts: PatternCounts): ClusterTally {
  const sums = new Sums(wordsOf(plan), counts);
  const tests = new Tests(query, plan);
  const partOf = (part: Part) => sums.part(flagsOf([part]), tests.counted, tests.has(part));
  return {
    ...sums.sizes(0, tests.counted),
    flags: { ...NO_CLUSTERS.flags, ...Object.fromEntries(plan.parts.map((part) => [part, partOf(part)])) },
    conditionals: {
      ...NO_CLUSTERS.conditionals,
      ...Object.fromEntries(plan.conditionals.map((name) => [name, conditionalOf(sums, tests, name)])),
    },
  };
}

/** The same of all that were opened. */
export function openedFrom(query: TallyQuery, plan: ClusterPlan, counts: PatternCounts): OpenedTally {
  const sums = new Sums(wordsOf(plan), counts);
  const tests = new Tests(query, plan);
  const partOf = (flag: Flag) => sums.part(flagsOf([flag]), ALL, tests.has(flag));
  return { ...sums.sizes(0, ALL), merged: partOf('merged'), illegitimate: partOf('illegitimate') };
}
