import type { Curve } from '@finest-hour/statistics';
import type { TimeToOwnership, TimeToRouting } from '../report/report.ts';
import { OWN_CAUSES, ROUTE_CAUSES } from '../tally/codes.ts';
import type { CurveCell, Tally, TallyCell } from '../tally/tally.ts';
import type { MeasureContext } from './context.ts';
import type { EstimatedCurves } from './curves.ts';
import { quantile, spread, within } from './durations.ts';
import { conditionalShare, NO_COHORT, type Cohort } from './proportion.ts';

function count(cells: readonly CurveCell[], cause: number): number {
  return cells.reduce((sum, cell) => (cell.cause === cause ? sum + cell.count : sum), 0);
}

function measureRouting(curve: Curve, counts: readonly CurveCell[], targetSeconds: number): TimeToRouting {
  return {
    n: curve.n,
    medianSeconds: quantile(curve, 0.5),
    p90Seconds: quantile(curve, 0.9),
    waiting: count(counts, ROUTE_CAUSES.waiting),
    neverRouted: count(counts, ROUTE_CAUSES.endedUnrouted),
    withinTarget: within(curve, targetSeconds),
  };
}

/**
 * Time to the first owner, over all opened cases: who still waits is censored, who ended unowned competes; and beside
 * it to the first holder. `opened` are the cells of those cases, `cohort` the matured ones.
 */
export function measureOwnership(
  { ownership: curve, routed, runAround, fixing }: EstimatedCurves,
  counts: Tally['curves'],
  opened: readonly TallyCell[],
  cohort: Cohort,
  { ownershipTargetSeconds: targetSeconds, notMeasured }: MeasureContext,
): TimeToOwnership {
  const owned = 'timeToOwnership' in notMeasured ? NO_COHORT : cohort;
  return {
    n: curve.n,
    medianSeconds: quantile(curve, 0.5),
    p90Seconds: quantile(curve, 0.9),
    waiting: count(counts.ownership, OWN_CAUSES.waiting),
    neverOwned: count(counts.ownership, OWN_CAUSES.endedUnowned),
    withinTarget: within(curve, targetSeconds),
    routed: measureRouting(routed, counts.routed, targetSeconds),
    assignedNotOwned: opened.reduce((sum, cell) => sum + cell.assignedNotOwned, 0),
    firstOwnerResolved: conditionalShare(owned, 'firstOwnerResolved'),
    ownedThenDropped: conditionalShare(owned, 'ownedThenDropped'),
    runAround: spread(runAround),
    fixing: spread(fixing),
  };
}
