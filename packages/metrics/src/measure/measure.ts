import { VERDICTS, type Verdict } from '../facts.ts';
import type { CaseCounts, Measures } from '../report/report.ts';
import { EXCLUDED_CODES } from '../tally/codes.ts';
import type { CurveCell, Tally } from '../tally/tally.ts';
import type { MeasureContext } from './context.ts';
import { estimateCurves, type EstimatedCurves } from './curves.ts';
import { measureHandOffs } from './hand-offs.ts';
import { measureLoyalty } from './loyalty.ts';
import { measureOwnership } from './ownership.ts';
import { cohortOf, countCases, share } from './proportion.ts';

/** Fewer matured cases than this are too few to compare, and are never ranked. */
export const TOO_FEW = 30;

export interface Measured {
  readonly cases: CaseCounts;
  readonly measures: Measures;
  readonly tooFew: boolean;
}

/** A tally → values with intervals. Excluded cases are counted apart, pending ones enter no measure but waiting. */
export function measure(tally: Tally, context: MeasureContext, baseline: readonly CurveCell[] | null = null): Measured {
  return measureWith(tally, estimateCurves(tally.curves, baseline, context), context);
}

/** The same where the curves are estimated already. */
export function measureWith(
  { cells, clusters, curves: counts, customers }: Tally,
  curves: EstimatedCurves,
  context: MeasureContext,
): Measured {
  const counted = cells.filter((cell) => !EXCLUDED_CODES.includes(cell.verdict));
  const cohort = cohortOf(
    counted.filter((cell) => cell.matured),
    clusters,
  );
  const matured = cohort.n;
  const withVerdict = (all: typeof cells, verdict: Verdict) =>
    countCases(all, (cell) => cell.verdict === VERDICTS.indexOf(verdict));
  return {
    tooFew: matured < TOO_FEW,
    cases: {
      opened: countCases(cells),
      matured,
      pending: countCases(counted, (cell) => !cell.matured),
      excluded: { merged: withVerdict(cells, 'merged'), illegitimate: withVerdict(cells, 'illegitimate') },
    },
    measures: {
      recoveryRate: share(cohort, 'recovered'),
      confirmedRecoveryRate: share(cohort, 'confirmed'),
      notRecovered: {
        unresolved: withVerdict(cohort.cells, 'unresolved'),
        reopened: withVerdict(cohort.cells, 'reopened'),
        complainedAgain: withVerdict(cohort.cells, 'complainedAgain'),
        saidNo: withVerdict(cohort.cells, 'saidNo'),
        nothingDone: withVerdict(cohort.cells, 'nothingDone'),
      },
      askedSatisfaction: share(cohort, 'asked'),
      knownCause: share(cohort, 'causeKnown'),
      everReopened: cohort.having.everReopened,
      timeToOwnership: measureOwnership(curves, counts.ownership, cohort, context),
      handOffs: measureHandOffs(cohort),
      repeatLoyalty: measureLoyalty(curves, customers, context),
    },
  };
}
