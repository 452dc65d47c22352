import { hasPlaybookFlag, placeOf } from './bits.ts';
import type { PlaybookFlag } from './flags.ts';
import type { Needs, StepName } from './shares.ts';

/** A step that can be done once the complaint is there: when it applies to a case (null: always), and when it is done. */
export interface PlaybookStep extends Needs {
  readonly step: StepName;
  readonly applies: PlaybookFlag | null;
  readonly done: PlaybookFlag;
}

/**
 * The playbook on one case (V8). Each act counts once: what two steps share stands under the first. Not among them:
 * what is settled before the complaint (H1, N2), what the customer does (H3, V7), and what is no matter of one case (O3, M5, N6).
 */
export const PLAYBOOK_STEPS = [
  { step: 'H2', applies: 'resolverKnown', done: 'firstTeamResolved', needs: [] },
  { step: 'H4', applies: 'solved', done: 'solutionHeld', needs: [], needsAny: ['solution.failed', 'case.reopened'] },
  {
    step: 'H5',
    applies: null,
    done: 'expectationThenSatisfaction',
    needs: ['expectation.confirmed', 'satisfaction.asked'],
  },
  { step: 'H6', applies: 'tailoringTold', done: 'tailored', needs: ['solution.provided'] },
  { step: 'H7', applies: null, done: 'remedyAsked', needs: [], needsAny: ['remedy.asked', 'expectation.confirmed'] },
  { step: 'V1', applies: null, done: 'thankedFirst', needs: ['apology.made', 'thanks.given'] },
  { step: 'V2', applies: 'heardTold', done: 'heard', needs: ['satisfaction.stated'] },
  { step: 'V3', applies: null, done: 'neverSilent', needs: ['contact.made'] },
  { step: 'V4', applies: 'promiseSettled', done: 'promisesAllEarly', needs: ['promise.made', 'promise.kept'] },
  { step: 'V5', applies: 'promiseSettled', done: 'promisesAllKept', needs: ['promise.made', 'promise.kept'] },
  { step: 'V6', applies: null, done: 'surprised', needs: ['surprise.given'] },
  { step: 'N1', applies: 'authorityTold', done: 'settledWithinAuthority', needs: ['solution.provided'] },
  {
    step: 'N4',
    applies: 'remedyComparable',
    done: 'remedyGivenAsAsked',
    needs: ['solution.provided'],
    needsAny: ['remedy.asked', 'expectation.confirmed'],
  },
  { step: 'N5', applies: 'wentPublic', done: 'answeredInPublic', needs: ['case.went-public', 'public.answered'] },
  { step: 'M1', applies: null, done: 'apologizedInHour', needs: ['apology.made'] },
  { step: 'M2', applies: 'ourFault', done: 'responsibilityTaken', needs: ['responsibility.taken'] },
  { step: 'M3', applies: 'ourFault', done: 'thankedAndShared', needs: ['thanks.given', 'feedback.shared'] },
  { step: 'M4', applies: null, done: 'followedUpInDay', needs: ['contact.made'] },
  { step: 'O1', applies: null, done: 'neverPassedOn', needs: [] },
  { step: 'O2', applies: 'takerTold', done: 'ownedByTaker', needs: [] },
  { step: 'O4', applies: 'ownedByOtherTeam', done: 'helpAsked', needs: ['help.requested'] },
  { step: 'O6', applies: 'denied', done: 'deniedWithAlternatives', needs: ['request.denied'] },
] as const satisfies readonly PlaybookStep[];

export interface StepCounts {
  readonly applicable: number;
  readonly done: number;
}

const ALL: readonly PlaybookStep[] = PLAYBOOK_STEPS;
const PLACED = ALL.map(({ applies, done }, bit) => ({
  bit: 1 << bit,
  applies: applies === null ? null : placeOf(applies),
  done: placeOf(done),
}));

/** Steps of a case by its bits, bit i for the step i of PLAYBOOK_STEPS: those that apply, and those of them that were done. */
export function packSteps(bits: readonly number[]): StepCounts {
  let applicable = 0;
  let done = 0;
  for (const step of PLACED) {
    if (step.applies !== null && ((bits[step.applies.word] ?? 0) & step.applies.mask) === 0) continue;
    applicable |= step.bit;
    if (((bits[step.done.word] ?? 0) & step.done.mask) !== 0) done |= step.bit;
  }
  return { applicable, done };
}

/** How many steps apply to a case by its bits, and how many of those were done; of some steps, by default of all. */
export function countSteps(bits: readonly number[], steps: readonly PlaybookStep[] = ALL): StepCounts {
  let applicable = 0;
  let done = 0;
  for (const step of steps) {
    if (step.applies !== null && !hasPlaybookFlag(bits, step.applies)) continue;
    applicable += 1;
    if (hasPlaybookFlag(bits, step.done)) done += 1;
  }
  return { applicable, done };
}
