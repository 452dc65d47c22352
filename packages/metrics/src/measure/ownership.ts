import { aalenJohansenOfBins, incidenceAt, incidenceQuantile, type Curve } from '@finest-hour/statistics';
import type { Duration, DurationQuantile, DurationSpread, TimeToOwnership } from '../report/report.ts';
import { OWN_CAUSES } from '../tally/codes.ts';
import type { CurveCell, Tally } from '../tally/tally.ts';
import type { MeasureContext } from './context.ts';
import { conditionalShare, type Cohort } from './proportion.ts';

function quantile(curve: Curve, share: number): DurationQuantile {
  const { value, low, high, outOfReach } = incidenceQuantile(curve, share);
  return { value, low, high, outOfReach };
}

function spread(cells: readonly CurveCell[], { bins }: MeasureContext): DurationSpread {
  const curve = aalenJohansenOfBins(cells, bins);
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
export function measureOwnership(curves: Tally['curves'], cohort: Cohort, context: MeasureContext): TimeToOwnership {
  const { ownershipTargetSeconds: targetSeconds, bins } = context;
  const curve = aalenJohansenOfBins(curves.ownership, bins, OWN_CAUSES.owned);
  const within = incidenceAt(curve, targetSeconds);
  return {
    n: curve.n,
    medianSeconds: quantile(curve, 0.5),
    p90Seconds: quantile(curve, 0.9),
    waiting: count(curves.ownership, OWN_CAUSES.waiting),
    neverOwned: count(curves.ownership, OWN_CAUSES.endedUnowned),
    withinTarget: {
      targetSeconds,
      value: within?.value ?? null,
      low: within?.low ?? null,
      high: within?.high ?? null,
      n: curve.n,
    },
    firstOwnerResolved: conditionalShare(cohort, 'firstOwnerResolved'),
    ownedThenDropped: conditionalShare(cohort, 'ownedThenDropped'),
    runAround: spread(curves.runAround, context),
    fixing: spread(curves.fixing, context),
  };
}
