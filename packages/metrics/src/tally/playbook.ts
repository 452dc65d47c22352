import {
  edgesWithin,
  hasFlag,
  openedIn,
  wordOf,
  wordsFor,
  type PatternCounts,
  type PatternPlan,
  type Test,
  type Word,
} from './bits.ts';
import { LEFT_OUT } from './codes.ts';
import { Sums } from './sums.ts';
import type { ConditionalSums, TallyQuery } from './tally.ts';
import { PLAYBOOK_SHARES, type PlaybookShare, type PlaybookShareName } from '../playbook/shares.ts';
import type { CoachingCell, CoachingQuery } from './coaching.ts';
import type { PlaybookDuration, PlaybookWindows } from './playbook-windows.ts';
import { NO_RATIOS, type RatioSums } from './ratios.ts';

/** The matured cases of a query, and in which of them each thing could be seen. */
export interface PlaybookQuery extends TallyQuery {
  readonly windows: PlaybookWindows;
  /** null: nobody was coached. */
  readonly coaching: CoachingQuery | null;
}

/** A share's sums over the customers of the cases to which it applies and in which it could be seen. */
export interface PlaybookSums extends ConditionalSums {
  /** Matured cases in which it could not be seen. */
  readonly notCovered: number;
}

/** Counts over the matured cases of one group; all but the sums over customers add over everything. */
export interface PlaybookTally {
  readonly shares: Readonly<Record<PlaybookShareName, PlaybookSums>>;
  readonly ratios: RatioSums;
  /** Cases by the bin of a length of time. */
  readonly durations: Readonly<Record<PlaybookDuration, readonly { readonly bin: number; readonly count: number }[]>>;
  /** Cases by the margin of their first promise (`packMargin`). */
  readonly margins: readonly { readonly margin: number; readonly count: number }[];
  /** First complaints in the period, one a customer, by when they were surprised and came back (`packSurprise`). */
  readonly surprises: {
    readonly cells: readonly { readonly code: number; readonly count: number }[];
    /** Those that could not be watched for long enough. */
    readonly notCovered: number;
  };
  readonly coaching: readonly CoachingCell[];
}

const NO_SUMS = { clusters: 0, sizes2: 0, cases: 0, successes: 0, products: 0, successes2: 0, notCovered: 0 };

/** The tally of no cases. */
export const NO_PLAYBOOK: PlaybookTally = {
  shares: Object.fromEntries(Object.keys(PLAYBOOK_SHARES).map((name) => [name, NO_SUMS])) as PlaybookTally['shares'],
  ratios: NO_RATIOS,
  durations: { apology: [], silence: [], resolver: [], public: [], promiseLength: [] },
  margins: [],
  surprises: { cells: [], notCovered: 0 },
  coaching: [],
};

const SHARES = Object.entries(PLAYBOOK_SHARES) as readonly (readonly [PlaybookShareName, PlaybookShare])[];

function needOf({ of, without, flag }: PlaybookShare): Word {
  return wordOf([of, without, flag].filter((one) => one !== null && one !== undefined));
}

function edgesOf(query: PlaybookQuery): readonly number[] {
  const spans = Object.values(query.windows.shares).flatMap((span) =>
    span === null ? [] : [span.fromUs, span.toUs + 1],
  );
  return edgesWithin(query, [query.maturedUntilUs + 1, ...spans]);
}

/** The patterns from which the shares are told. */
export function playbookPatterns(query: PlaybookQuery): PatternPlan {
  return {
    words: wordsFor(
      wordOf(LEFT_OUT),
      SHARES.map(([, share]) => needOf(share)),
    ),
    edgesUs: edgesOf(query),
  };
}

/** The sums of all shares over the customers of a group, from its patterns, as `playbookPatterns` says of them. */
export function playbookShares(
  query: PlaybookQuery,
  { words, edgesUs }: PatternPlan,
  counts: PatternCounts,
): PlaybookTally['shares'] {
  const sums = new Sums(words, counts);
  const isMatured = openedIn(query, edgesUs, { fromUs: -Infinity, toUs: query.maturedUntilUs });
  const isOut = LEFT_OUT.map(hasFlag);
  const counted: Test = (bits) => isMatured(bits) && !isOut.some((has) => has(bits));
  const all = sums.sizes(wordOf([]), counted).cases;
  return Object.fromEntries(
    SHARES.map(([name, share]) => {
      const window = query.windows.shares[name];
      const isSeen = window === null ? () => false : openedIn(query, edgesUs, window);
      const seen: Test = (bits) => counted(bits) && isSeen(bits);
      const [isOf, isWithout] = [share.of && hasFlag(share.of), share.without && hasFlag(share.without)];
      const among: Test = (bits) => seen(bits) && (!isOf || isOf(bits)) && !(isWithout && isWithout(bits));
      const need = needOf(share);
      return [
        name,
        { ...sums.share(need, among, hasFlag(share.flag)), notCovered: all - sums.sizes(need, seen).cases },
      ];
    }),
  ) as unknown as PlaybookTally['shares'];
}
