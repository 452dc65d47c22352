import type { Team } from '../company/team.ts';
import { START_SHARES, STARTS, type CaseLaw } from './case-law.ts';
import type { World } from '../world.ts';

/** Shares of what is said and done in a case that somebody owns, on top of resolving it. */
export interface CareLaw {
  readonly apology: number;
  readonly responsibility: number;
  readonly options: number;
  readonly thanks: number;
  readonly remedyAsked: number;
  readonly expectation: number;
  readonly promise: number;
  readonly denial: number;
  /** Of denials. */
  readonly alternatives: number;
  readonly solution: number;
  /** Of solutions. */
  readonly tailored: number;
}

/** What becomes of a promise; the rest is kept late. */
export const PROMISE_SHARES = { withdrawn: 0.04, broken: 0.08 } as const;
/** Of all promises: kept by the due time, of which a part early. */
export const KEPT_IN_TIME = { recovered: 0.81, notRecovered: 0.51 } as const;
/** A promise that is kept in time is kept in this part of its time, evenly; with more than a tenth left it is early. */
export const KEPT_FROM = 0.5;
export const EARLY_UNTIL = 0.9;

/** P(feels heard), of those who say that they are satisfied, and of others. */
export const HEARD = { satisfied: 0.85, dissatisfied: 0.3 } as const;

/** How an owner first shows it, where nobody took the case from a queue: says so, writes, or apologises. */
export const OWNING_SHARES = { saysSo: 0.55, writes: 0.3, apologises: 0.15 } as const;
/** P(who owns a case takes it), where it does not come from an agent of the desk. */
export const TAKEN_SHARE = 0.4;

/** Teams for which the turn is more than a small one learn to talk to customers, too. */
export const hasTurnedWell = (team: Team, turned: boolean) => turned && team.turn > 0.5;

export function careLaw(team: Team, recovered: boolean, turned: boolean): CareLaw {
  const good = (recovered ? 0.12 : 0) + (hasTurnedWell(team, turned) ? 0.15 : 0);
  return {
    apology: 0.45 + good,
    responsibility: 0.3 + good,
    options: 0.2 + good,
    thanks: 0.3 + good,
    remedyAsked: 0.3 + good,
    expectation: 0.25 + good,
    promise: 0.6,
    denial: recovered ? 0.05 : 0.15,
    alternatives: 0.6,
    solution: recovered ? 0.9 : 0.65,
    tailored: recovered ? 0.6 : 0.35,
  };
}

/** P(owning a case is an apology). */
export function ownsByApology({ parameters: { intake } }: World, { team }: CaseLaw): number {
  const fromDeskAgent = intake === null || intake === team.id ? 0 : (START_SHARES[STARTS.indexOf('deskAgent')] ?? 0);
  return OWNING_SHARES.apologises * (1 - (1 - fromDeskAgent) * TAKEN_SHARE);
}
