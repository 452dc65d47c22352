import type { Actor, CaseEvent } from '@finest-hour/events';
import { SECOND_US } from '../book.ts';
import type { HandOffCounts, Hop } from '../facts.ts';
import { actorOf, botsOf, isActOf, isOwningAct } from './acts.ts';
import { Level, type Exception } from './level.ts';
import type { OrderedCase } from './order.ts';

interface Holder {
  readonly agent: string | null;
  readonly team: string | null;
  readonly bot: boolean;
}

const NOBODY: Holder = { agent: null, team: null, bot: false };

/** Giving a case away this soon after owning it is dropping it: else answering fast would pass for owning. */
const DROPPED_WITHIN_US = 3_600 * SECOND_US;

interface Change {
  readonly atUs: number;
  readonly exception: Exception | null;
  readonly by: Actor | null;
  readonly reason: string | null;
}

/** The holders of a case in their order, with what counts as a hand-off at both levels. */
export interface Chain {
  readonly hops: readonly Hop[];
  readonly agentLevel: HandOffCounts;
  readonly teamLevel: HandOffCounts;
  readonly escalationsFromBot: number;
  readonly triages: number;
  /** Time with nobody after the first person held it, while unresolved; up to the last hop or end. */
  readonly unheldUs: number;
  /** First moment at which a person accepted it, or acted while holding it. */
  readonly ownedUs: number | null;
  readonly firstOwner: string | null;
  /** The first owner gave it away within an hour of owning it, and not by a shift's end, a correction or in bulk. */
  readonly dropped: boolean;
  /** When each hand-off between people that counts was made, ascending. */
  readonly handedOffUs: readonly number[];
  /** The holder changed while the case was resolved or closed. */
  readonly reassignedWhileResolved: boolean;
  readonly holder: { readonly agent: string | null; readonly team: string | null };
  /** Who held it at each resolution, in order. */
  readonly resolutions: readonly Resolution[];
  /** Since when all that act as bots in the case were known to; null: none does. */
  readonly botsKnownUs: number | null;
}

export interface Resolution {
  readonly team: string | null;
  /** The person who did it; whoever held the case where no person is named; null: nobody did. */
  readonly resolver: string | null;
  /** Start of the unbroken ownership that ended here; null: the holder did not own it. */
  readonly ownedSinceUs: number | null;
}

type OpenHop = { -readonly [Key in keyof Hop]: Hop[Key] };

class ChainBuilder {
  readonly hops: OpenHop[] = [];
  readonly agents = new Level();
  readonly teams = new Level();
  readonly resolutions: Resolution[] = [];
  holder: Holder = NOBODY;
  escalationsFromBot = 0;
  triages = 0;
  unheldUs = 0;
  ownedUs: number | null = null;
  firstOwner: string | null = null;
  /** null: the first owner has it still, or there was none. */
  dropped: boolean | null = null;
  readonly handedOffUs: number[] = [];
  reassignedWhileResolved = false;
  /** Since when the case is resolved or closed; null: open. */
  #endedUs: number | null = null;
  #everHeld = false;
  #passedThroughBot = false;
  /** Since when the case, open, lies with nobody. */
  #waitingSinceUs: number | null;
  readonly #frontDesks: readonly string[];

  constructor(openedUs: number, frontDesks: readonly string[]) {
    this.#waitingSinceUs = openedUs;
    this.#frontDesks = frontDesks;
  }

