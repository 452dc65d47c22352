import { count } from '../words/numbers.ts';
import { ROW_HEIGHT, type CurveChart, type CurveLook, type DrawnCurve } from './curve.ts';
import { AXIS_TEXT, INK, MUTED, SURFACE } from './theme.ts';

type Place = readonly [x: number, y: number];

/** Where a time and a share are, in pixels. */
export interface Drawing {
  readonly at: (seconds: number, share: number) => Place;
}

/** A step holds until the next point. */
export function steps(places: readonly Place[]): Place[] {
  return places.flatMap((place, index): Place[] => {
    const before = places[index - 1];
    return before === undefined ? [place] : [[place[0], before[1]], place];
  });
}

const FONT = { fontSize: AXIS_TEXT.fontSize, fontFamily: AXIS_TEXT.fontFamily } as const;

function text(words: string, [x, y]: Place, align: 'left' | 'right' | 'center', fill = MUTED) {
  return {
    type: 'text',
    style: { text: words, x, y, align, verticalAlign: 'middle', fill, ...FONT },
  };
}

/** The shape that a curve ends in. */
function shape({ end, colour }: Pick<CurveLook, 'end' | 'colour'>, [x, y]: Place) {
  if (end === null) return [];
  if (end === 'diamond') {
    const points = [
      [x, y - 6],
      [x + 6, y],
      [x, y + 6],
      [x - 6, y],
    ];
    return [{ type: 'polygon', shape: { points }, style: { fill: colour } }];
  }
  const style = end === 'dot' ? { fill: colour } : { fill: SURFACE, stroke: colour, lineWidth: 1.5 };
  return [{ type: 'circle', shape: { cx: x, cy: y, r: 4.5 }, style }];
}

/** Band, line and the shape at its end; what is beyond the axis is left off. */
export function drawCurve({ at }: Drawing, curve: DrawnCurve, toSeconds: number) {
  const points = curve.points.filter(({ seconds }) => seconds <= toSeconds);
  const last = points.at(-1);
  if (last === undefined) return [];
  const along = (of: 'value' | 'low' | 'high') => steps(points.map((point) => at(point.seconds, point[of])));
  const band = [...along('high'), ...along('low').reverse()];
  const line = {
    fill: 'none',
    stroke: curve.colour,
    lineWidth: curve.dashed ? 1.5 : 2,
    lineJoin: 'round',
    ...(curve.dashed ? { lineDash: [5, 3] } : {}),
  };
  return [
    ...(curve.tint === null
      ? []
      : [{ type: 'polygon', shape: { points: band }, style: { fill: curve.tint, opacity: 0.75 } }]),
    { type: 'polyline', shape: { points: along('value') }, style: line },
    ...shape(curve, at(last.seconds, last.value)),
  ];
}

/** Highest share that any curve has reached by a time. */
function reachedBy({ curves }: CurveChart, seconds: number): number {
  return Math.max(0, ...curves.map(({ points }) => points.findLast((point) => point.seconds <= seconds)?.high ?? 0));
}

/** A vertical; its words stand where the curves leave room. */
export function drawRule({ at }: Drawing, chart: CurveChart, top: number) {
  if (chart.rule === null) return [];
  const { seconds, text: words } = chart.rule;
  const [x, bottomY] = at(seconds, 0);
  const [, topY] = at(seconds, top);
  const style = { fill: 'none', stroke: INK, lineWidth: 1, lineDash: [2, 3] };
  const y = reachedBy(chart, seconds) > top * 0.6 ? bottomY - 12 : topY + 8;
  return [
    { type: 'line', shape: { x1: x, y1: topY, x2: x, y2: bottomY }, style },
    text(words, [x + 6, y], 'left', INK),
  ];
}

/** Of a letter at 12 px, on the large side. */
const LETTER_WIDTH = 7.4;

/** A bracket at the right end, with its words below all of the band above them, or over the bracket. */
export function drawGap({ at }: Drawing, { curves, gap, toSeconds }: CurveChart) {
  if (gap === null || gap.to <= gap.from) return [];
  const [x, lower] = at(toSeconds, gap.from);
  const [, upper] = at(toSeconds, gap.to);
  const words = x - gap.text.length * LETTER_WIDTH;
  const beside = curves.flatMap(({ points }) => points).map(({ seconds, low }) => at(seconds, low));
  const under = Math.max(lower, ...beside.filter(([left]) => left >= words).map(([, y]) => y));
  const [, bottom] = at(toSeconds, 0);
  const points = [
    [x - 5, upper],
    [x, upper],
    [x, lower],
    [x - 5, lower],
  ];
  const y = bottom - under > 24 ? under + 12 : upper - 10;
  return [
    { type: 'polyline', shape: { points }, style: { fill: 'none', stroke: MUTED, lineWidth: 1 } },
    text(gap.text, [x, y], 'right', INK),
  ];
}

/** A row of numbers under the axis. */
export function drawRow({ at }: Drawing, { rows, ticks, fromSeconds }: CurveChart, index: number, below: number) {
  const row = rows[index];
  if (row === undefined) return [];
  const [left, bottom] = at(fromSeconds, 0);
  const y = bottom + below + (index + 0.5) * ROW_HEIGHT;
  const numbers = row.counts.flatMap((number, tick) => {
    const seconds = ticks[tick]?.seconds;
    if (number === null || seconds === undefined) return [];
    return [text(count(number), [at(seconds, 0)[0], y], 'center')];
  });
  return [...(rows.length > 1 ? shape(row.look, [left - 30, y]) : []), ...numbers];
}
