import { expect, test } from 'vitest';
import { bookBins } from '../bins.ts';
import { DEFAULT_BOOK_SETTINGS } from '../book.ts';
import { measurePlaybook } from './playbook.ts';
import { STEP_NAMES, type PlaybookShareName, type StepName } from '../playbook/shares.ts';
import { NO_PLAYBOOK, type PlaybookSums, type PlaybookTally } from '../tally/playbook.ts';
import { NO_RATIOS } from '../tally/ratios.ts';

const BINS = bookBins(DEFAULT_BOOK_SETTINGS);
const FRAME = { bins: BINS, openInPublic: 0, isCoached: false };

/** Cases of as many customers, of which some have it. */
function alone(cases: number, successes: number, notCovered = 0): PlaybookSums {
  return { cases, clusters: cases, sizes2: cases, successes, products: successes, successes2: successes, notCovered };
}

function playbookOf(shares: Partial<Record<PlaybookShareName, PlaybookSums>>, more: Partial<PlaybookTally> = {}) {
  return measurePlaybook({ ...NO_PLAYBOOK, ...more, shares: { ...NO_PLAYBOOK.shares, ...shares } }, FRAME);
}

const stepOf = (playbook: ReturnType<typeof playbookOf>, name: StepName) =>
  playbook.steps.find(({ step }) => step === name);

test('a share is told with the interval of R, of the cases to which it applied, beside those in which it was not seen', () => {
  // binom.confint(18, 20, methods = "wilson"): 0.6989664, 0.9721335.
  const heard = stepOf(playbookOf({ heard: alone(20, 18, 5) }), 'V2')?.shares.heard;
  expect(heard).toMatchObject({ value: 0.9, n: 20, cases: 18, notCovered: 5 });
  expect(heard?.low).toBeCloseTo(0.6989664, 6);
  expect(heard?.high).toBeCloseTo(0.9721335, 6);
});

test('what two steps share stands under both', () => {
  const playbook = playbookOf({ heard: alone(4, 1), solutionFailed: alone(10, 2), apologized: alone(8, 6) });
  expect(stepOf(playbook, 'N3')?.shares).toEqual(stepOf(playbook, 'V2')?.shares);
  expect(stepOf(playbook, 'O5')?.shares.solutionFailed?.value).toBe(0.2);
  expect([stepOf(playbook, 'V1')?.shares.apologized?.value, stepOf(playbook, 'M1')?.shares.apologized?.value]).toEqual([
    0.75, 0.75,
  ]);
});

/** Sums over customers, each with all that is theirs: how many, and how many of them had it. */
function summed(...customers: readonly (readonly [size: number, successes: number])[]) {
  const sum = (of: (size: number, successes: number) => number) =>
    customers.reduce((total, own) => total + of(...own), 0);
  return {
    clusters: customers.length,
    cases: sum((size) => size),
    sizes2: sum((size) => size ** 2),
    successes: sum((_, successes) => successes),
    products: sum((size, successes) => size * successes),
    successes2: sum((_, successes) => successes ** 2),
  };
}

test('steps of one complaint, and of one customer, are alike, which widens the interval', () => {
  // Ten customers of 4 steps each: all done for five of them, none for the others. As in designEffect, 20 of 40 in tens
  // of four: residuals are ±2, so 10/9 · 10 · 4 / 40² against 0.25 / 39, an effect of 13/3. By R,
  // Wilson's formula at 60/13 of 120/13 gives 0.228954, 0.771046.
  const half = Array.from(
    { length: 5 },
    () =>
      [
        [4, 4],
        [4, 0],
      ] as const,
  ).flat();
  const { stepsDone } = playbookOf({}, { ratios: { ...NO_RATIOS, stepsDone: summed(...half) } });
  expect(stepsDone).toMatchObject({ done: 20, applicable: 40, share: 0.5 });
  expect([stepsDone.low, stepsDone.high].map((end) => end?.toFixed(6))).toEqual(['0.228954', '0.771046']);
});

test('complaints with every step done are told a complaint, and promises a promise', () => {
  const ratios = { ...NO_RATIOS, everyStep: summed([1, 1], [1, 0], [2, 1]), late: summed([3, 1], [1, 0]) };
  const { everyStep, promises, promiseShares } = playbookOf({}, { ratios });
  expect(everyStep).toMatchObject({ value: 0.5, n: 4, cases: 2 });
  expect(promises).toEqual({ early: 0, onTime: 0, late: 1, broken: 0 });
  expect(promiseShares.late).toMatchObject({ value: 0.25, n: 4 });
  expect(promiseShares.early).toMatchObject({ value: null, n: 0 });
});

test('a length of time is told by its quantiles, at the upper edges of bins', () => {
  // Ten cases within the bin that ends at one hour, ten within that which ends at a day.
  const bins = [3600, 86_400].map((seconds) => ({ bin: BINS.binOf(seconds), count: 10 }));
  const silence = stepOf(playbookOf({}, { durations: { ...NO_PLAYBOOK.durations, silence: bins } }), 'V3')?.durations
    .silence;
  expect([silence?.n, silence?.medianSeconds.value, silence?.p90Seconds.value]).toEqual([20, 3600, 86_400]);
});

test('time to the apology is of all complaints: who ended without one, or still waits, is not as if never there', () => {
  // The four of docs/playbook.md: 5 and 120 minutes of 4, so 1/4, then 2/4: half by 120 minutes, never 9 in 10.
  // Of those apologized to alone it would be half by 5 minutes, and 9 in 10 by 120.
  const apology = [5, 120].map((minutes) => ({ bin: BINS.binOf(minutes * 60), count: 1 }));
  const playbook = playbookOf({ apologized: alone(4, 2) }, { durations: { ...NO_PLAYBOOK.durations, apology } });
  const told = stepOf(playbook, 'V1')?.durations.apology;
  expect([told?.n, told?.medianSeconds.value, told?.p90Seconds.value]).toEqual([4, 7200, null]);
  expect(stepOf(playbook, 'M1')?.durations.apology).toEqual(told);
});

test('nobody apologized to: no quantile, of all', () => {
  const told = stepOf(playbookOf({ apologized: alone(3, 0) }), 'V1')?.durations.apology;
  expect([told?.n, told?.medianSeconds.value, told?.p90Seconds.value]).toEqual([3, null, null]);
});

test('of no cases every step is there, and nothing is told', () => {
  const playbook = playbookOf({});
  expect(playbook.steps.map(({ step }) => step)).toEqual(STEP_NAMES);
  for (const { shares } of playbook.steps)
    for (const share of Object.values(shares))
      expect(share).toMatchObject({ value: null, low: null, high: null, n: 0 });
  expect(playbook.everyStep.value).toBeNull();
  expect(playbook.stepsDone.share).toBeNull();
  expect([playbook.comebacks.difference.value, playbook.ourFault.value, playbook.coaching]).toEqual([null, null, null]);
  expect(playbook.promiseMargin).toEqual({ medianSeconds: { value: null, low: null, high: null }, n: 0 });
});

test('our fault and not: the difference, with the interval of Newcombe', () => {
  // Newcombe 1998, example (a): 56/70 and 48/80: difference 0.2000, 0.0524 to 0.3339.
  const { ourFault } = playbookOf({ wonBackOurFault: alone(70, 56), wonBackFaultOfOthers: alone(80, 48) });
  expect(ourFault.value).toBeCloseTo(0.2, 10);
  expect(ourFault.low).toBeCloseTo(0.0524, 4);
  expect(ourFault.high).toBeCloseTo(0.3339, 4);
});
