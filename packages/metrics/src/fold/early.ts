import { EARLY_AGE_US, SECOND_US, type BookSettings } from '../book.ts';
import type { EarlyFacts, OwnershipFacts } from '../facts.ts';
import { isFollowedUp } from './follow-up.ts';
import type { OrderedCase } from './order.ts';
import { judgePromise, type PromiseFacts, type PromiseState } from './promises.ts';
import { isResolvedAt } from './resolved-at.ts';

const DUE: ReadonlySet<PromiseState> = new Set(['early', 'onTime', 'late', 'broken']);

/** What else the folds know of a case. */
interface Known {
  readonly ownership: OwnershipFacts;
  readonly promises: readonly PromiseFacts[];
  /** First hand-off between people; null: none. */
  readonly handedOffUs: number | null;
}

/**
 * What of a case has settled a week after its opening. Nothing that happens later changes it, so that a case of last
 * week and one of last month are told alike.
 */
export function readEarly(ordered: OrderedCase, known: Known, settings: BookSettings): EarlyFacts {
  const { ownership, promises, handedOffUs } = known;
  const atUs = ordered.openedUs + EARLY_AGE_US;
  const targetUs = Math.min(settings.ownershipTargetSeconds * SECOND_US, EARLY_AGE_US);
  const states = promises
    .filter(({ madeUs, dueUs }) => Math.max(madeUs, dueUs) <= atUs)
    .map((promise) => judgePromise(promise, atUs));
  return {
    ownedInTarget: ownership.exit === 'owned' && ownership.waitUs !== null && ownership.waitUs <= targetUs,
    followedUp: isFollowedUp(ordered),
    promiseDue: states.some((state) => DUE.has(state)),
    promiseBroken: states.includes('broken'),
    resolved: isResolvedAt(ordered.withMerged, atUs),
    passedOn: handedOffUs !== null && handedOffUs <= atUs,
  };
}
