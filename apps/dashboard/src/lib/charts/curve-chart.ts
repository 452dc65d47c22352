import type { CustomSeriesOption } from 'echarts/charts';
import type { EChartsCoreOption } from 'echarts/core';
import { ROW_HEIGHT, type ChartSize, type CurveChart } from './curve.ts';
import { drawCurve, drawGap, drawRow, drawRule, type Drawing } from './curve-parts.ts';
import { AXIS_TEXT, HAIRLINE, INK, MUTED } from './theme.ts';

const LEFT = 44;
const RIGHT = 14;
const AXIS_HEIGHT = 28;
const SMALLEST_TOP = 40;

/** End of the axis in percent: the ten above every band, never under 40, so that a small share stays small. */
export function topOf({ curves, gap }: Pick<CurveChart, 'curves' | 'gap'>): number {
  const highest = Math.max(0, gap?.to ?? 0, ...curves.flatMap(({ points }) => points.map(({ high }) => high)));
  return Math.min(100, Math.max(SMALLEST_TOP, Math.ceil(highest * 10) * 10));
}

/** A place on the axis; logarithmic ones are laid out as the logarithms themselves. */
export function placeOf(scale: CurveChart['scale']): (seconds: number) => number {
  return scale === 'linear' ? (seconds) => seconds : (seconds) => Math.log(seconds);
}

/** What knows where things are once the axes are laid out. */
function series(
  draw: (drawing: Drawing) => unknown,
  place: (seconds: number) => number,
  anywhere: number,
): CustomSeriesOption {
  const renderItem: CustomSeriesOption['renderItem'] = (_params, api) => {
    const at = (seconds: number, share: number): readonly [number, number] => {
      const [x = 0, y = 0] = api.coord([place(seconds), share * 100]);
      return [x, y];
    };
    return { type: 'group', children: draw({ at }) } as ReturnType<NonNullable<CustomSeriesOption['renderItem']>>;
  };
  return { type: 'custom', silent: true, clip: false, renderItem, data: [[anywhere, 0]], encode: { x: 0, y: 1 } };
}

function timeAxis({ fromSeconds, toSeconds, ticks }: CurveChart, place: (seconds: number) => number) {
  const texts = new Map(ticks.map(({ seconds, text }) => [place(seconds), text]));
  const customValues = [...texts.keys()];
  return {
    type: 'value',
    min: place(fromSeconds),
    max: place(toSeconds),
    splitLine: { show: false },
    axisTick: { show: true, customValues, length: 4, lineStyle: { color: INK } },
    axisLine: { show: true, lineStyle: { color: INK, width: 1 } },
    axisLabel: { ...AXIS_TEXT, customValues, margin: 8, formatter: (value: number) => texts.get(value) ?? '' },
  };
}

/** Step curves with their bands, on a share's axis that starts at 0. */
export function curveChartOption(chart: CurveChart, size: ChartSize): EChartsCoreOption {
  const place = placeOf(chart.scale);
  const max = topOf(chart);
  const draw = (parts: (drawing: Drawing) => unknown) => series(parts, place, place(chart.fromSeconds));
  return {
    animation: false,
    aria: { enabled: false },
    grid: { left: LEFT, right: RIGHT, top: 12, height: plotHeight(chart, size), containLabel: false },
    xAxis: timeAxis(chart, place),
    yAxis: {
      type: 'value',
      min: 0,
      max,
      interval: max > 60 ? 20 : 10,
      axisTick: { show: false },
      axisLine: { show: false },
      axisLabel: { ...AXIS_TEXT, formatter: '{value} %' },
      splitLine: { lineStyle: { color: HAIRLINE, width: 1 } },
    },
    series: [
      ...(chart.rule === null ? [] : [draw((drawing) => drawRule(drawing, chart, max / 100))]),
      ...chart.curves.map((curve) => draw((drawing) => drawCurve(drawing, curve, chart.toSeconds))),
      ...(chart.gap === null ? [] : [draw((drawing) => drawGap(drawing, chart))]),
      ...chart.rows.map((_, index) => draw((drawing) => drawRow(drawing, chart, index, AXIS_HEIGHT))),
    ],
    textStyle: { color: MUTED },
  };
}

function plotHeight({ rows }: CurveChart, { height }: ChartSize): number {
  return height - 12 - AXIS_HEIGHT - (rows.length === 0 ? 0 : rows.length * ROW_HEIGHT + 4);
}
