import { FLAG_COLUMNS, type AnyFlag } from './codes.ts';

/** The flags of a case, and between which edges of time it was opened: all that sums are told from. */
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

/** Flags that are asked for together: a mask for each of FLAG_COLUMNS. */
export type Word = readonly number[];

/** What is to be counted of a query's cases: patterns of each word, between edges of time. */
export interface PatternPlan {
  readonly words: readonly Word[];
  /** Times within the query at which it changes what is known of a case, ascending, in microseconds. */
  readonly edgesUs: readonly number[];
}

/** So many customers with several cases each, which are alike in the flags of one word. */
export interface Several {
  readonly customers: number;
  /** Of each of them. */
  readonly cases: readonly Pattern[];
}

/** The cases of a group by pattern, and the customers with several, each word for word. */
export interface PatternCounts {
  readonly patterns: readonly (readonly Pattern[])[];
  readonly several: readonly (readonly Several[])[];
}

/** What is asked of a case, by its bits. */
export type Test = (bits: Bits) => boolean;

export function wordOf(flags: readonly AnyFlag[]): Word {
  return FLAG_COLUMNS.map((column) =>
    column.reduce((mask, flag, bit) => (flags.includes(flag) ? mask | (1 << bit) : mask), 0),
  );
}

export const NO_FLAGS = wordOf([]);

/** Of the flags of some bits those of a word. */
export function maskedBy(word: Word, { flags, span }: Bits): Bits {
  return { flags: word.map((mask, column) => (flags[column] ?? 0) & mask), span };
}

const either = (a: Word, b: Word): Word => a.map((mask, column) => mask | (b[column] ?? 0));

export function holds(word: Word, need: Word): boolean {
  return need.every((mask, column) => ((word[column] ?? 0) & mask) === mask);
}

function flagCount(word: Word): number {
  let count = 0;
  for (const mask of word) for (let rest = mask; rest !== 0; rest &= rest - 1) count += 1;
  return count;
}

/** A word of more flags has too many patterns: grouping by them takes longer than counting once more. */
const MAX_FLAGS = 12;

/** As few words as hold all needs, each need in one word, and in every word the flags that are always asked for. */
export function wordsFor(always: Word, needs: readonly Word[]): readonly Word[] {
  const words = [always];
  for (const need of needs) {
    const fits = words.findIndex((word) => flagCount(either(word, need)) <= MAX_FLAGS);
    if (fits < 0) words.push(either(always, need));
    else words[fits] = either(words[fits] ?? NO_FLAGS, need);
  }
  return words;
}

export function hasFlag(flag: AnyFlag): Test {
  const column = FLAG_COLUMNS.findIndex((flags) => flags.includes(flag));
  const mask = wordOf([flag])[column] ?? 0;
  return ({ flags }) => ((flags[column] ?? 0) & mask) !== 0;
}

/** Those of some times that are within a query, in order, each once. */
export function edgesWithin(
  { fromUs, toUs }: { fromUs: number; toUs: number },
  timesUs: readonly number[],
): readonly number[] {
  return [...new Set(timesUs.filter((atUs) => atUs > fromUs && atUs < toUs))].sort((a, b) => a - b);
}

/** Opened from the one moment to the other, both of which are among the edges wherever they are within the query. */
export function openedIn(
  query: { fromUs: number },
  edgesUs: readonly number[],
  span: { fromUs: number; toUs: number },
): Test {
  const isIn = [query.fromUs, ...edgesUs].map((startUs) => startUs >= span.fromUs && startUs <= span.toUs);
  return (bits) => isIn[bits.span] === true;
}
