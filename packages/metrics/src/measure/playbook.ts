import { aalenJohansenOfBins, type Bins } from '@finest-hour/statistics';
import { spread } from './durations.ts';
import { differenceOf, shareOf, type Counted } from './proportion.ts';
import type { CountedEstimate, Difference, DurationSpread, Estimate } from '../report/report.ts';
import { STEP_DEFINITIONS } from '../playbook/definitions.ts';
import { STEP_NAMES, type PlaybookShareName, type StepName } from '../playbook/shares.ts';
import type { PlaybookSums, PlaybookTally, PromiseOutcome, StepCell } from '../tally/playbook.ts';
import type { PlaybookDuration } from '../tally/playbook-windows.ts';

/** A share of the cases to which it applies, with how many have it, and in how many it could not be seen. */
export interface StepShare extends CountedEstimate {
  readonly notCovered: number;
}

/** What is measured of one step; where another step measures the same, it stands under both. */
export interface StepMeasures {
  readonly step: StepName;
  readonly shares: Readonly<Partial<Record<PlaybookShareName, StepShare>>>;
  /** Of the cases in which it came about. */
  readonly durations: Readonly<Partial<Record<PlaybookDuration, DurationSpread>>>;
}

/** The playbook of the matured cases. */
export interface Playbook {
  readonly steps: readonly StepMeasures[];
  /** Numbers of promises, against the first time at which each was due. */
  readonly promises: Readonly<Record<PromiseOutcome, number>>;
  /** V8: cases in which every step that applies was done, of those to which any does; and steps done of those that apply. */
  readonly everyStep: CountedEstimate;
  readonly stepsDone: { readonly done: number; readonly applicable: number; readonly share: number | null };
  /** V6: came back after the verdict, of those surprised less those not, among whoever had not come back by then. */
  readonly surprised: Difference;
  /** M2: won back where the fault was ours, less where it was not. */
  readonly ourFault: Difference;
}

const DURATIONS_OF: Readonly<Partial<Record<StepName, readonly PlaybookDuration[]>>> = {
  H2: ['resolver'],
  V1: ['apology'],
  V3: ['silence'],
  N5: ['public'],
  M1: ['apology'],
};

function countedOf({ cases: n, products: sizesTimesSuccesses, ...sums }: PlaybookSums): Counted {
  return { n, sizesTimesSuccesses, ...sums };
}

function stepShare(sums: PlaybookSums): StepShare {
  return { ...shareOf(countedOf(sums)), cases: sums.successes, notCovered: sums.notCovered };
}

/** Each case counts once, whoever's it is: the few steps of one customer's cases are no reason to widen it. */
function everyStepOf(steps: readonly StepCell[]): CountedEstimate {
  const count = (cells: readonly StepCell[]) => cells.reduce((sum, { cases }) => sum + cases, 0);
  const applies = steps.filter(({ applicable }) => applicable > 0);
  const cases = count(applies.filter(({ applicable, done }) => done === applicable));
  const n = count(applies);
  const sums = { n, successes: cases, clusters: n, sizes2: n, sizesTimesSuccesses: cases, successes2: cases };
  const share: Estimate = shareOf(sums);
  return { ...share, cases };
}

/** A tally of the playbook → its measures. */
export function measurePlaybook({ shares, steps, durations, promises }: PlaybookTally, bins: Bins): Playbook {
  const spreadOf = (name: PlaybookDuration) =>
    spread(
      aalenJohansenOfBins(
        durations[name].map((cell) => ({ ...cell, cause: 1 })),
        bins,
      ),
    );
  const total = (of: (cell: StepCell) => number) => steps.reduce((sum, cell) => sum + of(cell) * cell.cases, 0);
  const [done, applicable] = [total((cell) => cell.done), total((cell) => cell.applicable)];
  const difference = (first: PlaybookShareName, second: PlaybookShareName) =>
    differenceOf(countedOf(shares[first]), countedOf(shares[second]));
  return {
    steps: STEP_NAMES.map((step) => ({
      step,
      shares: Object.fromEntries(STEP_DEFINITIONS[step].shares.map((name) => [name, stepShare(shares[name])])),
      durations: Object.fromEntries((DURATIONS_OF[step] ?? []).map((name) => [name, spreadOf(name)])),
    })),
    promises,
    everyStep: everyStepOf(steps),
    stepsDone: { done, applicable, share: applicable === 0 ? null : done / applicable },
    surprised: difference('backSurprised', 'backUnsurprised'),
    ourFault: difference('wonBackOurFault', 'wonBackFaultOfOthers'),
  };
}
