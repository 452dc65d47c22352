import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { aalenJohansen, aalenJohansenOfBins, type Observation } from './aalen-johansen.ts';
import { makeBins } from './bins.ts';
import { incidenceAt } from './incidence-at.ts';
import { incidenceQuantile } from './incidence-quantile.ts';
import { LUNG } from './testing/lung.ts';

const DAY = 86_400;
const bins = makeBins([365 * DAY, 1100 * DAY]);

const tally = (all: readonly Observation[]) =>
  all.map(({ time, cause, count = 1 }) => ({ bin: bins.binOf(time), cause, count }));

const inSeconds = LUNG.map((each) => ({ ...each, time: each.time * DAY }));

describe("R's lung in bins of 2 %", () => {
  const curve = aalenJohansenOfBins(tally(inSeconds), bins);

  // R 4.2.2, survival 3.5.3: quantile(survfit(Surv(time, status) ~ 1, lung), …)
  test.each([
    [0.1, 79],
    [0.25, 170],
    [0.5, 310],
    [0.75, 550],
  ])('the %f quantile is the upper edge of the bin that holds what R gives, %i d', (share, days) => {
    expect(incidenceQuantile(curve, share).value).toBe(bins.upperEdgeSeconds(bins.binOf(days * DAY)));
  });

  test('incidence and interval at a year, an exact edge, are those of R but for the censored of a shared bin', () => {
    // As in incidence-at.test.ts.
    const year = incidenceAt(curve, 365 * DAY);
    expect(year?.value).toBeCloseTo(0.59075837554, 2);
    expect(year?.low).toBeCloseTo(0.517012079931, 2);
    expect(year?.high).toBeCloseTo(0.657073696724, 2);
  });
});

// Durations of which many share a bin: 2 % of 1000 s are 20 s.
const durations = (causes: number) =>
  fc.array(fc.record({ time: fc.integer({ min: 900, max: 1100 }), cause: fc.nat(causes) }), {
    minLength: 1,
    maxLength: 80,
  });

const nearest = (from: -1 | 0) => (time: number) => bins.upperEdgeSeconds(bins.binOf(time) + from);

test('censored only at edges, it is the exact curve at every edge, variance included', () => {
  fc.assert(
    fc.property(durations(2), (all) => {
      const observed = all.map((each) => (each.cause === 0 ? { ...each, time: nearest(0)(each.time) } : each));
      const exact = aalenJohansen(observed);
      for (const step of aalenJohansenOfBins(tally(observed), bins).steps) {
        const same = exact.steps.findLast((each) => each.time <= step.time);
        expect(step.incidence).toBeCloseTo(same?.incidence ?? NaN, 12);
        expect(step.variance).toBeCloseTo(same?.variance ?? NaN, 12);
      }
    }),
    { numRuns: 1000 },
  );
});

test('at an edge it lies between the exact curves with each censoring at the end and at the start of its bin', () => {
  const moved = (all: readonly Observation[], to: (time: number) => number) =>
    aalenJohansen(all.map((each) => (each.cause === 0 ? { ...each, time: to(each.time) } : each)));
  const at = (curve: ReturnType<typeof aalenJohansen>, time: number) =>
    curve.steps.findLast((step) => step.time <= time)?.incidence ?? 0;
  fc.assert(
    fc.property(durations(1), (all) => {
      const curves = [moved(all, nearest(0)), aalenJohansen(all), moved(all, nearest(-1))] as const;
      for (const { time, incidence } of aalenJohansenOfBins(tally(all), bins).steps) {
        const [late, exact, early] = curves.map((curve) => at(curve, time));
        expect(incidence).toBeCloseTo(late ?? NaN, 12);
        expect(incidence).toBeLessThanOrEqual((exact ?? NaN) + 1e-12);
        expect(exact).toBeLessThanOrEqual((early ?? NaN) + 1e-12);
      }
    }),
    { numRuns: 1000 },
  );
});

