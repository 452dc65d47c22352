import { FLAG_COLUMNS, type Flag } from './codes.ts';
import { CONDITIONALS, type ClusterPlan, type ConditionalName, type Part } from './conditionals.ts';
import { NO_CLUSTERS } from './no-tally.ts';
import { feedOf, type SeenName } from './seen.ts';
import type { ClusterTally, ConditionalSums, OpenedTally, PartSums, TallyQuery } from './tally.ts';

/** The flags of a case, and between which edges of time (`edgesOf`) it was opened: all that sums are told from. */
export interface Bits {
  /** A number for each of FLAG_COLUMNS. */
  readonly flags: readonly number[];
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

/** Times within a query at which it changes what is known of a case by when it was opened, ascending, in microseconds. */
export function edgesOf({ fromUs, toUs, maturedUntilUs, seen }: TallyQuery): readonly number[] {
  const spans = Object.values(seen).flatMap((span) => (span === null ? [] : [span.fromUs, span.toUs + 1]));
  const edges = [maturedUntilUs + 1, ...spans].filter((edgeUs) => edgeUs > fromUs && edgeUs < toUs);
  return [...new Set(edges)].sort((a, b) => a - b);
}

const LEFT_OUT: readonly Flag[] = ['merged', 'illegitimate'];
const NOT_COUNTED: Readonly<Record<ClusterPlan['cases'], readonly Flag[]>> = {
  matured: LEFT_OUT,
  early: ['excludedEarly'],
};

/** Flags that are asked for together: a mask for each of FLAG_COLUMNS. */
export type Word = readonly number[];

const isFlag = (part: Part): part is Flag => FLAG_COLUMNS.some((flags) => (flags as readonly Part[]).includes(part));
const wordOf = (parts: readonly Part[]): Word =>
  FLAG_COLUMNS.map((flags) => flags.reduce((mask, flag, bit) => (parts.includes(flag) ? mask | (1 << bit) : mask), 0));
const NO_FLAGS = wordOf([]);
const either = (a: Word, b: Word): Word => a.map((mask, column) => mask | (b[column] ?? 0));
const holds = (word: Word, need: Word) => need.every((mask, column) => ((word[column] ?? 0) & mask) === mask);

function flagCount(word: Word): number {
  let count = 0;
  for (const mask of word) for (let rest = mask; rest !== 0; rest &= rest - 1) count += 1;
  return count;
}

/** A word of more flags has too many patterns: grouping by them takes longer than counting once more. */
const MAX_FLAGS = 12;

function needOf(name: ConditionalName): Word {
  const { of, without, flag } = CONDITIONALS[name];
  return wordOf([of, without, flag].filter((part) => part !== null && part !== undefined));
}

/** The flags of a plan in as few words as hold them. What is told from several flags at once is told from one word. */
export function wordsOf({ cases, parts, conditionals }: ClusterPlan): readonly Word[] {
  const excluded = wordOf([...LEFT_OUT, ...NOT_COUNTED[cases]]);
  const words = [excluded];
  for (const need of [...parts.map((part) => wordOf([part])), ...conditionals.map(needOf)]) {
    const fits = words.findIndex((word) => flagCount(either(word, need)) <= MAX_FLAGS);
    if (fits < 0) words.push(either(excluded, need));
    else words[fits] = either(words[fits] ?? NO_FLAGS, need);
  }
  return words;
}

/** What is asked of a case, by its bits. */
type Test = (bits: Bits) => boolean;
const ALL: Test = () => true;

/** What is asked of the cases of a query and a plan. What a feed tells is not known of a case in which it was not told. */
class Tests {
  readonly #query: TallyQuery;
  readonly counted: Test;

  constructor(query: TallyQuery, { cases }: ClusterPlan) {
    this.#query = query;
    const isMatured = this.#opened(-Infinity, query.maturedUntilUs);
    const excluded = NOT_COUNTED[cases].map((flag) => this.#hasFlag(flag));
    this.counted =
      cases === 'early'
        ? (bits) => !excluded.some((has) => has(bits))
        : (bits) => isMatured(bits) && !excluded.some((has) => has(bits));
  }

  has(part: Part): Test {
    if (!isFlag(part)) return this.#isSeen(part);
    const feed = feedOf(part);
    const hasFlag = this.#hasFlag(part);
    if (feed === null) return hasFlag;
    const isSeen = this.#isSeen(feed);
    return (bits) => hasFlag(bits) && isSeen(bits);
  }

  #hasFlag(flag: Flag): Test {
    const column = FLAG_COLUMNS.findIndex((flags) => flags.includes(flag));
    const mask = wordOf([flag])[column] ?? 0;
    return ({ flags }) => ((flags[column] ?? 0) & mask) !== 0;
  }

  #isSeen(name: SeenName): Test {
    const span = this.#query.seen[name];
    return span === null ? () => false : this.#opened(span.fromUs, span.toUs);
  }

  /** Opened from the one moment to the other, which are edges wherever they are within the query. */
  #opened(fromUs: number, toUs: number): Test {
    const startsUs = [this.#query.fromUs, ...edgesOf(this.#query)];
    const isIn = startsUs.map((startUs) => startUs >= fromUs && startUs <= toUs);
    return ({ span }) => isIn[span] === true;
  }
}

/** Sums over customers, from cases by pattern. Where each customer has one case, every sum is the number of cases. */
class Sums {
  readonly #words: readonly Word[];
  readonly #counts: PatternCounts;

  constructor(words: readonly Word[], counts: PatternCounts) {
    [this.#words, this.#counts] = [words, counts];
  }

  /** Cases, from the first word that holds the flags that are asked of. */
  #cases(need: Word, test: Test): number {
    const word = this.#words.findIndex((word) => holds(word, need));
    return (this.#counts.patterns[word] ?? []).reduce((sum, bits) => (test(bits) ? sum + bits.count : sum), 0);
  }

  /** By how much a sum is more than if each case were another customer's. */
  #excess(of: (cases: readonly Bits[]) => number): number {
    return this.#counts.several.reduce((sum, cases) => sum + of(cases), 0) * this.#counts.weight;
  }

  sizes(need: Word, among: Test): { readonly cases: number; readonly clusters: number; readonly sizes2: number } {
    const cases = this.#cases(need, among);
    const sizeOf = (own: readonly Bits[]) => own.filter(among).length;
    return {
      cases,
      clusters: cases - this.#excess((own) => Math.max(0, sizeOf(own) - 1)),
      sizes2: cases + this.#excess((own) => sizeOf(own) ** 2 - sizeOf(own)),
    };
  }

  part(need: Word, among: Test, test: Test): PartSums {
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
  const partOf = (part: Part) => sums.part(wordOf([part]), tests.counted, tests.has(part));
  return {
    ...sums.sizes(NO_FLAGS, tests.counted),
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
  const partOf = (flag: Flag) => sums.part(wordOf([flag]), ALL, tests.has(flag));
  return { ...sums.sizes(NO_FLAGS, ALL), merged: partOf('merged'), illegitimate: partOf('illegitimate') };
}
