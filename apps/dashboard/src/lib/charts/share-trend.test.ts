import { describe, expect, test } from 'vitest';
import { pendingStripOption, shareTrendOption, STRIP_SIZES, TREND_SIZES } from './share-trend.ts';
import type { TrendPoint } from './trend-points.ts';

function point(start: string, more: Partial<TrendPoint>): TrendPoint {
  return {
    start,
    end: start,
    cut: false,
    part: 'now',
    value: 0.6,
    low: 0.55,
    high: 0.65,
    n: 300,
    tooFew: false,
    pending: 0,
    ...more,
  };
}

const pendingOnly = { value: null, low: null, high: null, n: 0, pending: 120 };
const few = { value: 1, low: 0.2, high: 1, n: 3, tooFew: true };

function series(points: readonly TrendPoint[]) {
  return shareTrendOption(points, 'week', TREND_SIZES.wide, 'var(--ink)').series as { type: string; data: unknown[] }[];
}

describe('the trend of a share', () => {
  test('draws a value with its interval, in percent', () => {
    expect(series([point('2026-03-02', {})])[0]?.data).toEqual([[0, 60, 55.000000000000004, 65, 0]]);
  });

  test('never draws what is pending as a rate: it has a strip of counts', () => {
    const [dots, strip] = series([point('2026-03-02', {}), point('2026-03-09', pendingOnly)]);
    expect(dots?.data).toHaveLength(1);
    expect(strip).toMatchObject({ type: 'bar', data: [null, 120] });
  });

  test('writes the counts over the bars of the strip where there is room for them', () => {
    const strip = (weeks: number) =>
      series(Array.from({ length: weeks }, () => point('2026-03-02', pendingOnly)))[1] as { label?: object };
    // 120 takes 3 · 7.4 + 4 = 26.2 pixels: of 720 − 56 each of 25 bars has 26.6, of 26 25.5.
    expect(strip(25).label).toMatchObject({ show: true });
    expect(strip(26).label).toBeUndefined();
  });

  test('has no strip where nothing is pending', () => {
    expect(series([point('2026-03-02', {})])).toHaveLength(1);
  });

  test('is the strip alone where nothing has a verdict, each bar with its count', () => {
    const option = pendingStripOption([point('2026-03-02', pendingOnly)], 'week', STRIP_SIZES.wide);
    expect(option).toMatchObject({ grid: { top: 22 }, series: { data: [120], label: { show: true } } });
  });

  test('leaves dots off that are too few to compare, so that they do not stretch the axis', () => {
    const points = [point('2026-03-02', {}), point('2026-03-09', few)];
    expect(series(points)[0]?.data).toHaveLength(1);
    expect(shareTrendOption(points, 'week', TREND_SIZES.wide, 'var(--ink)').yAxis).toMatchObject([
      { min: 40, max: 80 },
    ]);
  });

  test('draws them, small, where there is nothing else', () => {
    expect(series([point('2026-03-09', few)])[0]?.data).toEqual([[0, 100, 20, 100, 2]]);
  });
});
