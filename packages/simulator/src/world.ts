import { DAY_MS, LocalDays } from './calendar/local-days.ts';
import { caseLaws, type CaseLaw } from './law/case-law.ts';
import { returnLaw, type ReturnLaw } from './law/returns.ts';
import { DEFAULT_PARAMETERS, ParameterError, type Parameters } from './parameters.ts';
import type { Team } from './company/team.ts';

/** Days from a case's opening to its verdict by the book: T = 30 to resolve, D = 14 to hold. */
export const RESOLVE_WITHIN_MS = 30 * DAY_MS;
export const HOLD_MS = 14 * DAY_MS;
export const MATURES_AFTER_MS = RESOLVE_WITHIN_MS + HOLD_MS;

/** The parameters with all that follows from them; made once, read everywhere. */
export interface World {
  readonly parameters: Parameters;
  readonly startMs: number;
  readonly endMs: number;
  readonly turnMs: number;
  readonly calendar: LocalDays;
  /** How many days of the calendar lie before the end. */
  readonly dayCount: number;
  /** New complaints a day that are not the consequence of earlier ones. */
  readonly freshPerDay: number;
  readonly quietCustomers: number;
  /** Laws by cause, before and after the turn. */
  readonly laws: readonly { readonly before: CaseLaw; readonly after: CaseLaw }[];
  readonly causeShares: readonly number[];
  readonly returns: ReturnLaw;
  readonly teams: ReadonlyMap<string, Team>;
}

function timeMs(name: string, text: string): number {
  const ms = Date.parse(text);
  if (Number.isNaN(ms)) throw new ParameterError(name, `must be an RFC 3339 time, not "${text}"`);
  return ms;
}

function check(parameters: Parameters): void {
  const { seed, days, scale, casesPerDay, cases, batchSize, complainsAgain } = parameters;
  if (!Number.isSafeInteger(seed)) throw new ParameterError('seed', `must be a whole number, not ${seed}`);
  const positive = { days, scale, casesPerDay, batchSize, ...(cases !== null && { cases }) };
  for (const [name, value] of Object.entries(positive)) {
    if (!(value > 0 && Number.isFinite(value))) throw new ParameterError(name, `must be more than 0, not ${value}`);
  }
  const probabilities = { complainsAgain, confirms: parameters.confirms, ...withoutCounts(parameters.mess) };
  for (const [name, value] of Object.entries(probabilities)) {
    if (!(value >= 0 && value < 1)) throw new ParameterError(name, `must be in [0, 1), not ${value}`);
  }
}

function checkTeams(parameters: Parameters): void {
  for (const { id, agents, passedOnAgain, ownership } of parameters.teams) {
    if (agents.length < 3) throw new ParameterError('teams', `needs 3 people at least in ${id}, not ${agents.length}`);
    if (!(passedOnAgain >= 0 && passedOnAgain <= 0.8)) {
      throw new ParameterError('teams', `has passedOnAgain of ${id} outside [0, 0.8]: ${passedOnAgain}`);
    }
    const { atOnce, sameDay, sameDayMeanHours } = ownership;
    if (!(atOnce >= 0 && sameDay >= 0 && atOnce + sameDay <= 1 && sameDayMeanHours > 0 && sameDayMeanHours <= 5)) {
      throw new ParameterError('teams', `has an impossible ownership of ${id}: ${JSON.stringify(ownership)}`);
    }
  }
  const teams = new Set(parameters.teams.map(({ id }) => id));
  for (const { name, team } of parameters.causes) {
    if (!teams.has(team)) throw new ParameterError('causes', `${name} belongs to an unknown team: ${team}`);
  }
  const intake = parameters.teams.find(({ id }) => id === parameters.intake);
  if (parameters.intake !== null && intake === undefined) {
    throw new ParameterError('intake', `is an unknown team: ${parameters.intake}`);
  }
  // Else its own cases would leave it too, and which of their moves are triage would depend on when they are owned.
  if (intake !== undefined && intake.acrossTeams > 0) {
    throw new ParameterError('intake', `${intake.id} must pass nothing on across teams, not ${intake.acrossTeams}`);
  }
  for (const { id, acrossTeams } of parameters.teams) {
    const others = parameters.teams.filter((other) => other.id !== id && other !== intake);
    if (acrossTeams > 0 && others.length === 0) {
      throw new ParameterError('teams', `has no other team to which ${id} could pass cases on`);
    }
  }
  for (const { id, partner } of parameters.teams) {
    if (partner !== null && !teams.has(partner))
      throw new ParameterError('teams', `${id} has an unknown partner: ${partner}`);
  }
}

function withoutCounts({ sharedCustomers: _, ...probabilities }: Parameters['mess']) {
  return probabilities;
}

function calendarOf(timeZone: string, startMs: number, endMs: number): LocalDays {
  try {
    return new LocalDays(timeZone, startMs, endMs);
  } catch (error) {
    if (error instanceof RangeError) throw new ParameterError('timeZone', `is no known zone: "${timeZone}"`);
    throw error;
  }
}

/** Completes and checks parameters. Throws ParameterError for what makes no company. */
export function makeWorld(partial: Partial<Parameters>): World {
  const parameters: Parameters = { ...DEFAULT_PARAMETERS, ...partial };
  check(parameters);
  checkTeams(parameters);
  const { days, scale, complainsAgain, complainsLater, mess } = parameters;
  const endMs = timeMs('endsAt', parameters.endsAt);
  const startMs = endMs - days * DAY_MS;
  const turnMs = parameters.turnAt === null ? endMs - 135 * DAY_MS : timeMs('turnAt', parameters.turnAt);
  const calendar = calendarOf(parameters.timeZone, startMs, endMs);
  const casesPerDay = (parameters.cases === null ? parameters.casesPerDay : parameters.cases / days) * scale;
  // A complaint brings on others: repeated, merged, of something else later (not all of them before the end).
  const later = complainsLater * Math.max(0, 1 - 380 / days);
  const casesPerFresh = ((1 + later) * (1 + mess.merged)) / (1 - complainsAgain);
  const weights = parameters.causes.reduce((sum, { weight }) => sum + weight, 0);
  return {
    parameters,
    startMs,
    endMs,
    turnMs,
    calendar,
    dayCount: calendar.indexOf(endMs) + 1,
    freshPerDay: casesPerDay / casesPerFresh,
    quietCustomers: Math.round(casesPerDay * days * parameters.quietCustomersPerCase),
    laws: caseLaws(parameters),
    causeShares: parameters.causes.map(({ weight }) => weight / weights),
    returns: returnLaw(parameters),
    teams: new Map(parameters.teams.map((team) => [team.id, team])),
  };
}

/** The law of a case by its cause and opening. */
export function lawOf(world: World, cause: number, openedMs: number): CaseLaw {
  const laws = world.laws[cause];
  if (laws === undefined) throw new RangeError(`no cause ${cause}`);
  return openedMs < world.turnMs ? laws.before : laws.after;
}
