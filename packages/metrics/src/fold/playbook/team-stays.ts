import type { Hop } from '../../facts.ts';

/** Held by a person whose team is not known: the case has not left the team that had it. */
function isTeamUnknown({ team, agent, bot }: Hop): boolean {
  return team === null && agent !== null && !bot;
}

/** Index of the last hop that had begun by a moment; -1: none. */
function lastBegun(hops: readonly Hop[], atUs: number): number {
  return hops.findLastIndex(({ startUs }) => startUs <= atUs);
}

/** When the stay with a team began that lasted until a moment; that moment itself, where it did not hold the case then. */
export function arrivalUs(hops: readonly Hop[], team: string, atUs: number): number {
  let arrivedUs = atUs;
  for (let i = lastBegun(hops, atUs); i >= 0; i -= 1) {
    const hop = hops[i] as Hop;
    if (hop.team === team) arrivedUs = hop.startUs;
    else if (!isTeamUnknown(hop)) break;
  }
  return arrivedUs;
}

/** The team that had a case during a hop; null: none, or not known. */
function teamDuring(hops: readonly Hop[], index: number): string | null {
  let i = index;
  while (i > 0 && isTeamUnknown(hops[i] as Hop)) i -= 1;
  return hops[i]?.team ?? null;
}

/** The team that had a case at a moment. */
export function teamAt(hops: readonly Hop[], atUs: number): string | null {
  return teamDuring(hops, lastBegun(hops, atUs));
}

/** The team of the person who last owned a case by a moment. */
export function ownerTeamBy(hops: readonly Hop[], atUs: number): string | null {
  return teamDuring(
    hops,
    hops.findLastIndex(({ ownedUs }) => ownedUs !== null && ownedUs <= atUs),
  );
}
