import { EARLY_AGE_US } from '../book.ts';
import { coverageOfAll, type Coverage, type Span } from '../coverage.ts';
import { FOLLOW_UP_WITHIN_US } from '../fold/follow-up.ts';
import type { Flag } from './codes.ts';

interface SeenFeed {
  /** Event types, all of which must have been told. */
  readonly types: readonly string[];
  /** From the opening on for how long; null: to maturity. */
  readonly forUs: number | null;
  /** What they tell. Of a case in which they were not told, these are not known, and no "no". */
  readonly flags: readonly Flag[];
}

/**
 * Feeds of their own: another system's, or begun later than the cases. A case whose time leaves the time in which such
 * a feed was told has no part in what it tells.
 */
export const SEEN = {
  askingSeen: { types: ['satisfaction.asked'], forUs: null, flags: ['asked'] },
  promisesSeen: { types: ['promise.made'], forUs: null, flags: ['promised', 'promiseWithdrawn'] },
  contactsSeen: { types: ['contact.made'], forUs: FOLLOW_UP_WITHIN_US, flags: ['followedUp'] },
  keepingSeen: {
    types: ['promise.made', 'promise.kept'],
    forUs: EARLY_AGE_US,
    flags: ['promiseDue', 'promiseBroken'],
  },
} as const satisfies Record<string, SeenFeed>;
export type SeenName = keyof typeof SEEN;

export const SEEN_NAMES = Object.keys(SEEN) as readonly SeenName[];

/** The feed on which a flag depends; null: none but the case's own. */
export function feedOf(flag: Flag): SeenName | null {
  return SEEN_NAMES.find((name) => (SEEN[name].flags as readonly Flag[]).includes(flag)) ?? null;
}

/** Openings of the cases in which each feed was told all the while, both ends included; null: it never was. */
export type SeenSpans = Readonly<Record<SeenName, Span | null>>;

export function seenSpans(coverage: Coverage, maturesAfterUs: number): SeenSpans {
  const spanOf = (name: SeenName): Span | null => {
    const { types, forUs } = SEEN[name];
    const span = coverageOfAll(coverage, types);
    return span && { fromUs: span.fromUs, toUs: span.toUs - (forUs ?? maturesAfterUs) };
  };
  return Object.fromEntries(SEEN_NAMES.map((name) => [name, spanOf(name)])) as SeenSpans;
}
