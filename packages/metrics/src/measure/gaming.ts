import type { Gaming } from '../report/report.ts';
import type { OpenedTally, PartSums } from '../tally/tally.ts';
import type { Measurable } from './not-measured.ts';
import { complement, conditionalShare, coveredShare, share, shareOf, type Cohort } from './proportion.ts';

/** How each headline could be made to look good; `cohortOf` answers nobody where something is not measured. */
export function measureGaming(
  { cases: n, clusters, sizes2, merged, illegitimate }: OpenedTally,
  cohort: Cohort,
  cohortOf: (name: Measurable) => Cohort,
): Gaming {
  const ofOpened = (sums: PartSums) => shareOf({ n, clusters, sizes2, ...sums });
  return {
    merged: ofOpened(merged),
    illegitimate: ofOpened(illegitimate),
    reassignedWhileResolved: share(cohortOf('handOffs'), 'reassignedWhileResolved'),
    withoutPromise: complement(coveredShare(cohortOf('withoutPromise'), 'promised', 'promisesSeen')),
    promiseWithdrawn: coveredShare(cohortOf('promiseWithdrawn'), 'promiseWithdrawn', 'promisesSeen'),
    faultMoved: conditionalShare(cohort, 'faultMoved'),
  };
}
