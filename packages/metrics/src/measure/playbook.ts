import { aalenJohansenOfBins, type Bins } from '@finest-hour/statistics';
import { measureCoaching, type Coaching } from './coaching.ts';
import { spread } from './durations.ts';
import { measureMargin, type Margin } from './promises.ts';
import { differenceOf, shareOf, type Counted } from './proportion.ts';
import { measureComebacks, type Comebacks } from './surprises.ts';
import type { CountedEstimate, Difference, DurationSpread, Estimate } from '../report/report.ts';
import { STEP_DEFINITIONS } from '../playbook/definitions.ts';
import { STEP_NAMES, type PlaybookShareName, type StepName } from '../playbook/shares.ts';
import type { PlaybookSums, PlaybookTally } from '../tally/playbook.ts';
import type { PlaybookDuration } from '../tally/playbook-windows.ts';
import { PROMISE_OUTCOMES, type PromiseOutcome } from '../tally/ratios.ts';
import type { ConditionalSums } from '../tally/tally.ts';

/** A share of the cases to which it applies, with how many have it, and in how many it could not be seen. */
export interface StepShare extends CountedEstimate {
  readonly notCovered: number;
}

/** What is measured of one step; where another step measures the same, it stands under both. */
export interface StepMeasures {
  readonly step: StepName;
  readonly shares: Readonly<Partial<Record<PlaybookShareName, StepShare>>>;
  /** Of the cases in which it came about; to the apology, of all. */
  readonly durations: Readonly<Partial<Record<PlaybookDuration, DurationSpread>>>;
}

/** The playbook of the matured cases. */
export interface Playbook {
  readonly steps: readonly StepMeasures[];
  /** Numbers of promises, against the first time at which each was due, and their shares of all that were settled. */
  readonly promises: Readonly<Record<PromiseOutcome, number>>;
  readonly promiseShares: Readonly<Record<PromiseOutcome, Estimate>>;
  readonly promiseMargin: Margin;
  /** V8: cases in which every step that applies was done, of those to which any does; and steps done of those that apply. */
  readonly everyStep: CountedEstimate;
  readonly stepsDone: StepsDone;
  /** V6: came back after a surprise, and without one. */
  readonly comebacks: Comebacks;
  /** N1: null: nobody was coached. */
  readonly coaching: Coaching | null;
  /** N5: complaints that went public and are open now, whenever they were opened; filters apply. */
  readonly openInPublic: number;
  /** M2: won back where the fault was ours, less where it was not. */
  readonly ourFault: Difference;
}

/** Steps done of those that apply, with the interval of the share. */
export interface StepsDone {
  readonly done: number;
  readonly applicable: number;
  readonly share: number | null;
  readonly low: number | null;
  readonly high: number | null;
}

const DURATIONS_OF: Readonly<Partial<Record<StepName, readonly PlaybookDuration[]>>> = {
  H2: ['resolver'],
  V1: ['apology'],
  V3: ['silence'],
  V4: ['promiseLength'],
  V5: ['promiseLength'],
  N5: ['public'],
  M1: ['apology'],
};

function countedOf({ cases: n, products: sizesTimesSuccesses, ...sums }: ConditionalSums): Counted {
  return { n, sizesTimesSuccesses, ...sums };
}

function stepShare({ notCovered, ...sums }: PlaybookSums): StepShare {
  return { ...shareOf(countedOf(sums)), cases: sums.successes, notCovered };
}

function stepsDoneOf(sums: ConditionalSums): StepsDone {
  const { value: share, low, high } = shareOf(countedOf(sums));
  return { done: sums.successes, applicable: sums.cases, share, low, high };
}

/** What stands beside the tally of the matured cases. */
export interface PlaybookFrame {
  readonly bins: Bins;
  readonly openInPublic: number;
  /** Somebody was coached. */
  readonly isCoached: boolean;
}

const CAME_ABOUT = 1;
const NEVER = 2;

/**
 * Cases by how long it took and whether it came about. Of the apology also those without one: whoever ended without one
 * competes, whoever still waits was watched until the verdict. So nobody is censored before it, and the incidence
 * (Aalen–Johansen) is the same wherever both leave after the last apology: here in the open bin.
 */
function exitsOf(name: PlaybookDuration, { durations, shares }: PlaybookTally, bins: Bins) {
  const came = durations[name].map((cell) => ({ ...cell, cause: CAME_ABOUT }));
  if (name !== 'apology') return came;
  // Seen in the same cases as the share: both need the same events.
  const never = came.reduce((left, { count }) => left - count, shares.apologized.cases);
  return never > 0 ? [...came, { bin: bins.count - 1, cause: NEVER, count: never }] : came;
}

/** A tally of the playbook → its measures. */
export function measurePlaybook(tally: PlaybookTally, { bins, openInPublic, isCoached }: PlaybookFrame): Playbook {
  const { shares, ratios, margins, surprises, coaching } = tally;
  const spreadOf = (name: PlaybookDuration) =>
    spread(aalenJohansenOfBins(exitsOf(name, tally, bins), bins, CAME_ABOUT));
  const byOutcome = <One>(of: (sums: ConditionalSums) => One) =>
    Object.fromEntries(PROMISE_OUTCOMES.map((name) => [name, of(ratios[name])])) as Record<PromiseOutcome, One>;
  return {
    steps: STEP_NAMES.map((step) => ({
      step,
      shares: Object.fromEntries(STEP_DEFINITIONS[step].shares.map((name) => [name, stepShare(shares[name])])),
      durations: Object.fromEntries((DURATIONS_OF[step] ?? []).map((name) => [name, spreadOf(name)])),
    })),
    promises: byOutcome(({ successes }) => successes),
    promiseShares: byOutcome((sums) => shareOf(countedOf(sums))),
    promiseMargin: measureMargin(margins, bins),
    everyStep: { ...shareOf(countedOf(ratios.everyStep)), cases: ratios.everyStep.successes },
    stepsDone: stepsDoneOf(ratios.stepsDone),
    comebacks: measureComebacks(surprises),
    coaching: isCoached ? measureCoaching(coaching) : null,
    openInPublic,
    ourFault: differenceOf(countedOf(shares.wonBackOurFault), countedOf(shares.wonBackFaultOfOthers)),
  };
}
