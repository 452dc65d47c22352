import type { ConditionalSums } from './tally.ts';
import type { FactCodes } from './codes.ts';

/** Of what a case has several of, like promises: how many, and how many of those; over customers, as for any share. */
export interface Ratio {
  readonly size: number;
  readonly successes: number;
}

export const PROMISE_OUTCOMES = ['early', 'onTime', 'late', 'broken'] as const;
export type PromiseOutcome = (typeof PROMISE_OUTCOMES)[number];

/** Steps of a case that could be seen: those that apply, and those of them that were done. */
export interface SeenSteps {
  readonly applicable: number;
  readonly done: number;
}

type Promises = Pick<FactCodes, 'promisesEarly' | 'promisesOnTime' | 'promisesLate' | 'promisesBroken'>;

/** What is summed: every step, a case; steps done, a step; and promises by what became of them, a promise. */
export const RATIOS = ['everyStep', 'stepsDone', ...PROMISE_OUTCOMES] as const;
export type RatioName = (typeof RATIOS)[number];

/** The ratios of one case; its promises where they could be seen. */
export function ratiosOf(
  { applicable, done }: SeenSteps,
  promises: Promises | null,
): Readonly<Record<RatioName, Ratio>> {
  const counts = {
    early: promises?.promisesEarly ?? 0,
    onTime: promises?.promisesOnTime ?? 0,
    late: promises?.promisesLate ?? 0,
    broken: promises?.promisesBroken ?? 0,
  };
  const size = counts.early + counts.onTime + counts.late + counts.broken;
  const ofPromises = (outcome: PromiseOutcome) => ({ size, successes: counts[outcome] });
  return {
    everyStep: { size: applicable > 0 ? 1 : 0, successes: applicable > 0 && done === applicable ? 1 : 0 },
    stepsDone: { size: applicable, successes: done },
    early: ofPromises('early'),
    onTime: ofPromises('onTime'),
    late: ofPromises('late'),
    broken: ofPromises('broken'),
  };
}

export type RatioSums = Readonly<Record<RatioName, ConditionalSums>>;

const NONE: ConditionalSums = { clusters: 0, sizes2: 0, cases: 0, successes: 0, products: 0, successes2: 0 };
export const NO_RATIOS = Object.fromEntries(RATIOS.map((name) => [name, NONE])) as unknown as RatioSums;
