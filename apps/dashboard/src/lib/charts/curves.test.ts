import type { CurvePoint, Report } from '@finest-hour/metrics';
import { describe, expect, test } from 'vitest';
import { renderChart } from '../server/render-chart.ts';
import { reportOf } from '../words/report.fixture.ts';
import { curveChartOption, placeOf, topOf } from './curve-chart.ts';
import { steps } from './curve-parts.ts';
import { CURVE_SIZES, type CurveChart } from './curve.ts';
import { ownershipCurve } from './ownership-curve.ts';
import { loyaltyCurves, verdictCurves } from './return-curves.ts';

const DAY = 86_400;
const empty = reportOf({ recovered: 0, matured: 0 });

function points(shares: readonly (readonly [seconds: number, share: number, atRisk: number])[]): CurvePoint[] {
  return shares.map(([seconds, value, atRisk]) => ({ seconds, value, low: value - 0.05, high: value + 0.05, atRisk }));
}

/** Owned quickly, slowly, or never: 80 of 100 by the end, 7 ended unowned. */
function owned(): Report {
  const { measures, curves } = empty;
  return {
    ...empty,
    curves: {
      ...curves,
      ownership: points([
        [60, 0.1, 90],
        [3600, 0.4, 60],
        [30 * DAY, 0.8, 13],
      ]),
    },
    measures: { ...measures, timeToOwnership: { ...measures.timeToOwnership, n: 100, neverOwned: 7 } },
  };
}

function returned(): Report {
  const told = points([
    [0, 0.05, 460],
    [30 * DAY, 0.2, 300],
    [60 * DAY, 0.3, 120],
  ]);
  return { ...empty, curves: { ...empty.curves, loyalty: told, recovered: told, notRecovered: told.slice(0, 2) } };
}

function svg(chart: CurveChart, size: 'wide' | 'narrow' = 'wide'): string {
  return renderChart('curve', curveChartOption(chart, CURVE_SIZES[size]), CURVE_SIZES[size]);
}

/** Texts of a drawing, in order. */
function texts(drawn: string): string[] {
  return [...drawn.matchAll(/<text[^>]*>([^<]*)</g)].map(([, text]) => (text ?? '').replaceAll('\u00a0', ' '));
}

test('a step holds its share until the next point', () => {
  expect(
    steps([
      [0, 10],
      [5, 8],
      [9, 3],
    ]),
  ).toEqual([
    [0, 10],
    [5, 10],
    [5, 8],
    [9, 8],
    [9, 3],
  ]);
});

describe('the axis of a share', () => {
  const look = { colour: 'black', tint: null, dashed: false, end: null };
  const upTo = (high: number) => topOf({ curves: [{ ...look, points: points([[60, high - 0.05, 90]]) }], gap: null });

  test('starts at 0 and is at least 40 points long, so that little looks like little', () => {
    expect([upTo(0.03), upTo(0.41), upTo(0.52), upTo(0.97)]).toEqual([40, 50, 60, 100]);
  });

  test('is of logarithms where minutes and weeks share it', () => {
    const place = placeOf('logarithmic');
    expect(place(3600) - place(60)).toBeCloseTo(place(60 * 3600) - place(3600), 12);
  });
});

describe('the curve of ownership', () => {
  test('says what share ended unowned, as a gap above what the curve reached', () => {
    const { gap } = ownershipCurve(owned(), 'wide');
    expect(gap).toMatchObject({ from: 0.8, text: '7\u00a0% ended unowned' });
    expect(gap?.to).toBeCloseTo(0.87, 12);
    expect(ownershipCurve({ ...owned(), measures: empty.measures }, 'wide').gap).toBeNull();
  });

  test('names its times from a minute to 30 days, and its target', () => {
    const drawn = texts(svg(ownershipCurve(owned(), 'narrow'), 'narrow'));
    expect(drawn).toEqual(expect.arrayContaining(['1 m', '5 m', '1 h', '4 h', '1 d', '7 d', '30 d', 'target 1 h']));
    expect(drawn).toContain('7 % ended unowned');
  });
});

describe('the curves of loyalty', () => {
  test('tell how many are still watched at each tick, and nothing where the curve is not told', () => {
    expect(loyaltyCurves(returned(), 90).rows.map(({ counts }) => counts)).toEqual([
      [460, 300, 120, null, null, null, null],
    ]);
    expect(verdictCurves(returned(), 90).rows.map(({ counts }) => counts)).toEqual([
      [460, 300, 120, null, null, null, null],
      [460, 300, null, null, null, null, null],
    ]);
  });

  test('go from 0 to 180 days, with a rule at 90 and the counts under the axis', () => {
    const drawn = texts(svg(loyaltyCurves(returned(), 90)));
    expect(drawn).toEqual(expect.arrayContaining(['0', '30', '180', '90 days', '460', '300', '120']));
  });

  test('are told apart by the shape of their end, not by colour alone', () => {
    const ends = verdictCurves(returned(), 90).curves.map(({ end }) => end);
    expect(new Set(ends)).toEqual(new Set(['dot', 'diamond']));
    expect(loyaltyCurves(returned(), 90).curves).toHaveLength(1);
  });
});

describe('a curve drawn on the server', () => {
  const drawn = [svg(ownershipCurve(owned(), 'wide')), svg(verdictCurves(returned(), 90), 'narrow')];

  test.each(drawn)('leaves colours to the page, writes nothing under 12 px, and holds no style element (%#)', (one) => {
    expect(one).not.toMatch(/<style|class="zr|ecmeta/);
    expect(one.replace(/<clipPath[\s\S]*?<\/clipPath>/g, '')).not.toMatch(/(fill|stroke)="#/);
    expect(one.match(/NaN|Infinity/)).toBeNull();
    const sizes = [...one.matchAll(/font-size:(\d+)px/g)].map(([, px]) => Number(px));
    expect(Math.min(...sizes)).toBe(12);
  });
});
