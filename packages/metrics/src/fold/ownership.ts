import type { CaseEvent } from '@finest-hour/events';
import type { OwnershipFacts } from '../facts.ts';
import type { Chain, Resolution } from './chain.ts';
import type { OrderedCase } from './order.ts';

/**
 * What ends an episode, and with it the wait for an owner. Not a merge: a case that is merged away is left out of every
 * measure, and a merge that can't be applied ends nothing.
 */
export function isEnd({ type }: CaseEvent): boolean {
  return type === 'case.resolved' || type === 'case.closed' || type === 'case.withdrawn';
}

/** When the first episode ended; null: it lasts. */
export function firstEndUs({ events }: OrderedCase): number | null {
  for (const { atUs, event } of events) if (isEnd(event)) return atUs;
  return null;
}

/**
 * How a case came to its owner. The clock is the first episode's: from the opening to the first resolution, close
 * or withdrawal. A case that ended before anybody owned it is a competing exit, also if it is owned later on.
 * `endUs` is when the first episode ended, null where it lasts; `resolution` is what is known of R and `resolvedUs` R,
 * null where the case has none in time.
 */
export function readOwnership(
  openedUs: number,
  endUs: number | null,
  chain: Chain,
  resolution: Resolution | null,
  resolvedUs: number | null,
): OwnershipFacts {
  const { ownedUs, firstOwner } = chain;
  const owned = ownedUs !== null && (endUs === null || ownedUs <= endUs);
  const exitUs = owned ? ownedUs : endUs;
  const ownedSinceUs = resolution?.ownedSinceUs ?? null;
  const ownedByThen = resolvedUs !== null && ownedUs !== null && ownedUs <= resolvedUs;
  const unbroken = resolvedUs !== null && ownedSinceUs !== null;
  return {
    ownedUs,
    firstOwner,
    exit: owned ? 'owned' : endUs === null ? null : 'endedUnowned',
    waitUs: exitUs === null ? null : exitUs - openedUs,
    firstOwnerResolved: ownedByThen && resolution?.resolver === firstOwner,
    dropped: chain.dropped,
    runAroundUs: unbroken ? ownedSinceUs - openedUs : null,
    fixingUs: unbroken ? resolvedUs - ownedSinceUs : null,
  };
}
