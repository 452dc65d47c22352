import type { CurvePoint, Report } from '@finest-hour/metrics';
import type { CurveChart, CurveLook, DrawnCurve } from './curve.ts';
import { INK, INK_TINT, LOST, LOST_TINT, RECOVERED, RECOVERED_TINT } from './theme.ts';

const DAY = 86_400;
const LAST_DAY = 180;
const TICK_DAYS = [0, 30, 60, 90, 120, 150, 180];

const COMPLAINED: CurveLook = { colour: INK, tint: INK_TINT, dashed: false, end: null };
const COMPARED: CurveLook = { colour: INK, tint: null, dashed: true, end: 'ring' };
const WON_BACK: CurveLook = { colour: RECOVERED, tint: RECOVERED_TINT, dashed: false, end: 'dot' };
const NOT_WON_BACK: CurveLook = { colour: LOST, tint: LOST_TINT, dashed: false, end: 'diamond' };

/** Units at risk at each tick; null where the curve is not told. */
export function atRiskAtTicks(points: readonly CurvePoint[]): readonly (number | null)[] {
  return TICK_DAYS.map((day) => points.find(({ seconds }) => seconds === day * DAY)?.atRisk ?? null);
}

function chartOf(curves: readonly DrawnCurve[], withRows: readonly DrawnCurve[], ruleDays: number): CurveChart {
  return {
    curves: curves.filter(({ points }) => points.length > 0),
    scale: 'linear',
    fromSeconds: 0,
    toSeconds: LAST_DAY * DAY,
    ticks: TICK_DAYS.map((day) => ({ seconds: day * DAY, text: String(day) })),
    rule: { seconds: ruleDays * DAY, text: `${ruleDays} days` },
    gap: null,
    rows: withRows.map((look) => ({ look, counts: atRiskAtTicks(look.points) })),
  };
}

/** Share of customers who came back, by days since their complaint opened, beside those who had none. */
export function loyaltyCurves({ curves }: Report, ruleDays: number): CurveChart {
  const [all, baseline] = [
    { ...COMPLAINED, points: curves.loyalty },
    { ...COMPARED, points: curves.baseline },
  ];
  return chartOf([baseline, all], [all], ruleDays);
}

/** The same from the verdict on, apart by what it was. */
export function verdictCurves({ curves }: Report, ruleDays: number): CurveChart {
  const [recovered, notRecovered] = [
    { ...WON_BACK, points: curves.recovered },
    { ...NOT_WON_BACK, points: curves.notRecovered },
  ];
  return chartOf([notRecovered, recovered], [recovered, notRecovered], ruleDays);
}
