import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { aalenJohansen, type Observation } from './aalen-johansen.ts';
import type { Curve, Step } from './curve.ts';
import { LUNG } from './testing/lung.ts';
import { MGUS2 } from './testing/mgus2.ts';
import { observations } from './testing/observations.ts';

function stepAt(curve: Curve, time: number): Step {
  const step = curve.steps.findLast((each) => each.time <= time);
  if (step === undefined) throw new Error(`no step until ${time}`);
  return step;
}

describe("is Kaplan–Meier where nothing competes: R's lung", () => {
  // R 4.2.2, survival 3.5.3: summary(survfit(Surv(time, status) ~ 1, lung), times = …): surv, std.err
  const curve = aalenJohansen(LUNG);

  test.each([
    { time: 5, survival: 0.9956140350877, error: 0.00437633599855 },
    { time: 365, survival: 0.4092416244601, error: 0.03582363817204 },
    { time: 883, survival: 0.0503455680708, error: 0.02284804891608 },
  ])('at $time d', ({ time, survival, error }) => {
    const step = stepAt(curve, time);
    expect(step.survival).toBeCloseTo(survival, 11);
    expect(Math.sqrt(step.survivalVariance)).toBeCloseTo(error, 11);
    expect(step.incidence).toBeCloseTo(1 - survival, 11);
    expect(Math.sqrt(step.variance)).toBeCloseTo(error, 11);
  });

  test('with its default log transform: S(365) = 0.4092416 [0.3447216, 0.4858376], median 310 [285, 363]', () => {
    const logEnd = ({ survival, survivalVariance }: Step, sign: 1 | -1) =>
      survival * Math.exp((sign * 1.959963984540054 * Math.sqrt(survivalVariance)) / survival);
    const year = stepAt(curve, 365);
    expect(year.survival).toBeCloseTo(0.4092416, 7);
    expect(logEnd(year, -1)).toBeCloseTo(0.3447216, 7);
    expect(logEnd(year, 1)).toBeCloseTo(0.4858376, 7);
    const firstAtHalf = (value: (step: Step) => number) => curve.steps.find((step) => value(step) <= 0.5)?.time;
    expect(firstAtHalf((step) => step.survival)).toBe(310);
    expect(firstAtHalf((step) => logEnd(step, -1))).toBe(285);
    expect(firstAtHalf((step) => logEnd(step, 1))).toBe(363);
  });

  test('228 patients, 165 deaths, at 186 distinct times', () => {
    // R: length(unique(lung$time)) → 186
    expect(curve.n).toBe(228);
    expect(curve.steps).toHaveLength(186);
  });
});

describe("is Aalen–Johansen among competing causes: R's mgus2", () => {
  // R 4.2.2, survival 3.5.3: e <- with(mgus2, ifelse(pstat == 0, 2 * death, 1)); t <- with(mgus2, ifelse(pstat == 0,
  // futime, ptime)); summary(survfit(Surv(t, factor(e, 0:2)) ~ 1, id = seq_along(e)), times = …): pstate, std.err.
  const malignant = aalenJohansen(MGUS2, 1);
  const died = aalenJohansen(MGUS2, 2);

  test.each([
    { time: 1, free: [0.9696531791908, 0.00461101747295], own: [0, 0], other: [0.0303468208092, 0.00461101747295] },
    {
      time: 12,
      free: [0.8684133378421, 0.00908961014201],
      own: [0.00940125934465, 0.00259515576302],
      other: [0.1221854028133, 0.00880608437086],
    },
    {
      time: 100,
      free: [0.4723297240575, 0.01380800237807],
      own: [0.05467151186454, 0.00623228140139],
      other: [0.472998764078, 0.01377740486656],
    },
    {
      time: 240,
      free: [0.176158307922, 0.01454048969032],
      own: [0.09981371593547, 0.00978484679339],
      other: [0.7240279761425, 0.01560634506776],
    },
    {
      time: 360,
      free: [0.0817501088415, 0.02234824069704],
      own: [0.13404164432608, 0.02012756251332],
      other: [0.7842082468324, 0.02093346953571],
    },
  ])('at $time months', ({ time, free, own, other }) => {
    for (const [curve, [incidence = NaN, error = NaN]] of [[malignant, own] as const, [died, other] as const]) {
      const step = stepAt(curve, time);
      expect(step.incidence).toBeCloseTo(incidence, 11);
      expect(Math.sqrt(step.variance)).toBeCloseTo(error, 11);
      expect(step.survival).toBeCloseTo(free[0] ?? NaN, 11);
      expect(Math.sqrt(step.survivalVariance)).toBeCloseTo(free[1] ?? NaN, 11);
    }
  });

  test("cmprsk agrees on the incidence, and its own variance (Aalen's) within 2 %", () => {
    // R: cmprsk 2.2-11, timepoints(cuminc(t, e), c(120, 240)): est, var
    for (const { curve, time, est, variance } of [
      { curve: malignant, time: 120, est: 0.0637221680131, variance: 4.62325046121e-5 },
      { curve: malignant, time: 240, est: 0.0998137159355, variance: 9.61598846207e-5 },
      { curve: died, time: 120, est: 0.5318177040802, variance: 1.97836059077e-4 },
      { curve: died, time: 240, est: 0.7240279761425, variance: 2.44882627827e-4 },
    ]) {
      expect(stepAt(curve, time).incidence).toBeCloseTo(est, 11);
      expect(Math.abs(stepAt(curve, time).variance / variance - 1)).toBeLessThan(0.02);
    }
  });
});

