import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { aalenJohansen } from './aalen-johansen.ts';
import { incidenceAt } from './incidence-at.ts';
import { incidenceQuantile } from './incidence-quantile.ts';
import { LUNG } from './testing/lung.ts';
import { MGUS2 } from './testing/mgus2.ts';
import { observations } from './testing/observations.ts';

describe("inverts the curve and the interval that R gives (conf.type = 'log-log' on states)", () => {
  // R 4.2.2, survival 3.5.3: the first times at which pstate, upper and lower reach the share
  test.each([
    { of: 'lung', all: LUNG, cause: 1, share: 0.1, value: 79, low: 59, high: 107 },
    { of: 'lung', all: LUNG, cause: 1, share: 0.25, value: 170, low: 145, high: 194 },
    { of: 'lung', all: LUNG, cause: 1, share: 0.5, value: 310, low: 284, high: 363 },
    { of: 'lung', all: LUNG, cause: 1, share: 0.75, value: 550, low: 460, high: 654 },
    { of: 'lung', all: LUNG, cause: 1, share: 0.9, value: 735, low: 689, high: null },
    { of: 'mgus2', all: MGUS2, cause: 1, share: 0.05, value: 90, low: 70, high: 116 },
    { of: 'mgus2', all: MGUS2, cause: 2, share: 0.25, value: 43, low: 38, high: 48 },
    { of: 'mgus2', all: MGUS2, cause: 2, share: 0.5, value: 110, low: 101, high: 118 },
    { of: 'mgus2', all: MGUS2, cause: 2, share: 0.7, value: 216, low: 189, high: 256 },
  ])('$of, cause $cause, $share', ({ all, cause, share, value, low, high }) => {
    expect(incidenceQuantile(aalenJohansen(all, cause), share)).toEqual({ value, low, high, outOfReach: false });
  });

  test('with few at risk, the end of the interval is not told unless asked for', () => {
    // R's upper bound of the 10 % quantile is 373 months; from 321 months on fewer than ten are at risk.
    const curve = aalenJohansen(MGUS2);
    expect(incidenceQuantile(curve, 0.1)).toMatchObject({ value: 259, low: 168, high: null });
    expect(incidenceQuantile(curve, 0.1, 1)).toMatchObject({ value: 259, low: 168, high: 373 });
  });
});

const exits = (n: number, cause = 1) => Array.from({ length: n }, (_, index) => ({ time: index + 1, cause }));

test('a share met exactly is reached then and there, in spite of rounding', () => {
  // 100 exits at 1 … 100: half have exited at 50, a tenth at 10.
  const curve = aalenJohansen(exits(100));
  expect(incidenceQuantile(curve, 0.5).value).toBe(50);
  expect(incidenceQuantile(curve, 0.1).value).toBe(10);
  expect(incidenceQuantile(curve, 0.9).value).toBe(90);
});

test('what the others leave too few for is out of reach, not merely unknown', () => {
  // 60 exits, then 20 competing, then 20 still waiting: at most 80 in 100 can ever exit.
  const waiting = { time: 100, cause: 0, count: 20 };
  const competing = exits(20, 2).map((each) => ({ ...each, time: each.time + 60 }));
  const curve = aalenJohansen([...exits(60), ...competing, waiting]);
  expect(incidenceQuantile(curve, 0.9)).toMatchObject({ value: null, high: null, outOfReach: true });
  expect(incidenceQuantile(curve, 0.75)).toMatchObject({ value: null, high: null, outOfReach: false });
  expect(incidenceQuantile(curve, 0.6).value).toBe(60);
});

test('where somebody was censored and fewer than ten are at risk, a quantile is null', () => {
  // One is censored at once; of the 20 others, the 11th exits with 10 at risk, the 12th with 9.
  const curve = aalenJohansen([{ time: 0.5, cause: 0 }, ...exits(20)]);
  expect(incidenceQuantile(curve, 0.55).value).toBe(11);
  expect(incidenceQuantile(curve, 0.6)).toMatchObject({ value: null, outOfReach: false });
  expect(incidenceQuantile(aalenJohansen(exits(20)), 0.6).value).toBe(12);
  expect(incidenceQuantile(aalenJohansen([]), 0.5)).toEqual({ value: null, low: null, high: null, outOfReach: false });
});

test('a low share of few units may lie before the first exit: the bound is the start of the clock', () => {
  // None of 20 yet: Wilson's upper end is z²/(20 + z²) = 3.8415/23.8415 = 0.161, so a tenth is not excluded.
  expect(incidenceQuantile(aalenJohansen(exits(20)), 0.1).low).toBe(0);
  expect(incidenceQuantile(aalenJohansen(exits(20)), 0.5).low).toBeGreaterThan(0);
});

test('what is told is in order: low, value, high; and later for a larger share', () => {
  fc.assert(
    fc.property(observations(2), (all) => {
      const curve = aalenJohansen(all);
      const quantiles = [0.1, 0.25, 0.5, 0.75, 0.9].map((share) => incidenceQuantile(curve, share, 1));
      quantiles.forEach(({ value, low, high }, index) => {
        expect(low ?? Infinity).toBeLessThanOrEqual(value ?? Infinity);
        expect(value ?? Infinity).toBeLessThanOrEqual(high ?? Infinity);
        const before = index === 0 ? 0 : (quantiles[index - 1]?.value ?? Infinity);
        expect(value ?? Infinity).toBeGreaterThanOrEqual(before);
      });
    }),
    { numRuns: 1000 },
  );
});

test('a share that is none is refused', () => {
  for (const share of [0, 1, -0.5, NaN]) {
    expect(() => incidenceQuantile(aalenJohansen(LUNG), share)).toThrow(`not between 0 and 1: ${share}`);
  }
});

test('it is the first time at which the curve is told to have reached the share, and null where that is nowhere', () => {
  const share = fc.oneof(fc.constantFrom(0.1, 0.5, 0.9), fc.double({ min: 0.01, max: 0.99, noNaN: true }));
  fc.assert(
    fc.property(observations(2), share, fc.constantFrom(1, 10), (all, wanted, fewest) => {
      const curve = aalenJohansen(all);
      const times = [...new Set(all.map(({ time }) => time))].sort((a, b) => a - b);
      const reached = times.find((time) => (incidenceAt(curve, time, fewest)?.value ?? -1) >= wanted - 1e-9);
      const quantile = incidenceQuantile(curve, wanted, fewest);
      expect(quantile.value).toBe(reached ?? null);
      if (quantile.outOfReach) expect(quantile).toMatchObject({ value: null, high: null });
      if (quantile.value === null) expect(quantile.high).toBeNull();
    }),
    { numRuns: 2000 },
  );
});
