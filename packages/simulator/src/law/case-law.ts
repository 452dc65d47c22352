import type { Cause, Team } from '../company/team.ts';
import { ParameterError, type Parameters } from '../parameters.ts';
import { habitOf, type OwnershipLaw } from './ownership.ts';

/** What a case comes to, in the order of `CaseLaw.fates`. */
export const FATES = ['recovered', 'complainedAgain', 'unresolved', 'reopened', 'saidNo', 'nothingDone'] as const;
export type Fate = (typeof FATES)[number];

/** How often a case is passed on: P(at all), and P(once more) after each time. */
export interface PassingLaw {
  readonly once: number;
  readonly again: number;
}

/** All that is drawn for a case of one cause on one side of the turn. */
export interface CaseLaw {
  readonly team: Team;
  /** Probabilities, in the order of FATES. */
  readonly fates: readonly number[];
  readonly ownership: { readonly recovered: OwnershipLaw; readonly notRecovered: OwnershipLaw };
  readonly passing: { readonly recovered: PassingLaw; readonly notRecovered: PassingLaw };
}

/** How cases come in, where their home is not the front desk itself; see `chain`. */
export const STARTS = ['deskQueue', 'deskAgent', 'homeQueue', 'nowhere'] as const;
export const START_SHARES: readonly number[] = [0.22, 0.12, 0.4, 0.26];

function lawFor(parameters: Parameters, team: Team, cause: Cause, turned: boolean): CaseLaw {
  const recovered = team.recovered + cause.ease + (turned ? team.turn * parameters.turnSize : 0);
  const again = parameters.complainsAgain;
  const rest = 1 - recovered - again;
  if (!(recovered > 0 && rest > 0)) {
    const when = turned ? 'after' : 'before';
    throw new ParameterError('teams', `would let ${team.id} recover ${recovered} of ${cause.name} ${when} the turn`);
  }
  const { unresolved, reopened, saidNo, nothingDone } = team.failures;
  const weights = unresolved + reopened + saidNo + nothingDone;
  const failures = [unresolved, reopened, saidNo, nothingDone].map((weight) => (rest * weight) / weights);
  const passing = (once: number) => ({
    once: Math.min(0.95, Math.max(0, once + (turned ? team.passedOnTurn : 0))),
    again: team.passedOnAgain,
  });
  return {
    team,
    fates: [recovered, again, ...failures],
    ownership: { recovered: habitOf(team.ownership, 1), notRecovered: habitOf(team.ownership, 0.7) },
    passing: { recovered: passing(team.passedOn.recovered), notRecovered: passing(team.passedOn.notRecovered) },
  };
}

/** The laws of every cause, before and after the turn. */
export function caseLaws(parameters: Parameters): readonly { readonly before: CaseLaw; readonly after: CaseLaw }[] {
  return parameters.causes.map((cause) => {
    const team = parameters.teams.find(({ id }) => id === cause.team);
    if (team === undefined)
      throw new ParameterError('causes', `${cause.name} belongs to an unknown team: ${cause.team}`);
    return {
      before: lawFor(parameters, team, cause, false),
      after: lawFor(parameters, team, cause, true),
    };
  });
}
