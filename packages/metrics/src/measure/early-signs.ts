import type { CoveredEstimate, Difference, EarlySign, EarlySigns } from '../report/report.ts';
import type { Flag } from '../tally/codes.ts';
import type { ConditionalName } from '../tally/conditionals.ts';
import { NO_CLUSTERS } from '../tally/no-tally.ts';
import type { SeenName } from '../tally/seen.ts';
import type { ClusterTally, EarlyTallies } from '../tally/tally.ts';
import type { Measurable, NotMeasured } from './not-measured.ts';
import { conditionalCount, countOf, differenceOf, notCovered, shareOf, type Counted } from './proportion.ts';
import { TOO_FEW } from './too-few.ts';

interface Sign {
  readonly moreIsBetter: boolean;
  /** What must be measured for it. */
  readonly needs: Measurable;
  /** Of all cases, those with a flag; or a share of those to which it applies, where a feed could be seen. */
  readonly of: Flag | { readonly share: ConditionalName; readonly feed: SeenName };
  readonly truth: { readonly with: ConditionalName; readonly without: ConditionalName };
}

/** The early signs, in the order in which they are told. */
export const EARLY_SIGNS = {
  ownedInTarget: {
    moreIsBetter: true,
    needs: 'timeToOwnership',
    of: 'ownedInTarget',
    truth: { with: 'withOwnedInTarget', without: 'withoutOwnedInTarget' },
  },
  followedUp: {
    moreIsBetter: true,
    needs: 'followedUp',
    of: { share: 'followedUp', feed: 'contactsSeen' },
    truth: { with: 'withFollowedUp', without: 'withoutFollowedUp' },
  },
  promiseBroken: {
    moreIsBetter: false,
    needs: 'promiseBroken',
    of: { share: 'promiseBroken', feed: 'keepingSeen' },
    truth: { with: 'withPromiseBroken', without: 'withoutPromiseBroken' },
  },
  resolved: {
    moreIsBetter: true,
    needs: 'recoveryRate',
    of: 'resolvedInWeek',
    truth: { with: 'withResolved', without: 'withoutResolved' },
  },
  passedOn: {
    moreIsBetter: false,
    needs: 'handOffs',
    of: 'passedOnInWeek',
    truth: { with: 'withPassedOn', without: 'withoutPassedOn' },
  },
} as const satisfies Record<string, Sign>;
export type EarlySignName = keyof typeof EARLY_SIGNS;

function counted({ of }: Sign, clusters: ClusterTally): Counted {
  return typeof of === 'string' ? countOf(clusters, of) : conditionalCount(clusters, of.share);
}

function told(sign: Sign, clusters: ClusterTally): CoveredEstimate {
  const missed = typeof sign.of === 'string' ? 0 : notCovered(clusters, sign.of.feed);
  return { ...shareOf(counted(sign, clusters)), notCovered: missed };
}

/** From the interval of the difference alone, never from two intervals that overlap or not. */
function verdictOf({ low, high }: Difference, moreIsBetter: boolean, tooFew: boolean): EarlySign['verdict'] {
  if (low === null || high === null) return null;
  if (tooFew || (low <= 0 && high >= 0)) return 'cantTell';
  return low > 0 === moreIsBetter ? 'better' : 'worse';
}

function signOf(sign: Sign, { last, usual }: EarlyTallies, matured: ClusterTally): EarlySign {
  const { moreIsBetter } = sign;
  const difference = differenceOf(counted(sign, last), counted(sign, usual));
  const [lastTold, usualTold] = [told(sign, last), told(sign, usual)];
  const tooFew = Math.min(lastTold.n, usualTold.n) < TOO_FEW;
  const [having, lacking] = [conditionalCount(matured, sign.truth.with), conditionalCount(matured, sign.truth.without)];
  return {
    moreIsBetter,
    last: lastTold,
    usual: usualTold,
    difference,
    verdict: verdictOf(difference, moreIsBetter, tooFew),
    tooFew,
    truth: { with: shareOf(having), without: shareOf(lacking), difference: differenceOf(having, lacking) },
  };
}

/** The early signs of a report: `early` of the last week and the usual ones, `matured` of the report's own cases. */
export function measureEarlySigns(
  early: EarlyTallies,
  matured: ClusterTally,
  notMeasured: NotMeasured,
): Pick<EarlySigns, 'cases' | 'signs'> {
  const nothing: EarlyTallies = { last: NO_CLUSTERS, usual: NO_CLUSTERS };
  const signs = Object.entries(EARLY_SIGNS).map(([name, sign]: [string, Sign]) => {
    const measured = !(sign.needs in notMeasured);
    const judged = measured && !('recoveryRate' in notMeasured);
    return [name, signOf(sign, measured ? early : nothing, judged ? matured : NO_CLUSTERS)];
  });
  return {
    cases: { last: early.last.cases, usual: early.usual.cases },
    signs: Object.fromEntries(signs) as EarlySigns['signs'],
  };
}
