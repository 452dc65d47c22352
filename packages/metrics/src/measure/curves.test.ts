import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DEFAULT_BOOK_SETTINGS } from '../book.ts';
import type { CurvePoint } from '../report/report.ts';
import { NO_TALLY } from '../tally/no-tally.ts';
import { CURVES, type CurveCell, type Tally } from '../tally/tally.ts';
import { measureContext } from './context.ts';
import { drawCurves, estimateCurves } from './curves.ts';
import { measure } from './measure.ts';

const CONTEXT = measureContext(DEFAULT_BOOK_SETTINGS, {});

const cell: fc.Arbitrary<CurveCell> = fc.record({
  bin: fc.integer({ min: 0, max: CONTEXT.bins.count - 1 }),
  cause: fc.constantFrom(0, 0, 1, 1, 2),
  count: fc.oneof(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 5000 })),
});
const cells = fc.array(cell, { maxLength: 60, size: 'max' });
const curves: fc.Arbitrary<Tally['curves']> = fc.record(
  Object.fromEntries(CURVES.map((name) => [name, cells])) as Record<(typeof CURVES)[number], typeof cells>,
);

const isShare = (value: number) => value >= 0 && value <= 1;
const ascends = (values: readonly number[]) => values.every((value, i) => value >= (values[i - 1] ?? -Infinity));

test('whatever is counted, curves stay in [0, 1], never fall, lie within their intervals, and at risk never rises', () => {
  fc.assert(
    fc.property(curves, cells, (counted, baseline) => {
      const drawn: Record<string, readonly CurvePoint[]> = {
        ...drawCurves(estimateCurves(counted, baseline, CONTEXT)),
      };
      for (const points of Object.values(drawn)) {
        expect(points.every(({ value, low, high }) => [low, value, high].every(isShare))).toBe(true);
        expect(points.every(({ value, low, high }) => low <= value && value <= high)).toBe(true);
        expect(ascends(points.map(({ seconds }) => seconds))).toBe(true);
        expect(ascends(points.map(({ value }) => value))).toBe(true);
        expect(ascends(points.map(({ atRisk }) => -atRisk))).toBe(true);
      }
    }),
    { numRuns: 300 },
  );
});

test('whatever is counted, shares stay in [0, 1], differences in [−1, 1], and a median comes before p90', () => {
  fc.assert(
    fc.property(curves, cells, (counted, baseline) => {
      const { timeToOwnership, repeatLoyalty } = measure({ ...NO_TALLY, curves: counted }, CONTEXT, baseline).measures;
      const shares = [timeToOwnership.withinTarget, repeatLoyalty, ...Object.values(repeatLoyalty?.at ?? {})];
      for (const share of [...shares, repeatLoyalty?.recovered, repeatLoyalty?.notRecovered, repeatLoyalty?.baseline]) {
        if (share === undefined || share === null || share.value === null) continue;
        expect([share.low, share.value, share.high].every((value) => value !== null && isShare(value))).toBe(true);
      }
      const { value = null, low = null, high = null } = repeatLoyalty?.difference ?? {};
      if (value !== null)
        expect([-1, low, value, high, 1].every((one) => one !== null && Math.abs(one) <= 1)).toBe(true);
      const { medianSeconds, p90Seconds } = timeToOwnership;
      if (p90Seconds.value !== null) expect(medianSeconds.value).toBeLessThanOrEqual(p90Seconds.value);
      if (medianSeconds.value !== null && medianSeconds.low !== null)
        expect(medianSeconds.low).toBeLessThanOrEqual(medianSeconds.value);
    }),
    { numRuns: 300 },
  );
});

describe('where a curve is not told there is no point', () => {
  const days = (count: number) => CONTEXT.bins.binOf(count * 86_400);
  const drawn = (rows: readonly CurveCell[]) =>
    drawCurves(estimateCurves({ ...NO_TALLY.curves, loyalty: rows }, [], CONTEXT)).loyalty.map(
      ({ seconds }) => seconds / 86_400,
    );

  test('nothing counted, nothing drawn', () => {
    expect(drawCurves(estimateCurves(NO_TALLY.curves, [], CONTEXT))).toEqual({
      ownership: [],
      routed: [],
      loyalty: [],
      recovered: [],
      notRecovered: [],
      baseline: [],
    });
  });

  test('it ends where follow-up ends, or fewer than ten are at risk', () => {
    expect(drawn([{ bin: days(60), cause: 0, count: 12 }]).at(-1)).toBe(60);
    const thinning = [
      { bin: days(30), cause: 0, count: 5 },
      { bin: days(90), cause: 0, count: 9 },
    ];
    expect(drawn(thinning).at(-1)).toBe(30);
  });
});
