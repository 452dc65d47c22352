import { describe, expect, test } from 'vitest';
import { shareTrendOption, TREND_SIZES } from '../charts/share-trend.ts';
import { renderChart } from './render-chart.ts';

const hostile = '<script>alert(1)</script>" onload="alert(2)';
const size = { width: 358, height: 200 };
const named = {
  animation: false,
  xAxis: { type: 'category', data: [hostile] },
  yAxis: { type: 'value' },
  series: [{ type: 'bar', name: hostile, data: [1], label: { show: true, formatter: hostile } }],
};

function trend(): string {
  const one = {
    end: '2026-03-16',
    cut: false,
    part: 'now',
    low: 0.5,
    high: 0.7,
    n: 300,
    tooFew: false,
    value: 0.6,
  } as const;
  const points = [
    { ...one, start: '2026-03-02', pending: 0 },
    { ...one, start: '2026-03-09', pending: 40 },
  ];
  return renderChart(
    'trend',
    shareTrendOption(points, 'week', TREND_SIZES.narrow, 'var(--recovered)'),
    TREND_SIZES.narrow,
  );
}

describe('a chart drawn on the server', () => {
  test('shows a team called <script> as text', () => {
    const svg = renderChart('hostile', named, size);
    expect(svg).toContain('&lt;script&gt;');
    expect(svg).not.toMatch(/<script|="alert|<[^>]+ onload=/);
  });

  test('holds no style element, which the content policy would refuse', () => {
    expect(trend()).not.toMatch(/<style|class="zr|ecmeta/);
  });

  test('is the same text each time', () => {
    expect(trend()).toBe(trend());
  });

  test('leaves colours to the page, so that one drawing serves light and dark', () => {
    expect(trend()).toContain('fill="var(--recovered)"');
    const drawn = trend().replace(/<clipPath[\s\S]*?<\/clipPath>/g, '');
    expect(drawn).not.toMatch(/(fill|stroke)="#/);
  });

  test('writes nothing smaller than 12 px', () => {
    const sizes = [...trend().matchAll(/font-size:(\d+)px/g)].map(([, px]) => Number(px));
    expect(Math.min(...sizes)).toBe(12);
  });
});
