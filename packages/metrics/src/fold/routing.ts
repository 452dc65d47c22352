import type { Hop, RoutingFacts } from '../facts.ts';

/** A person, or a team's queue; a bot or rule of no team is nobody. */
function isHolding({ agent, team, bot }: Hop): boolean {
  return team !== null || (agent !== null && !bot);
}

/** How a case came to its first holder. The clock is the first episode's, as for ownership; an end competes. */
export function readRouting(openedUs: number, endUs: number | null, hops: readonly Hop[]): RoutingFacts {
  const routedUs = hops.find(isHolding)?.startUs ?? null;
  const routed = routedUs !== null && (endUs === null || routedUs <= endUs);
  const exitUs = routed ? routedUs : endUs;
  const last = hops.at(-1);
  return {
    exit: routed ? 'routed' : endUs === null ? null : 'endedUnrouted',
    waitUs: exitUs === null ? null : exitUs - openedUs,
    held: last !== undefined && isHolding(last),
  };
}
