import type { CaseEvent } from '@finest-hour/events';
import { BOOK_VERSION, maturesAfterUs, type BookSettings } from '../book.ts';
import type { CaseSummary, Hop, MoveCounts } from '../facts.ts';
import { readAttributes } from './attributes.ts';
import { buildChain } from './chain.ts';
import { readEarly, type KnownCase } from './early.ts';
import { mergedBy, orderAtAge } from './merged-by.ts';
import { earliestOpening, orderFrom, type OrderedCase } from './order.ts';
import { readOutcome } from './outcome.ts';
import { firstEndUs, readOwnership } from './ownership.ts';
import { readPlaybook } from './playbook/read-playbook.ts';
import { isFollowedUp } from './follow-up.ts';
import { countPromises, readPromises } from './promises.ts';
import { readRouting } from './routing.ts';
import { readState } from './state.ts';

/** Teams that held a case, in the order in which they first did; few, so that looking for one is fast. */
function teamsOf(hops: readonly Hop[]): string[] {
  const teams: string[] = [];
  for (const { team } of hops) if (team !== null && !teams.includes(team)) teams.push(team);
  return teams;
}

/** Changes of person told apart from hand-offs. */
function countMoves(hops: readonly Hop[]): MoveCounts {
  const moves = { bulk: 0, shift: 0, correction: 0 };
  for (const { agentMove } of hops)
    if (agentMove === 'bulk' || agentMove === 'shift' || agentMove === 'correction') moves[agentMove] += 1;
  return moves;
}

/** What a case was known to be at an age, where that is not what it has become by now. */
function knowAtAge(
  opening: OrderedCase['opening'],
  events: readonly CaseEvent[],
  mergedIn: readonly CaseEvent[],
  ageUs: number,
  { frontDesks }: BookSettings,
): KnownCase {
  const ordered = orderAtAge(opening, events, mergedIn, ageUs);
  const chain = buildChain(ordered, frontDesks);
  return {
    ordered,
    ownership: readOwnership(ordered.openedUs, firstEndUs(ordered), chain, null, null),
    promises: readPromises(ordered.withMerged),
    handedOffUs: chain.handedOffUs,
  };
}

export interface CaseFold {
  readonly summary: CaseSummary;
  readonly hops: readonly Hop[];
}

/**
 * Stage 1: the events of one case → its summary and hops.
 *
 * A function of the set of events alone, each once as the log holds them: order of arrival and batches do not matter.
 * `mergedIn`: the events of the cases that are merged into it; what was merged by its maturity counts (see `mergedBy`).
 * Without a `case.opened` → null: the case has no facts, and is counted as such.
 */
export function foldCase(
  events: readonly CaseEvent[],
  settings: BookSettings,
  mergedIn: readonly CaseEvent[] = [],
): CaseFold | null {
  const opening = earliestOpening(events);
  if (opening === null) return null;
  const ordered = orderFrom(opening, events, mergedBy(opening, events, mergedIn, maturesAfterUs(settings)));
  const { openedUs } = ordered;
  const maturesUs = openedUs + maturesAfterUs(settings);
  const attributes = readAttributes(ordered, maturesUs);
  const chain = buildChain(ordered, settings.frontDesks);
  const outcome = readOutcome(ordered, settings);
  const resolution = outcome.resolutionIndex === null ? null : (chain.resolutions[outcome.resolutionIndex] ?? null);
  const state = readState(ordered);
  const endUs = firstEndUs(ordered);
  const ownership = readOwnership(openedUs, endUs, chain, resolution, outcome.resolvedUs);
  const promises = readPromises(ordered.withMerged);
  const known = { ordered, ownership, promises, handedOffUs: chain.handedOffUs };
  const teams = teamsOf(chain.hops);
  const dimensions = {
    channel: attributes.channel,
    ...attributes.classified,
    team: teams.find((team) => !settings.frontDesks.includes(team)) ?? null,
    resolvingTeam: resolution?.team ?? null,
  };
  const early = readEarly((ageUs) => {
    const isSettled = mergedIn.length === 0 && (chain.botsKnownUs ?? openedUs) <= openedUs + ageUs;
    return isSettled ? known : knowAtAge(opening, events, mergedIn, ageUs, settings);
  }, settings);
  return {
    hops: chain.hops,
    summary: {
      book: BOOK_VERSION,
      caseId: opening.subject,
      customer: opening.data.customer,
      openedUs,
      ownOpenedUs: opening.timeUs,
      eventsBeforeOpening: ordered.eventsBeforeOpening,
      dimensions,
      causes: attributes.causes,
      merges: attributes.merges,
      legitimacy: attributes.legitimacy,
      resolvedUs: outcome.resolvedUs,
      nothingDone: outcome.nothingDone,
      reopenedAfterResolution: outcome.reopenedAfterResolution,
      satisfied: outcome.satisfied,
      asked: outcome.asked,
      fault: attributes.fault,
      promises: countPromises(promises, maturesUs),
      early,
      playbook: readPlaybook({
        ordered,
        maturesUs,
        resolvedUs: outcome.resolvedUs,
        endUs,
        dimensions,
        hops: chain.hops,
        handOffs: chain.agentLevel.handOffs,
        ownership,
        promises,
        followedUp: mergedIn.length === 0 ? early.followedUp : isFollowedUp(ordered),
        state: state.value,
      }),
      everReopened: outcome.everReopened,
      agentLevel: chain.agentLevel,
      teamLevel: chain.teamLevel,
      escalationsFromBot: chain.escalationsFromBot,
      triages: chain.triages,
      moves: countMoves(chain.hops),
      reassignedWhileResolved: chain.reassignedWhileResolved,
      unheldUs: chain.unheldUs,
      routing: readRouting(openedUs, endUs, chain.hops),
      ownership,
      teams: teams.toSorted(),
      state: state.value,
      stateSinceUs: state.atUs,
      holderAgent: chain.holder.agent,
      holderTeam: chain.holder.team,
      lastEventUs: ordered.events.at(-1)?.atUs ?? openedUs,
      url: attributes.url,
    },
  };
}
