import { FLAGS, type Flag } from './codes.ts';
import { SEEN_NAMES, type SeenName } from './seen.ts';

/** A part of the counted cases: those with a flag, or those in which a feed could be seen. */
export type Part = Flag | SeenName;
export const PARTS: readonly Part[] = [...FLAGS, ...SEEN_NAMES];

/** A share of a part of the cases (null: of all), less those with `without`, which are a part of it too. */
interface Conditional {
  readonly of: Part | null;
  readonly without?: Flag;
  readonly flag: Flag;
}

/** Shares of some cases that have another flag as well. */
const MATURED = {
  asked: { of: 'askingSeen', flag: 'asked' },
  firstOwnerResolved: { of: 'owned', flag: 'firstOwnerResolved' },
  ownedThenDropped: { of: 'owned', flag: 'ownedThenDropped' },
  promised: { of: 'promisesSeen', flag: 'promised' },
  promiseWithdrawn: { of: 'promised', flag: 'promiseWithdrawn' },
  faultMoved: { of: 'faultOurs', flag: 'faultMoved' },
} as const satisfies Record<string, Conditional>;

/** The early signs that do not apply to every case. */
const EARLY = {
  followedUp: { of: 'contactsSeen', flag: 'followedUp' },
  promiseBroken: { of: 'promiseDue', flag: 'promiseBroken' },
} as const satisfies Record<string, Conditional>;

/** Whether early signs told the truth: recovered, of those with the sign and of those to which it applied without it. */
const TRUTHS = {
  withOwnedInTarget: { of: 'ownedInTarget', flag: 'recovered' },
  withoutOwnedInTarget: { of: null, without: 'ownedInTarget', flag: 'recovered' },
  withFollowedUp: { of: 'followedUp', flag: 'recovered' },
  withoutFollowedUp: { of: 'contactsSeen', without: 'followedUp', flag: 'recovered' },
  withPromiseBroken: { of: 'promiseBroken', flag: 'recovered' },
  withoutPromiseBroken: { of: 'promiseDue', without: 'promiseBroken', flag: 'recovered' },
  withResolved: { of: 'resolvedInWeek', flag: 'recovered' },
  withoutResolved: { of: null, without: 'resolvedInWeek', flag: 'recovered' },
  withPassedOn: { of: 'passedOnInWeek', flag: 'recovered' },
  withoutPassedOn: { of: null, without: 'passedOnInWeek', flag: 'recovered' },
} as const satisfies Record<string, Conditional>;

const ALL = { ...MATURED, ...EARLY, ...TRUTHS };
export type ConditionalName = keyof typeof ALL;
export const CONDITIONALS: Readonly<Record<ConditionalName, Conditional>> = ALL;
export const CONDITIONAL_NAMES = Object.keys(ALL) as readonly ConditionalName[];

/** Cases over whose customers is summed, and what of them. What is not asked for is 0 in the tally. */
export interface ClusterPlan {
  /** `matured`: with a verdict; `early`: all, but for those excluded a week after their opening. */
  readonly cases: 'matured' | 'early';
  readonly conditionals: readonly ConditionalName[];
  /** Parts whose share of all cases is asked for, or of which another share is taken. */
  readonly parts: readonly Part[];
}

function planOf(cases: ClusterPlan['cases'], shares: readonly Part[], conditionals: readonly string[]): ClusterPlan {
  const names = conditionals as readonly ConditionalName[];
  const parts = names.flatMap((name): readonly (Part | null | undefined)[] => {
    const { of, without } = CONDITIONALS[name];
    return [of, without];
  });
  const wanted = new Set<Part | null | undefined>([...shares, ...parts]);
  return { cases, conditionals: names, parts: PARTS.filter((part) => wanted.has(part)) };
}

const MATURED_SHARES = [
  'recovered',
  'confirmed',
  'causeKnown',
  'everReopened',
  'agentNeverPassedOn',
  'agentPingPongDirect',
  'agentPingPongAny',
  'teamNeverPassedOn',
  'teamPingPongDirect',
  'teamPingPongAny',
  'everUnheld',
  'reassignedWhileResolved',
] as const satisfies readonly Flag[];

export const CLUSTER_PLANS = {
  whole: planOf('matured', MATURED_SHARES, [...Object.keys(MATURED), ...Object.keys(TRUTHS)]),
  groups: planOf('matured', MATURED_SHARES, Object.keys(MATURED)),
  /** What a page tells of many groups. */
  verdicts: planOf('matured', ['recovered', 'teamNeverPassedOn'], []),
  early: planOf('early', ['ownedInTarget', 'resolvedInWeek', 'passedOnInWeek', 'keepingSeen'], Object.keys(EARLY)),
} as const;
