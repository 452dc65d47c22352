import { DAY_US, SECOND_US } from '../../book.ts';
import type { PromiseOutcomes } from '../../facts.ts';
import type { VictoryFlag } from '../../playbook/flags.ts';
import { judgePromise, type PromiseFacts } from '../promises.ts';
import type { PlaybookActs } from './acts.ts';
import type { KnownOfCase } from './known.ts';

const HOUR_US = 3_600 * SECOND_US;
/** As long as the playbook gives us to follow up. */
const SILENT_AFTER_US = DAY_US;

/** V: thanks, apology, empathy, communication, promises, surprise. */
export function readVictory(
  acts: PlaybookActs,
  { ordered: { openedUs } }: KnownOfCase,
  { early, onTime, late, broken, firstLengthUs }: PromiseOutcomes,
): Readonly<Record<VictoryFlag, boolean>> {
  const { apologizedUs, thankedUs } = acts;
  const settled = early + onTime + late + broken;
  return {
    apologized: apologizedUs !== null,
    apologizedInHour: apologizedUs !== null && apologizedUs - openedUs <= HOUR_US,
    thankedFirst: apologizedUs !== null && thankedUs !== null && thankedUs <= apologizedUs,
    heardTold: acts.heard !== null,
    heard: acts.heard === true,
    optionsOffered: acts.optionsUs !== null,
    neverSilent: acts.silenceUs <= SILENT_AFTER_US,
    promiseMade: firstLengthUs !== null,
    promiseSettled: settled > 0,
    promisesAllEarly: settled > 0 && early === settled,
    promisesAllKept: settled > 0 && early + onTime === settled,
    promiseLate: late > 0,
    promiseUnkept: broken > 0,
    surprised: acts.surprised,
  };
}

type FirstPromise = Pick<PromiseOutcomes, 'firstLengthUs' | 'firstMarginUs' | 'firstBroken'>;

function measureFirst(first: PromiseFacts | null, untilUs: number): FirstPromise {
  if (first === null) return { firstLengthUs: null, firstMarginUs: null, firstBroken: false };
  const { madeUs, dueUs, keptUs } = first;
  return {
    firstLengthUs: Math.max(0, dueUs - madeUs),
    firstMarginUs: keptUs !== null && keptUs <= untilUs ? keptUs - dueUs : null,
    firstBroken: judgePromise(first, untilUs) === 'broken',
  };
}

/** What became by a moment of the promises that had been made by then. */
export function countOutcomes(promises: readonly PromiseFacts[], untilUs: number): PromiseOutcomes {
  const counts = { early: 0, onTime: 0, late: 0, broken: 0, withdrawn: 0, pending: 0 };
  let first: PromiseFacts | null = null;
  for (const promise of promises) {
    if (promise.madeUs > untilUs) break;
    first ??= promise;
    counts[judgePromise(promise, untilUs)] += 1;
  }
  const { early, onTime, late, broken } = counts;
  return { early, onTime, late, broken, ...measureFirst(first, untilUs) };
}

/** How long the customer waited for an apology in the first episode, and if that ended without one, for its end. */
export function readApology(
  { apologizedUs }: PlaybookActs,
  { ordered: { openedUs }, endUs, maturesUs }: KnownOfCase,
): { readonly apologyUs: number | null; readonly unapologizedUs: number | null } {
  const inTime = apologizedUs !== null && (endUs === null || apologizedUs <= endUs);
  const ended = !inTime && endUs !== null && endUs <= maturesUs;
  return {
    apologyUs: inTime ? apologizedUs - openedUs : null,
    unapologizedUs: ended ? endUs - openedUs : null,
  };
}
