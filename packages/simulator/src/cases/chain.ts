import { BOT } from '../company/causes.ts';
import { Ledger } from '../outcome/ledger.ts';

/** Why a change of holder is no hand-off. */
export type Exception = 'bulk' | 'shift' | 'correction';

/** One holder of a case: a person, a team's queue, or the bot. */
export interface Leg {
  readonly atMs: number;
  readonly agent: string | null;
  readonly team: string | null;
  /** How the log tells it: with the opening, as an assignment, or as somebody taking it. */
  readonly via: 'opened' | 'assigned' | 'owned';
  readonly reason: 'triage' | 'expertise' | 'absence' | 'other' | 'shift' | 'correction' | null;
  readonly bulk: boolean;
  /** Who passed it; null: a rule. */
  readonly by: { readonly id: string; readonly team: string } | null;
}

type How = Partial<Pick<Leg, 'via' | 'reason'>> & {
  /** No hand-off at all. */
  readonly exception?: Exception;
  /** The first move out of a front desk. */
  readonly triage?: boolean;
  /** When it counts, where that is not when it happens (while resolved: at the reopening). */
  readonly countsAtMs?: number;
};

/** The holders of a case as they are made, with the two ledgers of what was meant. */
export class Chain {
  readonly legs: Leg[] = [];
  readonly agents: Ledger;
  readonly teams: Ledger;
  /** The person of each team who held it last. */
  readonly #lastOf = new Map<string, string>();

  constructor(endMs: number) {
    this.agents = new Ledger(endMs);
    this.teams = new Ledger(endMs);
  }

  /** Who of a team held the case before; null: nobody. */
  lastOf(team: string): string | null {
    return this.#lastOf.get(team) ?? null;
  }

  /** Into a team's queue. */
  queue(atMs: number, team: string, how: How = {}): void {
    this.#toTeam(team, atMs, how);
    this.#add(atMs, null, team, how);
  }

  /** To the bot, which holds nothing. */
  bot(atMs: number): void {
    this.#add(atMs, BOT, null, {});
  }

  /** To a person. Passing it on to somebody else is a hand-off unless `how` says otherwise. */
  give(atMs: number, agent: string, team: string, how: How = {}): void {
    const { agents } = this;
    if (agents.holder === null || how.exception !== undefined || how.triage === true) agents.place(agent);
    else if (agents.holder !== agent) agents.passOn(agent, how.countsAtMs ?? atMs);
    this.#toTeam(team, atMs, how);
    this.#add(atMs, agent, team, how);
    this.#lastOf.set(team, agent);
  }

  /** To a person after the case is over and stays so: it happens, and means nothing. */
  giveInVain(atMs: number, agent: string, team: string): void {
    this.#add(atMs, agent, team, { reason: 'other' });
  }

  /** Who holds the case at a moment; null: nobody yet. */
  holderAt(atMs: number): Leg | null {
    for (let i = this.legs.length - 1; i >= 0; i -= 1) {
      const leg = this.legs[i] as Leg;
      if (leg.atMs <= atMs) return leg;
    }
    return null;
  }

  /** The person who holds the case at a moment, or held it last; null: nobody so far. */
  personAt(atMs: number): { readonly id: string; readonly team: string } | null {
    for (let i = this.legs.length - 1; i >= 0; i -= 1) {
      const { atMs: since, agent, team } = this.legs[i] as Leg;
      if (since <= atMs && agent !== null && team !== null) return { id: agent, team };
    }
    return null;
  }

  #toTeam(team: string, atMs: number, how: How): void {
    const { teams } = this;
    if (teams.holder === team) return;
    if (teams.holder === null || how.exception !== undefined || how.triage === true) teams.place(team);
    else teams.passOn(team, how.countsAtMs ?? atMs);
  }

  #add(atMs: number, agent: string | null, team: string | null, how: How): void {
    const { exception, via = 'assigned' } = how;
    const bulk = exception === 'bulk';
    const reason = exception === 'shift' || exception === 'correction' ? exception : (how.reason ?? null);
    const routed = this.legs.length === 0 || via !== 'assigned';
    this.legs.push({ atMs, agent, team, via, reason, bulk, by: routed ? null : this.personAt(atMs) });
  }
}
