import { EARLY_AGE_US, SECOND_US, type BookSettings } from '../book.ts';
import type { EarlyFacts, OwnershipFacts } from '../facts.ts';
import { FOLLOW_UP_WITHIN_US, isFollowedUp } from './follow-up.ts';
import type { OrderedCase } from './order.ts';
import { judgePromise, type PromiseFacts, type PromiseState } from './promises.ts';
import { isResolvedAt } from './resolved-at.ts';

const DUE: ReadonlySet<PromiseState> = new Set(['early', 'onTime', 'late', 'broken']);

/** What a case was known to be at an age. */
export interface KnownCase {
  readonly ordered: OrderedCase;
  readonly ownership: OwnershipFacts;
  readonly promises: readonly PromiseFacts[];
  /** When it was handed off between people, ascending. */
  readonly handedOffUs: readonly number[];
}

/**
 * What of a case has settled a week after its opening, or sooner, each sign as the case was known at the sign's own age.
 * Nothing that happens or is told later changes it, so that a case of last week and one of last month are told alike.
 */
export function readEarly(knownAt: (ageUs: number) => KnownCase, settings: BookSettings): EarlyFacts {
  const targetUs = Math.min(settings.ownershipTargetSeconds * SECOND_US, EARLY_AGE_US);
  const { ownership } = knownAt(targetUs);
  const { ordered, promises, handedOffUs } = knownAt(EARLY_AGE_US);
  const atUs = ordered.openedUs + EARLY_AGE_US;
  const states = promises
    .filter(({ madeUs, dueUs }) => Math.max(madeUs, dueUs) <= atUs)
    .map((promise) => judgePromise(promise, atUs));
  return {
    ownedInTarget: ownership.exit === 'owned' && ownership.waitUs !== null && ownership.waitUs <= targetUs,
    followedUp: isFollowedUp(knownAt(FOLLOW_UP_WITHIN_US).ordered),
    promiseDue: states.some((state) => DUE.has(state)),
    promiseBroken: states.includes('broken'),
    resolved: isResolvedAt(ordered.withMerged, atUs),
    handOffs: handedOffUs.filter((handedUs) => handedUs <= atUs).length,
  };
}
