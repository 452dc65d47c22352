import {
  edgesWithin,
  hasFlag,
  NO_FLAGS,
  openedIn,
  wordOf,
  wordsFor,
  type PatternCounts,
  type PatternPlan,
  type Test,
  type Word,
} from './bits.ts';
import { FLAGS, LEFT_OUT, type Flag } from './codes.ts';
import { CONDITIONALS, type ClusterPlan, type ConditionalName, type Part } from './conditionals.ts';
import { NO_CLUSTERS } from './no-tally.ts';
import { feedOf, type SeenName } from './seen.ts';
import { Sums } from './sums.ts';
import type { ClusterTally, ConditionalSums, OpenedTally, TallyQuery } from './tally.ts';

const NOT_COUNTED: Readonly<Record<ClusterPlan['cases'], readonly Flag[]>> = {
  matured: LEFT_OUT,
  early: ['excludedEarly'],
};

const isFlag = (part: Part): part is Flag => (FLAGS as readonly Part[]).includes(part);
const partWord = (parts: readonly Part[]): Word => wordOf(parts.filter(isFlag));

function needOf(name: ConditionalName): Word {
  const { of, without, flag } = CONDITIONALS[name];
  return partWord([of, without, flag].filter((part) => part !== null && part !== undefined));
}

function edgesOf(query: TallyQuery): readonly number[] {
  const spans = Object.values(query.seen).flatMap((span) => (span === null ? [] : [span.fromUs, span.toUs + 1]));
  return edgesWithin(query, [query.maturedUntilUs + 1, ...spans]);
}

/** The patterns from which a plan's sums are told. */
export function clusterPatterns(query: TallyQuery, { cases, parts, conditionals }: ClusterPlan): PatternPlan {
  const needs = [...parts.map((part) => partWord([part])), ...conditionals.map(needOf)];
  return { words: wordsFor(wordOf([...LEFT_OUT, ...NOT_COUNTED[cases]]), needs), edgesUs: edgesOf(query) };
}

/** What is asked of the cases of a query and a plan. What a feed tells is not known of a case in which it was not told. */
class Tests {
  readonly #query: TallyQuery;
  readonly #edgesUs: readonly number[];
  readonly counted: Test;

  constructor(query: TallyQuery, { cases }: ClusterPlan, { edgesUs }: PatternPlan) {
    [this.#query, this.#edgesUs] = [query, edgesUs];
    const isMatured = this.#opened({ fromUs: -Infinity, toUs: query.maturedUntilUs });
    const excluded = NOT_COUNTED[cases].map(hasFlag);
    this.counted =
      cases === 'early'
        ? (bits) => !excluded.some((has) => has(bits))
        : (bits) => isMatured(bits) && !excluded.some((has) => has(bits));
  }

  has(part: Part): Test {
    if (!isFlag(part)) return this.#isSeen(part);
    const feed = feedOf(part);
    const has = hasFlag(part);
    if (feed === null) return has;
    const isSeen = this.#isSeen(feed);
    return (bits) => has(bits) && isSeen(bits);
  }

  #isSeen(name: SeenName): Test {
    const span = this.#query.seen[name];
    return span === null ? () => false : this.#opened(span);
  }

  #opened(span: { fromUs: number; toUs: number }): Test {
    return openedIn(this.#query, this.#edgesUs, span);
  }
}

const ALL: Test = () => true;

function conditionalOf(sums: Sums, tests: Tests, name: ConditionalName): ConditionalSums {
  const { of, without, flag } = CONDITIONALS[name];
  const isOf = of === null ? ALL : tests.has(of);
  const isOut = without === undefined ? () => false : tests.has(without);
  const among: Test = (bits) => tests.counted(bits) && isOf(bits) && !isOut(bits);
  return sums.share(needOf(name), among, tests.has(flag));
}

/** The sums of a plan over the customers of a group; `patterns`: as `clusterPatterns` says of them. */
export function clustersFrom(
  query: TallyQuery,
  plan: ClusterPlan,
  patterns: PatternPlan,
  counts: PatternCounts,
): ClusterTally {
  const sums = new Sums(patterns.words, counts);
  const tests = new Tests(query, plan, patterns);
  const partOf = (part: Part) => sums.part(partWord([part]), tests.counted, tests.has(part));
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
export function openedFrom(
  query: TallyQuery,
  plan: ClusterPlan,
  patterns: PatternPlan,
  counts: PatternCounts,
): OpenedTally {
  const sums = new Sums(patterns.words, counts);
  const tests = new Tests(query, plan, patterns);
  const partOf = (flag: Flag) => sums.part(wordOf([flag]), ALL, tests.has(flag));
  return { ...sums.sizes(NO_FLAGS, ALL), merged: partOf('merged'), illegitimate: partOf('illegitimate') };
}
