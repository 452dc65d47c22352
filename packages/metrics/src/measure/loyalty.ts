import { incidenceAt, incidenceDifference, wilson, type Curve } from '@finest-hour/statistics';
import { HORIZONS_DAYS } from '../bins.ts';
import type { Estimate, RepeatLoyalty } from '../report/report.ts';
import type { CustomerCounts } from '../tally/tally.ts';
import type { MeasureContext } from './context.ts';
import type { EstimatedCurves } from './curves.ts';

const DAY_SECONDS = 86_400;
/** The horizon that leads. */
const HORIZON_DAYS = 90;

function shareBy(curve: Curve, days: number): Estimate {
  const at = incidenceAt(curve, days * DAY_SECONDS);
  return { value: at?.value ?? null, low: at?.low ?? null, high: at?.high ?? null, n: curve.n };
}

/**
 * Who came back, by customers: from the opening of the first complaint in the period, and from its verdict on apart by
 * what it was. Association, not proof: the groups already differed. No purchases told at all → null.
 */
export function measureLoyalty(
  { loyalty: all, recovered, notRecovered, baseline }: EstimatedCurves,
  { customers, matched, notCovered }: CustomerCounts,
  { notMeasured }: MeasureContext,
): RepeatLoyalty | null {
  if ('repeatLoyalty' in notMeasured) return null;
  const difference = incidenceDifference(recovered, notRecovered, HORIZON_DAYS * DAY_SECONDS);
  const share = wilson(matched, customers);
  return {
    horizonDays: HORIZON_DAYS,
    ...shareBy(all, HORIZON_DAYS),
    at: Object.fromEntries(HORIZONS_DAYS.map((days) => [String(days), shareBy(all, days)])),
    recovered: shareBy(recovered, HORIZON_DAYS),
    notRecovered: shareBy(notRecovered, HORIZON_DAYS),
    difference: { value: difference?.value ?? null, low: difference?.low ?? null, high: difference?.high ?? null },
    baseline: baseline === null ? null : shareBy(baseline, HORIZON_DAYS),
    matched: {
      value: customers === 0 ? null : matched / customers,
      low: share?.low ?? null,
      high: share?.high ?? null,
      n: customers,
    },
    notCovered,
  };
}
