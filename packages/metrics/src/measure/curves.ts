import { aalenJohansenOfBins, incidenceAt, type Curve } from '@finest-hour/statistics';
import { RETURN_EXITS } from '../facts.ts';
import type { CurvePoint, Curves } from '../report/report.ts';
import { OWN_CAUSES, ROUTE_CAUSES } from '../tally/codes.ts';
import type { CurveCell, CurveName, Tally } from '../tally/tally.ts';
import type { MeasureContext } from './context.ts';
import type { Measurable } from './not-measured.ts';

const MINUTE = 60;
const HOUR = 3600;
const DAY = 86_400;

/** Times that people name, so that a table can tell them. */
const NAMED_SECONDS = [5 * MINUTE, 15 * MINUTE, 30 * MINUTE, HOUR, 2 * HOUR, 4 * HOUR, 8 * HOUR, DAY, 2 * DAY, 7 * DAY];
/** From a minute to 30 days, evenly on a logarithmic scale, and the named ones. */
const OWNERSHIP_SECONDS = [
  ...new Set([...Array.from({ length: 81 }, (_, i) => MINUTE * (30 * (DAY / MINUTE)) ** (i / 80)), ...NAMED_SECONDS]),
].sort((a, b) => a - b);
/** Every second day to 180. */
const RETURN_SECONDS = Array.from({ length: 91 }, (_, i) => 2 * i * DAY);

function pointsAt(curve: Curve, times: readonly number[]): readonly CurvePoint[] {
  return times.flatMap((seconds) => {
    const at = incidenceAt(curve, seconds);
    return at === null ? [] : [{ seconds, value: at.value, low: at.low, high: at.high, atRisk: at.atRisk }];
  });
}

/** The curves of a tally; those of customers who did not complain only where they were counted. */
export type EstimatedCurves = Readonly<Record<CurveName, Curve>> & { readonly baseline: Curve | null };

export function estimateCurves(
  counts: Tally['curves'],
  baseline: readonly CurveCell[] | null,
  { bins, notMeasured }: MeasureContext,
): EstimatedCurves {
  const of = (name: Measurable, cells: readonly CurveCell[]) => (name in notMeasured ? [] : cells);
  const returns = (cells: readonly CurveCell[]) => aalenJohansenOfBins(cells, bins, RETURN_EXITS.returned);
  return {
    ownership: aalenJohansenOfBins(of('timeToOwnership', counts.ownership), bins, OWN_CAUSES.owned),
    routed: aalenJohansenOfBins(of('routed', counts.routed), bins, ROUTE_CAUSES.routed),
    runAround: aalenJohansenOfBins(of('timeToOwnership', counts.runAround), bins),
    fixing: aalenJohansenOfBins(of('timeToOwnership', counts.fixing), bins),
    unheld: aalenJohansenOfBins(of('handOffs', counts.unheld), bins),
    loyalty: returns(counts.loyalty),
    recovered: returns(counts.recovered),
    notRecovered: returns(counts.notRecovered),
    baseline: baseline === null ? null : returns(baseline),
  };
}

/** The curves as points to draw; where a curve is not told there is no point. */
export function drawCurves({ ownership, routed, loyalty, recovered, notRecovered, baseline }: EstimatedCurves): Curves {
  const returns = (curve: Curve | null) => (curve === null ? [] : pointsAt(curve, RETURN_SECONDS));
  return {
    ownership: pointsAt(ownership, OWNERSHIP_SECONDS),
    routed: pointsAt(routed, OWNERSHIP_SECONDS),
    loyalty: returns(loyalty),
    recovered: returns(recovered),
    notRecovered: returns(notRecovered),
    baseline: returns(baseline),
  };
}
