import { expect, test } from 'vitest';
import { bookBins } from '../bins.ts';
import { DEFAULT_BOOK_SETTINGS } from '../book.ts';
import { measurePlaybook } from './playbook.ts';
import { STEP_NAMES, type PlaybookShareName, type StepName } from '../playbook/shares.ts';
import { NO_PLAYBOOK, type PlaybookSums, type PlaybookTally } from '../tally/playbook.ts';

const BINS = bookBins(DEFAULT_BOOK_SETTINGS);

/** Cases of as many customers, of which some have it. */
function alone(cases: number, successes: number, notCovered = 0): PlaybookSums {
  return { cases, clusters: cases, sizes2: cases, successes, products: successes, successes2: successes, notCovered };
}

function playbookOf(shares: Partial<Record<PlaybookShareName, PlaybookSums>>, more: Partial<PlaybookTally> = {}) {
  return measurePlaybook({ ...NO_PLAYBOOK, ...more, shares: { ...NO_PLAYBOOK.shares, ...shares } }, BINS);
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

test('every step: cases to which none applies have no part; steps are summed over the cases', () => {
  // 3 cases with 4 of 4, 5 with 2 of 4, 2 to which none applies.
  const steps = [
    { applicable: 4, done: 4, cases: 3 },
    { applicable: 4, done: 2, cases: 5 },
    { applicable: 0, done: 0, cases: 2 },
  ];
  const { everyStep, stepsDone } = playbookOf({}, { steps });
  expect(everyStep).toMatchObject({ value: 3 / 8, n: 8, cases: 3 });
  expect(stepsDone).toEqual({ done: 22, applicable: 32, share: 22 / 32 });
});

test('a length of time is told by its quantiles, at the upper edges of bins', () => {
  // Ten cases within the bin that ends at one hour, ten within that which ends at a day.
  const bins = [3600, 86_400].map((seconds) => ({ bin: BINS.binOf(seconds), count: 10 }));
  const silence = stepOf(playbookOf({}, { durations: { ...NO_PLAYBOOK.durations, silence: bins } }), 'V3')?.durations
    .silence;
  expect([silence?.n, silence?.medianSeconds.value, silence?.p90Seconds.value]).toEqual([20, 3600, 86_400]);
});

test('of no cases every step is there, and nothing is told', () => {
  const playbook = playbookOf({});
  expect(playbook.steps.map(({ step }) => step)).toEqual(STEP_NAMES);
  for (const { shares } of playbook.steps)
    for (const share of Object.values(shares))
      expect(share).toMatchObject({ value: null, low: null, high: null, n: 0 });
  expect(playbook.everyStep.value).toBeNull();
  expect(playbook.stepsDone.share).toBeNull();
  expect([playbook.surprised.value, playbook.ourFault.value]).toEqual([null, null]);
});

test('with a surprise and without: the difference, with the interval of Newcombe', () => {
  // Newcombe 1998, example (a): 56/70 and 48/80: difference 0.2000, 0.0524 to 0.3339.
  const { surprised } = playbookOf({ backSurprised: alone(70, 56), backUnsurprised: alone(80, 48) });
  expect(surprised.value).toBeCloseTo(0.2, 10);
  expect(surprised.low).toBeCloseTo(0.0524, 4);
  expect(surprised.high).toBeCloseTo(0.3339, 4);
});
