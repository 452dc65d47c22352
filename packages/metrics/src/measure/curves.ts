import { aalenJohansenOfBins, incidenceAt, type Curve } from '@finest-hour/statistics';
import type { CurvePoint, Curves } from '../report/report.ts';
import { OWN_CAUSES } from '../tally/codes.ts';
import type { CurveCell, Tally } from '../tally/tally.ts';
import type { MeasureContext } from './context.ts';
import { returnCurve } from './loyalty.ts';

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

/** The curves as points to draw; where a curve is not told there is no point. */
export function drawCurves(tally: Tally['curves'], baseline: readonly CurveCell[], context: MeasureContext): Curves {
  const returns = (cells: readonly CurveCell[]) => pointsAt(returnCurve(cells, context), RETURN_SECONDS);
  return {
    ownership: pointsAt(aalenJohansenOfBins(tally.ownership, context.bins, OWN_CAUSES.owned), OWNERSHIP_SECONDS),
    loyalty: returns(tally.loyalty),
    recovered: returns(tally.recovered),
    notRecovered: returns(tally.notRecovered),
    baseline: returns(baseline),
  };
}
