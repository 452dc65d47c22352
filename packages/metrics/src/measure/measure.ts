import { VERDICTS, type Verdict } from '../facts.ts';
import type { CaseCounts, Measures } from '../report/report.ts';
import { EXCLUDED_CODES } from '../tally/codes.ts';
import type { CurveCell, Tally } from '../tally/tally.ts';
import type { MeasureContext } from './context.ts';
import { estimateCurves, type EstimatedCurves } from './curves.ts';
import { measureHandOffs } from './hand-offs.ts';
import { measureLoyalty } from './loyalty.ts';
import { measureOwnership } from './ownership.ts';
import { measureGaming } from './gaming.ts';
import type { Measurable } from './not-measured.ts';
import { countCases, coveredShare, NO_COHORT, share, type Cohort } from './proportion.ts';
import { TOO_FEW } from './too-few.ts';

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
  { cells, clusters, opened, curves: counts, customers }: Tally,
  curves: EstimatedCurves,
  context: MeasureContext,
): Measured {
  const counted = cells.filter((cell) => !EXCLUDED_CODES.includes(cell.verdict));
  const cohort: Cohort = { cells: counted.filter((cell) => cell.matured), clusters };
  const matured = clusters.cases;
  const cohortOf = (...names: readonly Measurable[]) =>
    names.some((name) => name in context.notMeasured) ? NO_COHORT : cohort;
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
      recoveryRate: share(cohortOf('recoveryRate'), 'recovered'),
      confirmedRecoveryRate: share(cohortOf('recoveryRate', 'confirmedRecoveryRate'), 'confirmed'),
      notRecovered: {
        unresolved: withVerdict(cohort.cells, 'unresolved'),
        reopened: withVerdict(cohort.cells, 'reopened'),
        complainedAgain: withVerdict(cohort.cells, 'complainedAgain'),
        saidNo: withVerdict(cohort.cells, 'saidNo'),
        nothingDone: withVerdict(cohort.cells, 'nothingDone'),
      },
      askedSatisfaction: coveredShare(cohortOf('askedSatisfaction'), 'asked', 'askingSeen'),
      knownCause: share(cohort, 'causeKnown'),
      everReopened: clusters.flags.everReopened.successes,
      timeToOwnership: measureOwnership(curves, counts, counted, cohort, context),
      handOffs: measureHandOffs(cohortOf('handOffs'), curves.unheld),
      repeatLoyalty: measureLoyalty(curves, customers, context),
      gaming: measureGaming(opened, cohort, cohortOf),
    },
  };
}
