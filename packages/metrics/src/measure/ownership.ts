import { incidenceAt, incidenceQuantile, type Curve } from '@finest-hour/statistics';
import type { Duration, DurationQuantile, DurationSpread, TimeToOwnership } from '../report/report.ts';
import { OWN_CAUSES } from '../tally/codes.ts';
import type { CurveCell } from '../tally/tally.ts';
import type { MeasureContext } from './context.ts';
import type { EstimatedCurves } from './curves.ts';
import { conditionalShare, type Cohort } from './proportion.ts';

function quantile(curve: Curve, share: number): DurationQuantile {
  const { value, low, high, outOfReach } = incidenceQuantile(curve, share);
  return { value, low, high, outOfReach };
}

function spread(curve: Curve): DurationSpread {
  const told = (share: number): Duration => {
    const { value, low, high } = quantile(curve, share);
    return { value, low, high };
  };
  return { medianSeconds: told(0.5), p90Seconds: told(0.9), n: curve.n };
}

function count(cells: readonly CurveCell[], cause: number): number {
  return cells.reduce((sum, cell) => (cell.cause === cause ? sum + cell.count : sum), 0);
}

/** Time to the first owner, over all opened cases: who still waits is censored, who ended unowned competes. */
export function measureOwnership(
  { ownership: curve, runAround, fixing }: EstimatedCurves,
  counts: readonly CurveCell[],
  cohort: Cohort,
  { ownershipTargetSeconds: targetSeconds }: MeasureContext,
): TimeToOwnership {
  const within = incidenceAt(curve, targetSeconds);
  return {
    n: curve.n,
    medianSeconds: quantile(curve, 0.5),
    p90Seconds: quantile(curve, 0.9),
    waiting: count(counts, OWN_CAUSES.waiting),
    neverOwned: count(counts, OWN_CAUSES.endedUnowned),
    withinTarget: {
      targetSeconds,
      value: within?.value ?? null,
      low: within?.low ?? null,
      high: within?.high ?? null,
      n: curve.n,
    },
    firstOwnerResolved: conditionalShare(cohort, 'firstOwnerResolved'),
    ownedThenDropped: conditionalShare(cohort, 'ownedThenDropped'),
    runAround: spread(runAround),
    fixing: spread(fixing),
  };
}
