import { SECOND_MS } from '../calendar/local-days.ts';
import { SOURCES } from '../company/causes.ts';
import type { Cause, Team } from '../company/team.ts';
import { Care } from '../outcome/care.ts';
import type { Random } from '../random.ts';
import type { EventData, Outbox } from '../stream/outbox.ts';
import type { World } from '../world.ts';
import type { Chain } from './chain.ts';
import type { Timeline } from './timeline.ts';
import { colleague } from './plan-chain.ts';

/** What is known of a case before its events are written. */
export interface Script {
  readonly caseId: string;
  readonly customer: string;
  readonly cause: Cause;
  readonly home: Team;
  readonly channel: string;
  readonly recovered: boolean;
  /** Recovered, and the customer says so. */
  readonly confirmed: boolean;
  readonly saidNo: boolean;
  readonly troll: boolean;
  readonly turned: boolean;
  /** The cause must be known from the opening on: another complaint is compared with it. */
  readonly causeKnown: boolean;
}

/** A case being written: its script, who holds it when, and where its events go. */
export class Scene {
  readonly world: World;
  readonly script: Script;
  readonly timeline: Timeline;
  readonly chain: Chain;
  readonly random: Random;
  readonly outbox: Outbox;
  readonly care: Care;
  #written = 0;

  constructor(world: World, script: Script, timeline: Timeline, chain: Chain, random: Random, outbox: Outbox) {
    [this.world, this.script, this.timeline] = [world, script, timeline];
    [this.chain, this.random, this.outbox] = [chain, random, outbox];
    this.care = new Care(world.endMs);
  }

  /** Posts an event of the case. */
  say(type: string, atMs: number, data: EventData, source: string = SOURCES.helpdesk): void {
    this.#written += 1;
    const { caseId } = this.script;
    this.outbox.post(source, type, caseId, `${caseId}.${this.#written}`, atMs, data);
  }

  /** Posts an event of the case that is dated before it can have arrived. */
  sayDated(type: string, atMs: number, notBeforeMs: number, data: EventData): void {
    this.#written += 1;
    const { caseId } = this.script;
    this.outbox.post(SOURCES.crm, type, caseId, `${caseId}.${this.#written}`, atMs, data, notBeforeMs);
  }

  /** Posts an event of the customer that belongs to the case. */
  sayOfCustomer(type: string, atMs: number, data: EventData): void {
    this.#written += 1;
    const { caseId, customer } = this.script;
    this.outbox.post(SOURCES.shop, type, customer, `${caseId}.${this.#written}`, atMs, data);
  }

  /** Who acts for the company at a moment: the holder, or who held it last; somebody of the home team before anybody did. */
  actor(atMs: number): { readonly kind: 'person'; readonly id: string; readonly team: string } {
    const { home } = this.script;
    const person = this.chain.personAt(atMs);
    if (person !== null) return { kind: 'person', id: person.id, team: person.team };
    return { kind: 'person', id: colleague(this.world, home, atMs, null, this.random), team: home.id };
  }

  /** A moment in (fromMs, toMs), in working time where that fits. */
  moment(fromMs: number, toMs: number): number {
    const ms = Math.floor(this.random.between(fromMs, toMs));
    const workingMs = this.world.calendar.nextWorking(ms) + this.random.below(60) * SECOND_MS;
    return workingMs < toMs ? workingMs : ms;
  }

  /**
   * Still open when the simulated time ends. Such cases have more to do at once (promises due within hours, the
   * public looking on), so that a page about today has something to show at any scale.
   */
  get stillOpen(): boolean {
    const { resolvedMs, lateResolvedMs, withdrawnMs, closedMs } = this.timeline;
    return (
      Math.min(...[resolvedMs, lateResolvedMs, withdrawnMs, closedMs].map((ms) => ms ?? Infinity)) > this.world.endMs
    );
  }

  /** The channel by which the company answers. */
  get answerChannel(): string {
    const { channel } = this.script;
    return channel === 'phone' || channel === 'chat' || channel === 'social' ? channel : 'email';
  }
}
