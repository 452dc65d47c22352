import type { Report } from '@finest-hour/metrics';
import { duration, part } from '../words/numbers.ts';
import type { CurveChart, CurveLook } from './curve.ts';
import { INK, INK_TINT } from './theme.ts';

const MINUTE = 60;
const HOUR = 3600;
const DAY = 86_400;

const LOOK: CurveLook = { colour: INK, tint: INK_TINT, dashed: false, end: null };
const ROUTED: CurveLook = { colour: INK, tint: null, dashed: true, end: 'ring' };
/** The last ones where there is room. */
const TICKS = [MINUTE, 5 * MINUTE, HOUR, 4 * HOUR, DAY, 7 * DAY, 30 * DAY];
const MORE_TICKS = [15 * MINUTE, 12 * HOUR, 2 * DAY];

/** Times of the curve that its table tells. */
export const TOLD_SECONDS: readonly number[] = [
  ...[MINUTE, 5 * MINUTE, 15 * MINUTE, 30 * MINUTE],
  ...[HOUR, 2 * HOUR, 4 * HOUR, 8 * HOUR],
  ...[DAY, 2 * DAY, 7 * DAY, 30 * DAY],
];

/** Share owned by the time since the opening, a minute to 30 days. */
export function ownershipCurve({ curves, measures }: Report, size: 'wide' | 'narrow'): CurveChart {
  const { n, neverOwned, withinTarget } = measures.timeToOwnership;
  const reached = curves.ownership.at(-1)?.value ?? 0;
  const seconds = size === 'wide' ? [...TICKS, ...MORE_TICKS].sort((a, b) => a - b) : TICKS;
  const ended = n === 0 ? 0 : neverOwned / n;
  return {
    curves: [
      { ...ROUTED, points: curves.routed },
      { ...LOOK, points: curves.ownership },
    ].filter(({ points }) => points.length > 0),
    scale: 'logarithmic',
    fromSeconds: MINUTE,
    toSeconds: 30 * DAY,
    ticks: seconds.map((at) => ({ seconds: at, text: duration(at) })),
    rule: { seconds: withinTarget.targetSeconds, text: `target ${duration(withinTarget.targetSeconds)}` },
    gap: ended === 0 ? null : { from: reached, to: Math.min(1, reached + ended), text: `${part(ended)} ended unowned` },
    rows: [],
  };
}
