import type { CustomSeriesOption } from 'echarts/charts';
import type { EChartsCoreOption } from 'echarts/core';
import { periodWords } from '../words/dates.ts';
import { shareSpan } from './span.ts';
import { AXIS_TEXT, HAIRLINE, INK, MUTED, PENDING, SURFACE } from './theme.ts';
import { isDrawn, type TrendPoint } from './trend-points.ts';

export interface TrendSize {
  readonly width: number;
  readonly height: number;
}

/** On screens and on phones: text keeps its 12 px at both. */
export const TREND_SIZES = { wide: { width: 720, height: 288 }, narrow: { width: 358, height: 236 } } as const;

/** Where nothing has a verdict, the strip of counts stands alone. */
export const STRIP_SIZES = { wide: { width: 720, height: 110 }, narrow: { width: 358, height: 110 } } as const;

const PENDING_HEIGHT = 40;
const AXIS_HEIGHT = 28;

type Row = [index: number, value: number, low: number, high: number, style: number];
const STYLES = { now: 0, before: 1, few: 2 } as const;

function rowsOf(points: readonly TrendPoint[]): Row[] {
  const enough = points.some(isDrawn);
  return points.flatMap((point, index): Row[] => {
    const { value, low, high } = point;
    if (value === null || low === null || high === null || (enough && point.tooFew)) return [];
    const style = point.tooFew ? STYLES.few : point.part === 'now' ? STYLES.now : STYLES.before;
    return [[index, value * 100, low * 100, high * 100, style]];
  });
}

type RenderItem = NonNullable<CustomSeriesOption['renderItem']>;

/** Solid: this period, in its colour. Hollow: compared with. Thin and small: too few to compare. */
const dotWithBar =
  (solid: string): RenderItem =>
  (_params, api) => {
    const [index, value, low, high, style] = [0, 1, 2, 3, 4].map((dimension) => Number(api.value(dimension))) as Row;
    const [x = 0, y = 0] = api.coord([index, value]);
    const [, top = 0] = api.coord([index, high]);
    const [, bottom = 0] = api.coord([index, low]);
    const colour = style === STYLES.now ? solid : style === STYLES.before ? INK : MUTED;
    const line = {
      fill: 'none',
      stroke: colour,
      lineWidth: style === STYLES.now ? 2 : 1,
      ...(style === STYLES.now ? {} : { lineDash: [3, 2] }),
    };
    const hollow = { fill: SURFACE, stroke: colour, lineWidth: 1.5 };
    return {
      type: 'group',
      children: [
        { type: 'line', shape: { x1: x, y1: top, x2: x, y2: bottom }, style: line },
        {
          type: 'circle',
          shape: { cx: x, cy: y, r: style === STYLES.few ? 2.5 : 4.5 },
          style: style === STYLES.now ? { fill: colour } : hollow,
        },
      ],
    };
  };

/** Of a digit at 12 px. */
const DIGIT_WIDTH = 7.4;

/** Over a bar of the strip: how many are pending. */
const COUNT_LABEL = {
  ...AXIS_TEXT,
  show: true,
  position: 'top',
  distance: 3,
  formatter: ({ value }: { value: unknown }) => (value ? String(value) : ''),
} as const;

function pendingParts(points: readonly TrendPoint[], { width, height }: TrendSize) {
  const highest = Math.max(...points.map(({ pending }) => pending));
  const roomy = (width - 56) / points.length >= String(highest).length * DIGIT_WIDTH + 4;
  return {
    grid: { left: 44, right: 12, top: height - AXIS_HEIGHT - PENDING_HEIGHT, height: PENDING_HEIGHT },
    xAxis: { type: 'category', gridIndex: 1, data: points.map(({ start }) => start), show: false },
    yAxis: { type: 'value', gridIndex: 1, min: 0, max: highest * (roomy ? 1.6 : 1.1), show: false },
    series: {
      type: 'bar',
      xAxisIndex: 1,
      yAxisIndex: 1,
      silent: true,
      barWidth: Math.min(18, (width - 56) / points.length - 2),
      data: points.map(({ pending }) => (pending === 0 ? null : pending)),
      ...(roomy ? { label: COUNT_LABEL } : {}),
      itemStyle: {
        color: 'var(--pending-tint)',
        borderColor: PENDING,
        borderWidth: 1,
        decal: { symbol: 'rect', color: PENDING, dashArrayX: [1, 0], dashArrayY: [1.5, 4], rotation: -Math.PI / 4 },
      },
    },
  };
}

function pointAxis(points: readonly TrendPoint[], unit: string) {
  return {
    type: 'category',
    data: points.map((point) => periodWords(point, unit)),
    axisTick: { show: false },
    axisLine: { lineStyle: { color: INK, width: 1 }, onZero: false },
    axisLabel: { ...AXIS_TEXT, hideOverlap: true, margin: 10 },
  };
}

/** Counts of what is pending, for a period in which nothing has a verdict: no empty axis of shares above them. */
export function pendingStripOption(points: readonly TrendPoint[], unit: string, size: TrendSize): EChartsCoreOption {
  const { grid, yAxis, series } = pendingParts(points, size);
  return {
    animation: false,
    aria: { enabled: false },
    grid: { ...grid, top: 22, height: size.height - AXIS_HEIGHT - 22 },
    xAxis: pointAxis(points, unit),
    yAxis: { ...yAxis, gridIndex: 0 },
    series: {
      ...series,
      xAxisIndex: 0,
      yAxisIndex: 0,
      label: COUNT_LABEL,
    },
  };
}

/**
 * A share by opening, dots with 95 % bars, the axis at least 40 points long. What is pending is never a rate: its
 * counts stand hatched in a strip below. `colour` is that of this period's dots.
 */
export function shareTrendOption(
  points: readonly TrendPoint[],
  unit: string,
  size: TrendSize,
  colour: string,
): EChartsCoreOption {
  const rows = rowsOf(points);
  const span = shareSpan(rows.map(([, , low, high]) => ({ low: low / 100, high: high / 100 })));
  const pending = points.some((point) => point.pending > 0) ? pendingParts(points, size) : null;
  const below = AXIS_HEIGHT + (pending === null ? 0 : PENDING_HEIGHT + 14);
  return {
    animation: false,
    aria: { enabled: false },
    grid: [{ left: 44, right: 12, top: 12, bottom: below }, ...(pending ? [pending.grid] : [])],
    xAxis: [
      { ...pointAxis(points, unit), ...(pending ? { axisLabel: { show: false } } : {}) },
      ...(pending ? [{ ...pointAxis(points, unit), gridIndex: 1 }] : []),
    ],
    yAxis: [
      {
        type: 'value',
        min: span.from,
        max: span.to,
        interval: 10,
        axisLabel: { ...AXIS_TEXT, formatter: '{value} %' },
        splitLine: { lineStyle: { color: HAIRLINE, width: 1 } },
      },
      ...(pending ? [pending.yAxis] : []),
    ],
    series: [
      {
        type: 'custom',
        silent: true,
        // A dot at 100 % is whole.
        clip: false,
        renderItem: dotWithBar(colour),
        data: rows,
        encode: { x: 0, y: [1, 2, 3] },
      },
      ...(pending ? [pending.series] : []),
    ],
  };
}