  pass(to: Holder, change: Change): void {
    const from = this.holder;
    if (to.agent === from.agent && to.team === from.team && to.bot === from.bot) return;
    const person = to.bot ? null : to.agent;
    if (this.ownedUs !== null && person !== from.agent)
      this.dropped ??=
        change.exception === null && this.#endedUs === null && change.atUs - this.ownedUs <= DROPPED_WITHIN_US;
    if (change.exception === null) this.#triageIfFirstOutOfFrontDesk(to.team);
    const agentMove = this.agents.move(person, change.exception);
    // Whose team is not known has not left the team; only where nobody holds the case does no team hold it.
    const teamMove = person !== null && to.team === null ? 'stayed' : this.teams.move(to.team, change.exception);
    if (teamMove === 'triaged') this.triages += 1;
    if (this.#endedUs !== null) this.reassignedWhileResolved ||= agentMove !== 'stayed' || teamMove !== 'stayed';
    this.#noteHandOff(change.atUs);
    this.#countBots(to.bot, person);
    const waitUs = this.#wait(person, change.atUs);
    const last = this.hops.at(-1);
    if (last !== undefined) last.endUs = change.atUs;
    this.hops.push({
      seq: this.hops.length,
      agent: to.agent,
      team: to.team,
      bot: to.bot,
      startUs: change.atUs,
      endUs: null,
      waitUs,
      agentMove,
      teamMove,
      ownedUs: null,
      byKind: change.by?.kind ?? null,
      byId: change.by?.id ?? null,
      reason: change.reason,
    });
    this.holder = to;
  }

  own(atUs: number): void {
    const hop = this.hops.at(-1);
    const { agent, bot } = this.holder;
    if (hop === undefined || agent === null || bot || this.#endedUs !== null) return;
    hop.ownedUs ??= atUs;
    if (this.ownedUs === null) {
      this.ownedUs = atUs;
      this.firstOwner = agent;
    }
  }

  resolve(team: string | null, by: Actor | null): void {
    const { agent, bot } = this.holder;
    const person = bot ? null : agent;
    let ownedSinceUs: number | null = null;
    for (let i = this.hops.length - 1; i >= 0 && person !== null; i -= 1) {
      const hop = this.hops[i] as Hop;
      if (hop.agent !== person || hop.bot) break;
      ownedSinceUs = hop.ownedUs ?? ownedSinceUs;
    }
    const resolver = by?.kind === 'person' && by.id !== undefined ? by.id : person;
    this.resolutions.push({ team, resolver, ownedSinceUs });
  }

  end(atUs: number): void {
    if (this.#endedUs !== null) return;
    this.#endedUs = atUs;
    if (this.#waitingSinceUs !== null && this.#everHeld) this.unheldUs += atUs - this.#waitingSinceUs;
    this.#waitingSinceUs = null;
    this.agents.freeze();
    this.teams.freeze();
  }

  reopen(atUs: number): void {
    if (this.#endedUs === null) return;
    this.#endedUs = null;
    this.agents.thaw();
    this.teams.thaw();
    this.#noteHandOff(atUs);
    const { agent, bot } = this.holder;
    const person = bot ? null : agent;
    this.#countBots(bot, person);
    if (person === null) this.#waitingSinceUs = atUs;
    else this.#everHeld = true;
  }

  /** The row of holders; who held the case when it ended held it until then. */
  finish(): readonly Hop[] {
    const last = this.hops.at(-1);
    if (last !== undefined && this.#endedUs !== null) last.endUs = Math.max(last.startUs, this.#endedUs);
    return this.hops;
  }

  #noteHandOff(atUs: number): void {
    if (this.agents.counts.handOffs > this.handedOffUs.length) this.handedOffUs.push(atUs);
  }

  #triageIfFirstOutOfFrontDesk(team: string | null): void {
    const last = this.teams.last;
    const leaves = last !== null && this.#frontDesks.includes(last) && team !== null && team !== last;
    if (!leaves || this.#endedUs !== null || this.triages > 0 || this.ownedUs !== null) return;
    this.agents.triage();
    this.teams.triage();
  }

  /** While resolved nothing counts; who holds the case at a reopening does. */
  #countBots(bot: boolean, person: string | null): void {
    if (this.#endedUs !== null) return;
    if (bot) this.#passedThroughBot = true;
    if (person === null || !this.#passedThroughBot) return;
    this.#passedThroughBot = false;
    this.escalationsFromBot += 1;
  }

  #wait(person: string | null, atUs: number): number {
    if (this.#endedUs !== null) return 0;
    if (person === null) {
      this.#waitingSinceUs ??= atUs;
      return 0;
    }
    const waitUs = this.#waitingSinceUs === null ? 0 : atUs - this.#waitingSinceUs;
    if (this.#everHeld) this.unheldUs += waitUs;
    this.#everHeld = true;
    this.#waitingSinceUs = null;
    return waitUs;
  }
}

function exceptionOf(data: { readonly bulk?: boolean; readonly reason?: string }): Exception | null {
  if (data.bulk === true) return 'bulk';
  return data.reason === 'shift' || data.reason === 'correction' ? data.reason : null;
}

function take(chain: ChainBuilder, atUs: number, event: CaseEvent, bots: ReadonlyMap<string, unknown>): void {
  if (event.type === 'case.assigned') {
    const { agent = null, team = null, kind } = event.data.to;
    const bot = agent !== null && (kind === undefined ? bots.has(agent) : kind !== 'person');
    chain.pass(
      { agent, team, bot },
      { atUs, exception: exceptionOf(event.data), by: actorOf(event), reason: event.data.reason ?? null },
    );
  } else if (event.type === 'case.owned') {
    const { id = null, team } = event.data.by;
    if (id === null) return;
    if (id !== chain.holder.agent || chain.holder.bot) {
      // Who takes a case out of a queue without naming a team takes it for the queue's team.
      const queue = chain.holder.agent === null || chain.holder.bot ? chain.holder.team : null;
      chain.pass(
        { agent: id, team: team ?? queue, bot: false },
        { atUs, exception: null, by: event.data.by, reason: 'owned' },
      );
    }
    chain.own(atUs);
  } else if (isOwningAct(event) && chain.holder.agent !== null && isActOf(event, chain.holder.agent)) {
    chain.own(atUs);
  }
  if (event.type === 'case.resolved') chain.resolve(event.data.team ?? chain.holder.team, actorOf(event));
  if (event.type === 'case.resolved' || event.type === 'case.closed') chain.end(atUs);
  if (event.type === 'case.reopened') chain.reopen(atUs);
}

/**
 * Follows a case from holder to holder. The holder is (agent or none, team or none); `case.assigned` replaces
 * both, `case.owned` by somebody else moves the case to them, the opening's team holds first.
 */
export function buildChain(ordered: OrderedCase, frontDesks: readonly string[]): Chain {
  const { opening, openedUs, events } = ordered;
  const chain = new ChainBuilder(openedUs, frontDesks);
  const bots = botsOf(events);
  if (opening.data.team !== undefined) {
    const first = { agent: null, team: opening.data.team, bot: false };
    chain.pass(first, { atUs: opening.timeUs, exception: null, by: opening.data.by ?? null, reason: null });
  }
  for (const { atUs, event } of events) take(chain, atUs, event, bots);
  return {
    hops: chain.finish(),
    agentLevel: chain.agents.counts,
    teamLevel: chain.teams.counts,
    escalationsFromBot: chain.escalationsFromBot,
    triages: chain.triages,
    unheldUs: chain.unheldUs,
    ownedUs: chain.ownedUs,
    firstOwner: chain.firstOwner,
    dropped: chain.dropped ?? false,
    handedOffUs: chain.handedOffUs,
    reassignedWhileResolved: chain.reassignedWhileResolved,
    holder: { agent: chain.holder.agent, team: chain.holder.team },
    resolutions: chain.resolutions,
    botsKnownUs: bots.size === 0 ? null : Math.max(...bots.values()),
  };
}
