import { curveChartOption } from '#lib/charts/curve-chart.ts';
import { CURVE_SIZES, type CurveChart } from '#lib/charts/curve.ts';
import { remember } from './remember.ts';
import { renderChart } from './render-chart.ts';

const drawCurve = remember(
  ({ name, size, chart }: { name: string; size: 'wide' | 'narrow'; chart: CurveChart }): string =>
    renderChart(`${name}-${size}`, curveChartOption(chart, CURVE_SIZES[size]), CURVE_SIZES[size]),
);

/** A chart of curves at both widths. */
export function drawCurves(name: string, of: (size: 'wide' | 'narrow') => CurveChart) {
  const draw = (size: 'wide' | 'narrow') => drawCurve({ name, size, chart: of(size) });
  return { wide: draw('wide'), narrow: draw('narrow') };
}
