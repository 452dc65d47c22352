import type { HoustonFlag } from '../../playbook/flags.ts';
import type { PlaybookActs } from './acts.ts';
import type { KnownOfCase } from './known.ts';
import { arrivalUs } from './team-stays.ts';

/** The first team that is no front desk; null: none had it by R. */
function firstTeam({ dimensions: { team }, hops, resolvedUs }: KnownOfCase): string | null {
  if (team === null || resolvedUs === null) return null;
  return hops.some((hop) => hop.team === team && hop.startUs <= resolvedUs) ? team : null;
}

/** H: triage, and understanding what the customer wants before solving it. */
export function readHouston(acts: PlaybookActs, known: KnownOfCase): Readonly<Record<HoustonFlag, boolean>> {
  const { channel, resolvingTeam } = known.dimensions;
  const team = firstTeam(known);
  const resolverKnown = team !== null && resolvingTeam !== null;
  const lastTailored = acts.solutions.findLast(({ data }) => data.tailored !== undefined);
  return {
    socialFirst: channel === 'social-listening',
    resolverKnown,
    firstTeamResolved: resolverKnown && team === resolvingTeam,
    solved: acts.solved,
    solutionFailed: acts.failed,
    solutionHeld: acts.solved && !acts.failed,
    expectationConfirmed: acts.expectationConfirmed,
    satisfactionAsked: acts.satisfactionAsked,
    satisfactionStated: acts.satisfactionStated,
    expectationThenSatisfaction: acts.expectationConfirmed && acts.satisfactionAsked,
    tailoringTold: lastTailored !== undefined,
    tailored: lastTailored?.data.tailored === true,
    remedyAsked: acts.remedyAsked,
  };
}

/**
 * From the opening to the arrival at the team that resolved it, where it stayed until R. A team that resolved it
 * without ever holding it arrived then. null: no R, or nobody knows which team.
 */
export function resolverUs({ ordered, resolvedUs, dimensions, hops }: KnownOfCase): number | null {
  const { resolvingTeam } = dimensions;
  if (resolvedUs === null || resolvingTeam === null) return null;
  return arrivalUs(hops, resolvingTeam, resolvedUs) - ordered.openedUs;
}