describe('by pencil', () => {
  // Five units: 1 exits by cause 1, 2 by cause 2, 3 censored, 4 by cause 1, 5 by cause 2.
  const five: Observation[] = [1, 2, 0, 1, 2].map((cause, index) => ({ time: index + 1, cause }));

  test('survival 4/5, 3/5, 3/5, 3/10, 0; incidence 1/5, 1/5, 1/5, 1/5 + 3/5·1/2 = 1/2, 1/2', () => {
    const { n, steps } = aalenJohansen(five);
    expect(n).toBe(5);
    expect(steps.map((step) => step.atRisk)).toEqual([5, 4, 3, 2, 1]);
    expect(steps.map((step) => step.censoredBefore)).toEqual([0, 0, 0, 1, 1]);
    [0.8, 0.6, 0.6, 0.3, 0].forEach((s, index) => expect(steps[index]?.survival).toBeCloseTo(s, 12));
    [0.2, 0.2, 0.2, 0.5, 0.5].forEach((f, index) => expect(steps[index]?.incidence).toBeCloseTo(f, 12));
  });

  test('variance of incidence at 4 is 0.065, summed over times by Marubini & Valsecchi (1995), formula 10.12', () => {
    // Σ (F − Fj)²·d/(n(n − d)) + S²·dk(n − dk)/n³ − 2(F − Fj)·S·dk/n²:
    // at 1: 0.09/20 + 4/125 − 0.6/25 = 0.0125; at 2: 0.09/12 = 0.0075; at 4: 0.36/8 = 0.045.
    const { steps } = aalenJohansen(five);
    [0.032, 0.032, 0.032, 0.065, 0.065].forEach((v, index) => expect(steps[index]?.variance).toBeCloseTo(v, 12));
  });

  test('exits come before censorings at the same time', () => {
    // Of two, one exits and one is censored at 1: the censored one was still at risk, so a half and not all.
    const { steps } = aalenJohansen([
      { time: 1, cause: 0 },
      { time: 1, cause: 1 },
    ]);
    expect(steps).toEqual([
      expect.objectContaining({
        time: 1,
        atRisk: 2,
        censoredBefore: 0,
        incidence: 0.5,
        variance: 0.125,
        survival: 0.5,
      }),
    ]);
  });

  test('when all have exited the incidence is exactly 1, without variance', () => {
    const { steps } = aalenJohansen([1, 2, 3, 4, 5, 6, 7].map((time) => ({ time, cause: 1 })));
    expect(steps.at(-1)).toMatchObject({ incidence: 1, variance: 0, survival: 0, survivalVariance: 0 });
  });
});

test('without censoring it is the plain share, with the variance p(1 − p)/n', () => {
  fc.assert(
    fc.property(observations(2), (all) => {
      const exits = all.map((each) => ({ ...each, cause: each.cause + 1 }));
      const { n, steps } = aalenJohansen(exits, 2);
      for (const { time, incidence, variance } of steps) {
        const mine = exits.filter((each) => each.cause === 2 && each.time <= time);
        const p = mine.reduce((sum, { count = 1 }) => sum + count, 0) / n;
        expect(incidence).toBeCloseTo(p, 12);
        expect(variance).toBeCloseTo((p * (1 - p)) / n, 12);
      }
    }),
    { numRuns: 1000 },
  );
});

test('incidences never leave [0, 1], never fall, and with survival sum to 1', () => {
  fc.assert(
    fc.property(observations(3), (all) => {
      const curves = [1, 2, 3].map((cause) => aalenJohansen(all, cause));
      const before = [0, 0, 0];
      curves[0]?.steps.forEach(({ survival }, index) => {
        const incidences = curves.map((curve) => curve.steps[index]?.incidence ?? NaN);
        expect(survival + incidences.reduce((sum, each) => sum + each)).toBeCloseTo(1, 12);
        incidences.forEach((incidence, cause) => {
          expect(incidence).toBeGreaterThanOrEqual(before[cause] ?? NaN);
          expect(incidence).toBeLessThanOrEqual(1);
          expect(curves[cause]?.steps[index]?.variance).toBeGreaterThanOrEqual(0);
          before[cause] = incidence;
        });
      });
    }),
    { numRuns: 1000 },
  );
});

test('neither the order of observations nor whether they are counted or listed matters', () => {
  fc.assert(
    fc.property(observations(2), (all) => {
      const listed = all.flatMap(({ time, cause, count = 1 }) =>
        Array.from({ length: count }, () => ({ time, cause })),
      );
      const curve = aalenJohansen(all);
      expect(aalenJohansen(listed)).toEqual(curve);
      expect(aalenJohansen(all.toReversed())).toEqual(curve);
    }),
    { numRuns: 1000 },
  );
});

test('no observations make a curve without steps', () => {
  expect(aalenJohansen([])).toEqual({ n: 0, steps: [] });
  expect(aalenJohansen([{ time: 1, cause: 1, count: 0 }])).toEqual({ n: 0, steps: [] });
});

test('what is no time, cause or count is refused by name', () => {
  expect(() => aalenJohansen([{ time: NaN, cause: 1 }])).toThrow('time of an observation is not a number');
  expect(() => aalenJohansen([{ time: 1, cause: -1 }])).toThrow('cause of an exit is not a whole number from 0: -1');
  expect(() => aalenJohansen([{ time: 1, cause: 1, count: 0.5 }])).toThrow('count is not a whole number from 0: 0.5');
  expect(() => aalenJohansen([], 0)).toThrow('cause of a curve is not a whole number from 1: 0');
});
