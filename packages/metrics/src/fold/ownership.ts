import { SECOND_US } from '../book.ts';
import type { Hop, OwnershipFacts } from '../facts.ts';
import type { Chain, Resolution } from './chain.ts';
import type { OrderedCase } from './order.ts';

/** Giving a case away this soon after owning it is dropping it: else answering fast would pass for owning. */
const DROPPED_WITHIN_US = 3_600 * SECOND_US;

/** What ends an episode, and with it the wait for an owner. */
const ENDS: ReadonlySet<string> = new Set(['case.resolved', 'case.closed', 'case.withdrawn', 'case.merged']);

function wasDropped(hops: readonly Hop[]): boolean {
  const first = hops.find(({ ownedUs }) => ownedUs !== null);
  if (first?.ownedUs == null) return false;
  const next = hops.find(({ seq, agent, bot }) => seq > first.seq && (agent !== first.agent || bot));
  const given = next?.agentMove === 'handedOff' || next?.agentMove === 'released';
  return given && next.startUs - first.ownedUs <= DROPPED_WITHIN_US;
}

/**
 * How a case came to its owner. The clock is the first episode's: from the opening to the first resolution, close,
 * withdrawal or merge. A case that ended before anybody owned it is a competing exit, also if it is owned later on.
 * `resolution` is R's holder and `resolvedUs` R, null where the case has none in time.
 */
export function readOwnership(
  { openedUs, events }: OrderedCase,
  chain: Chain,
  resolution: Resolution | null,
  resolvedUs: number | null,
): OwnershipFacts {
  const { ownedUs, firstOwner } = chain;
  const endUs = events.find(({ event }) => ENDS.has(event.type))?.atUs ?? null;
  const owned = ownedUs !== null && (endUs === null || ownedUs <= endUs);
  const exitUs = owned ? ownedUs : endUs;
  const ownedSinceUs = resolution?.ownedSinceUs ?? null;
  const unbroken = resolvedUs !== null && ownedSinceUs !== null;
  return {
    ownedUs,
    firstOwner,
    exit: owned ? 'owned' : endUs === null ? null : 'endedUnowned',
    waitUs: exitUs === null ? null : exitUs - openedUs,
    firstOwnerResolved: firstOwner !== null && resolution?.agent === firstOwner,
    dropped: wasDropped(chain.hops),
    runAroundUs: unbroken ? ownedSinceUs - openedUs : null,
    fixingUs: unbroken ? resolvedUs - ownedSinceUs : null,
  };
}
