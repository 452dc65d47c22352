import type { CaseEvent } from '@finest-hour/events';
import { maturesAfterUs, type BookSettings } from '../book.ts';
import type { CaseSummary, Hop } from '../facts.ts';
import { readAttributes } from './attributes.ts';
import { buildChain } from './chain.ts';
import { orderCase } from './order.ts';
import { readOutcome } from './outcome.ts';
import { readOwnership } from './ownership.ts';
import { readState } from './state.ts';

export interface CaseFold {
  readonly summary: CaseSummary;
  readonly hops: readonly Hop[];
}

/**
 * Stage 1: the events of one case → its summary and hops.
 *
 * A function of the set of events alone, each once as the log holds them: order of arrival and batches do not matter.
 * `mergedIn`: the events of the cases that are merged into it (see `orderCase`).
 * Without a `case.opened` → null: the case has no facts, and is counted as such.
 */
export function foldCase(
  events: readonly CaseEvent[],
  settings: BookSettings,
  mergedIn: readonly CaseEvent[] = [],
): CaseFold | null {
  const ordered = orderCase(events, mergedIn);
  if (ordered === null) return null;
  const { opening, openedUs } = ordered;
  const attributes = readAttributes(ordered, openedUs + maturesAfterUs(settings));
  const chain = buildChain(ordered, settings.frontDesks);
  const outcome = readOutcome(ordered, settings);
  const resolution = outcome.resolutionIndex === null ? null : (chain.resolutions[outcome.resolutionIndex] ?? null);
  const state = readState(ordered);
  const teams = chain.hops.flatMap(({ team }) => team ?? []);
  return {
    hops: chain.hops,
    summary: {
      caseId: opening.subject,
      customer: opening.data.customer,
      openedUs,
      eventsBeforeOpening: ordered.eventsBeforeOpening,
      dimensions: {
        channel: attributes.channel,
        ...attributes.classified,
        team: teams.find((team) => !settings.frontDesks.includes(team)) ?? null,
        resolvingTeam: resolution?.team ?? null,
      },
      causes: attributes.causes,
      merges: attributes.merges,
      legitimacy: attributes.legitimacy,
      resolvedUs: outcome.resolvedUs,
      nothingDone: outcome.nothingDone,
      reopenedAfterResolution: outcome.reopenedAfterResolution,
      satisfied: outcome.satisfied,
      asked: outcome.asked,
      everReopened: outcome.everReopened,
      agentLevel: chain.agentLevel,
      teamLevel: chain.teamLevel,
      escalationsFromBot: chain.escalationsFromBot,
      triages: chain.triages,
      unheldUs: chain.unheldUs,
      ownership: readOwnership(ordered, chain, resolution, outcome.resolvedUs),
      teams: [...new Set(teams)].sort(),
      state: state.value,
      stateSinceUs: state.atUs,
      holderAgent: chain.holder.agent,
      holderTeam: chain.holder.team,
      lastEventUs: ordered.events.at(-1)?.atUs ?? openedUs,
      url: attributes.url,
    },
  };
}
