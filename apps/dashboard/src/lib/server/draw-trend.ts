import { pendingStripOption, shareTrendOption, STRIP_SIZES, TREND_SIZES } from '#lib/charts/share-trend.ts';
import type { TrendPoint } from '#lib/charts/trend-points.ts';
import type { TrendUnit } from '#lib/period/unit.ts';
import { remember } from './remember.ts';
import { renderChart } from './render-chart.ts';

export interface TrendChart {
  /** Of its ids, so that two charts of a page have their own. */
  readonly name: string;
  readonly points: readonly TrendPoint[];
  readonly unit: TrendUnit;
  /** Of this period's dots. */
  readonly colour: string;
}

/** A trend as SVG at both widths; where no share is told, the counts of what is pending. */
export const drawTrend = remember(({ name, points, unit, colour }: TrendChart) => {
  const rates = points.some(({ value }) => value !== null);
  const draw = (size: 'wide' | 'narrow') =>
    rates
      ? renderChart(`${name}-${size}`, shareTrendOption(points, unit, TREND_SIZES[size], colour), TREND_SIZES[size])
      : renderChart(`${name}-${size}`, pendingStripOption(points, unit, STRIP_SIZES[size]), STRIP_SIZES[size]);
  return { wide: draw('wide'), narrow: draw('narrow') };
});
