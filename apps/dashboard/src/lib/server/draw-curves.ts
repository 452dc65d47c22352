import { curveChartOption } from '#lib/charts/curve-chart.ts';
import { CURVE_SIZES, type CurveChart } from '#lib/charts/curve.ts';
import { renderChart } from './render-chart.ts';

/** A chart of curves at both widths. */
export function drawCurves(name: string, of: (size: 'wide' | 'narrow') => CurveChart) {
  const draw = (size: 'wide' | 'narrow') =>
    renderChart(`${name}-${size}`, curveChartOption(of(size), CURVE_SIZES[size]), CURVE_SIZES[size]);
  return { wide: draw('wide'), narrow: draw('narrow') };
}