test('who exits in the open last bin is at risk until its start, and no more is told', () => {
  const rows = tally([...Array(12)].map(() => ({ time: 1200 * DAY, cause: 1 })));
  const curve = aalenJohansenOfBins(rows, bins);
  expect(curve.steps.map(({ time, atRisk, incidence }) => [time, atRisk, incidence])).toEqual([[1100 * DAY, 12, 0]]);
  expect(incidenceAt(curve, 1100 * DAY)?.value).toBe(0);
  expect(incidenceAt(curve, 1101 * DAY)).toBeNull();
});

test('a bin that is none is refused', () => {
  expect(() => aalenJohansenOfBins([{ bin: bins.count, cause: 1, count: 1 }], bins)).toThrow('no such bin');
});

test('on bins, too, incidences never leave [0, 1], never fall, and with survival, which never rises, sum to 1', () => {
  fc.assert(
    fc.property(durations(3), (all) => {
      const curves = [1, 2, 3].map((cause) => aalenJohansenOfBins(tally(all), bins, cause).steps);
      let before = { survival: 1, incidences: [0, 0, 0] };
      for (const [place, { survival }] of (curves[0] ?? []).entries()) {
        const incidences = curves.map((steps) => steps[place]?.incidence ?? NaN);
        expect(survival + incidences.reduce((sum, each) => sum + each)).toBeCloseTo(1, 12);
        expect(survival).toBeLessThanOrEqual(before.survival);
        expect(survival).toBeGreaterThanOrEqual(0);
        incidences.forEach((incidence, cause) => {
          expect(incidence).toBeGreaterThanOrEqual(before.incidences[cause] ?? NaN);
          expect(incidence).toBeLessThanOrEqual(1);
        });
        before = { survival, incidences };
      }
    }),
    { numRuns: 1000 },
  );
});

const shares = fc.constantFrom(0.1, 0.25, 0.5, 0.75, 0.9);

test('its quantile is the upper edge of the bin that holds the exact one, where nobody is censored within a bin', () => {
  fc.assert(
    fc.property(durations(2), shares, (all, share) => {
      const observed = all.map((each) => (each.cause === 0 ? { ...each, time: nearest(0)(each.time) } : each));
      const exact = incidenceQuantile(aalenJohansen(observed), share, 1).value;
      const binned = incidenceQuantile(aalenJohansenOfBins(tally(observed), bins), share, 1).value;
      expect(binned).toBe(exact === null ? null : nearest(0)(exact));
    }),
    { numRuns: 1000 },
  );
});

test('censored within bins, its quantile lies between those of each censoring at the start and the end of its bin', () => {
  const quantile = (all: readonly Observation[], share: number, to: -1 | 0) => {
    const moved = all.map((each) => (each.cause === 0 ? { ...each, time: nearest(to)(each.time) } : each));
    return incidenceQuantile(aalenJohansen(moved), share, 1).value ?? Infinity;
  };
  fc.assert(
    fc.property(durations(1), shares, (all, share) => {
      const binned = incidenceQuantile(aalenJohansenOfBins(tally(all), bins), share, 1).value ?? Infinity;
      const [early, late] = [quantile(all, share, -1), quantile(all, share, 0)];
      expect(binned).toBeGreaterThanOrEqual(early);
      expect(binned).toBe(late === Infinity ? Infinity : nearest(0)(late));
    }),
    { numRuns: 1000 },
  );
});

test('told within 2 % of the exact time: a bin is no wider', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 400 * DAY }), fc.nat(20), (time, more) => {
      const exits = [...Array(more + 1)].map((_, index) => ({ time: time + index, cause: 1 }));
      const exact = incidenceQuantile(aalenJohansen(exits), 0.5).value ?? NaN;
      const binned = incidenceQuantile(aalenJohansenOfBins(tally(exits), bins), 0.5).value ?? NaN;
      expect(binned).toBeGreaterThanOrEqual(exact);
      expect(binned).toBeLessThanOrEqual(Math.max(exact * 1.02, 1));
    }),
    { numRuns: 1000 },
  );
});
