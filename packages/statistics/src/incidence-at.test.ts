import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { aalenJohansen, type Observation } from './aalen-johansen.ts';
import { atRiskAt } from './curve.ts';
import { incidenceAt } from './incidence-at.ts';
import { LUNG } from './testing/lung.ts';
import { MGUS2 } from './testing/mgus2.ts';
import { observations } from './testing/observations.ts';

describe('agrees with R at any time, between exits too', () => {
  // R 4.2.2, survival 3.5.3, as in aalen-johansen.test.ts with conf.type = "log-log": pstate, lower, upper, n.risk
  test.each([
    { of: 'lung', all: LUNG, cause: 1, time: 100, at: [0.136031032355, 0.095326106571, 0.183951082742, 196] },
    { of: 'lung', all: LUNG, cause: 1, time: 365, at: [0.59075837554, 0.517012079931, 0.657073696724, 65] },
    { of: 'lung', all: LUNG, cause: 1, time: 700, at: [0.857608494345, 0.785647588308, 0.906825221021, 16] },
    { of: 'mgus2', all: MGUS2, cause: 1, time: 60, at: [0.0341037129744, 0.0254419907444, 0.0446577215453, 874] },
    { of: 'mgus2', all: MGUS2, cause: 1, time: 240, at: [0.0998137159355, 0.0816899507074, 0.120019131717, 57] },
    { of: 'mgus2', all: MGUS2, cause: 2, time: 120, at: [0.53181770408, 0.503860774822, 0.558942898815, 424] },
  ])('$of, cause $cause, at $time', ({ all, cause, time, at }) => {
    const told = incidenceAt(aalenJohansen(all, cause), time);
    [told?.value, told?.low, told?.high].forEach((value, index) => expect(value).toBeCloseTo(at[index] ?? NaN, 10));
    expect(told?.atRisk).toBe(at[3]);
  });

  test('with the few at risk that R does not mind, if asked', () => {
    const told = incidenceAt(aalenJohansen(MGUS2), 360, 1);
    expect(told?.atRisk).toBe(3);
    expect(told?.low).toBeCloseTo(0.097631676952, 10);
    expect(told?.high).toBeCloseTo(0.17625307103, 10);
  });
});

/** Exit at 1; then `rest` units censored at 5. */
const oneThenCensored = (rest: number) =>
  aalenJohansen([
    { time: 1, cause: 1 },
    { time: 5, cause: 0, count: rest },
  ]);

test('a step counts from its own time on', () => {
  const curve = oneThenCensored(19);
  expect(incidenceAt(curve, 0.999)?.value).toBe(0);
  expect(incidenceAt(curve, 1)?.value).toBeCloseTo(0.05, 12);
  expect(incidenceAt(curve, 4)?.value).toBeCloseTo(0.05, 12);
});

test('before the first exit it is 0, with the interval of Wilson on those not censored before', () => {
  // 10 of 40 were censored before 3: R, binom::binom.wilson(0, 30) → 0–0.1135133932
  const curve = aalenJohansen([
    { time: 2, cause: 0, count: 10 },
    { time: 3, cause: 0, count: 15 },
    { time: 9, cause: 1, count: 15 },
  ]);
  expect(incidenceAt(curve, 3)).toMatchObject({ value: 0, low: 0, atRisk: 30 });
  expect(incidenceAt(curve, 3)?.high).toBeCloseTo(0.1135133932, 9);
  // Competing exits are known outcomes: they stay in n.
  const competing = aalenJohansen([
    { time: 2, cause: 2, count: 10 },
    { time: 9, cause: 1, count: 20 },
  ]);
  expect(incidenceAt(competing, 3)?.high).toBeCloseTo(0.1135133932, 9);
});

test('beyond follow-up there is no value', () => {
  expect(incidenceAt(oneThenCensored(19), 5)?.value).toBeCloseTo(0.05, 12);
  expect(incidenceAt(oneThenCensored(19), 5.001)).toBeNull();
  expect(incidenceAt(aalenJohansen([]), 0)).toBeNull();
});

test('once somebody was censored, ten at risk are told and nine are not', () => {
  const afterCensoring = (atRisk: number) =>
    aalenJohansen([
      { time: 1, cause: 1 },
      { time: 2, cause: 0 },
      { time: 10, cause: 0, count: atRisk },
    ]);
  expect(incidenceAt(afterCensoring(10), 5)?.atRisk).toBe(10);
  expect(incidenceAt(afterCensoring(9), 5)).toBeNull();
  expect(incidenceAt(afterCensoring(8), 1)?.atRisk).toBe(10);
});

test('where everybody was watched, the share is told however few are left: 49 of 50 within the hour, then all', () => {
  const curve = aalenJohansen([
    { time: 30, cause: 1, count: 49 },
    { time: 90, cause: 1 },
  ]);

  expect(incidenceAt(curve, 60)).toMatchObject({ value: 0.98, atRisk: 1 });
  expect(incidenceAt(curve, 100)).toMatchObject({ value: 1, high: 1, atRisk: 0 });
});

test('at risk just before a time are those with neither exit nor censoring before it', () => {
  // R: summary(survfit(Surv(time, status) ~ 1, lung), times = …)$n.risk
  expect(atRiskAt(aalenJohansen(LUNG), [5, 100, 365, 700, 883, 1022, 1023])).toEqual([228, 196, 65, 16, 4, 1, 0]);
  expect(atRiskAt(aalenJohansen([]), [0])).toEqual([0]);
});

describe('at any time of any observations', () => {
  const time = fc.integer({ min: -2, max: 64 }).map((halves) => halves / 2);
  const units = (all: readonly Observation[], which: (one: Observation) => boolean) =>
    all.filter(which).reduce((sum, { count = 1 }) => sum + count, 0);

  test('at risk are those observed until then or longer', () => {
    fc.assert(
      fc.property(observations(2), time, (all, at) => {
        expect(atRiskAt(aalenJohansen(all), [at])).toEqual([units(all, (one) => one.time >= at)]);
      }),
      { numRuns: 1000 },
    );
  });

  test('it is null where fewer than ten are left of whom some were censored before, or nobody is, and nowhere else', () => {
    fc.assert(
      fc.property(observations(2), time, (all, at) => {
        const atRisk = units(all, (one) => one.time >= at);
        const censored = units(all, (one) => one.cause === 0 && one.time < at);
        const isTold = incidenceAt(aalenJohansen(all), at) !== null;
        expect(isTold).toBe(censored === 0 || atRisk >= 10);
      }),
      { numRuns: 2000 },
    );
  });

  test('bounds lie in [0, 1] around the value, and the value never falls with time', () => {
    fc.assert(
      fc.property(observations(2), fc.constantFrom(1, 10), (all, fewest) => {
        const curve = aalenJohansen(all);
        const times = Array.from({ length: 63 }, (_, halves) => halves / 2);
        const told = times.map((at) => incidenceAt(curve, at, fewest)).filter((each) => each !== null);
        const isInOrder = (values: readonly number[]) => values.every((each, i) => each >= (values[i - 1] ?? 0));
        expect(told.filter(({ low, value, high }) => !isInOrder([0, low, value, high, 1]))).toEqual([]);
        expect(told.map(({ value }) => value)).toSatisfy(isInOrder);
      }),
      { numRuns: 1000 },
    );
  });
});
