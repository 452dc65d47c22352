import { DAY_MS, SECOND_MS } from '../calendar/local-days.ts';
import type { Team } from '../company/team.ts';
import { START_SHARES, STARTS, type CaseLaw, type PassingLaw } from '../law/case-law.ts';
import { TAKEN_SHARE } from '../law/care-law.ts';
import type { Random } from '../random.ts';
import type { World } from '../world.ts';
import { Chain, type Exception } from './chain.ts';
import type { Timeline } from './timeline.ts';

/** Days after the start in which a team's newcomer (its last person, where it has five or more) is not there yet. */
const NEWCOMER_AFTER_SHARE = 0.4;

/** When a team's newcomer joins. */
export function newcomerJoinsMs(world: World): number {
  return Math.floor(world.startMs + NEWCOMER_AFTER_SHARE * world.parameters.days * DAY_MS);
}

/** Somebody of the team who is there at the time, other than `not`. */
export function colleague(world: World, team: Team, atMs: number, not: string | null, random: Random): string {
  const hasNewcomer = team.agents.length > 4;
  const count = team.agents.length - (hasNewcomer && atMs < newcomerJoinsMs(world) ? 1 : 0);
  const index = random.below(count);
  const agent = team.agents[index] as string;
  return agent === not ? (team.agents[(index + 1) % count] as string) : agent;
}

function drawHandOffs({ once, again }: PassingLaw, random: Random): number {
  if (!random.chance(once)) return 0;
  let count = 1;
  while (random.chance(again)) count += 1;
  return count;
}

/** Moments in (fromMs, untilMs], each later than the one before, in working time where that fits. */
function moments(world: World, count: number, fromMs: number, untilMs: number, random: Random): number[] {
  const raw = Array.from({ length: count }, () => random.between(fromMs, untilMs)).sort((a, b) => a - b);
  let previousMs = fromMs;
  return raw.map((ms, index) => {
    const latestMs = untilMs - (count - 1 - index) * SECOND_MS;
    const workingMs = world.calendar.nextWorking(Math.floor(ms));
    const atMs = Math.min(
      Math.max(workingMs <= latestMs ? workingMs : Math.floor(ms), previousMs + SECOND_MS),
      latestMs,
    );
    previousMs = atMs;
    return atMs;
  });
}

/** Makes the chain of one case. */
class Planner {
  readonly chain: Chain;
  readonly #world: World;
  readonly #home: Team;
  readonly #timeline: Timeline;
  readonly #random: Random;

  constructor(world: World, home: Team, timeline: Timeline, random: Random) {
    this.chain = new Chain(world.endMs);
    [this.#world, this.#home, this.#timeline, this.#random] = [world, home, timeline, random];
  }

  /** From the opening to the first person of the home team; false: nobody ever takes it. */
  comeIn(viaBot: boolean, needsPerson: boolean): boolean {
    const { openedMs, ownedMs, passedUntilMs } = this.#timeline;
    const { chain } = this;
    const random = this.#random;
    const { intake, intakeIsFrontDesk } = this.#world.parameters;
    const home = this.#home.id;
    const desk = intake === null || intake === home ? undefined : this.#world.teams.get(intake);
    const start = desk === undefined ? 'homeQueue' : STARTS[random.index(START_SHARES)];
    const limitMs = ownedMs ?? openedMs + (passedUntilMs - openedMs) * 0.5;
    const part = (share: number) => Math.floor(openedMs + (limitMs - openedMs) * share);
    const triage = desk !== undefined && intakeIsFrontDesk && (start === 'deskQueue' || start === 'deskAgent');

    if (start === 'deskQueue' && desk !== undefined) chain.queue(openedMs, desk.id, { via: 'opened' });
    else if (start === 'homeQueue') chain.queue(openedMs, home, { via: 'opened' });
    if (start === 'deskAgent' && desk !== undefined) {
      chain.give(part(0.1), colleague(this.#world, desk, openedMs, null, random), desk.id);
    } else if (viaBot) chain.bot(part(0.02));

    const takesIt = ownedMs !== null && start !== 'deskAgent' && random.chance(TAKEN_SHARE);
    const somebody = ownedMs !== null || needsPerson || start === 'deskAgent' || random.chance(0.5);
    const queues = !somebody || random.chance(0.6);
    if (queues && (start !== 'homeQueue' || viaBot)) chain.queue(part(0.3), home, { reason: 'triage', triage });
    if (!somebody) return false;
    const agent = colleague(this.#world, this.#home, openedMs, null, random);
    if (takesIt && ownedMs !== null) chain.give(ownedMs, agent, home, { via: 'owned', triage });
    else chain.give(part(random.between(0.4, 0.95)), agent, home, { triage });
    return true;
  }

  /** `count` hand-offs, with what is none strewn in between; the last one of them while resolved, where the case reopens. */
  passOn(count: number): void {
    const { resolvedMs, reopenedMs, passedUntilMs } = this.#timeline;
    const random = this.#random;
    const whileResolved = count > 0 && resolvedMs !== null && reopenedMs !== null && random.chance(0.4);
    const steps: ('handOff' | 'handOffByQueue' | 'return' | Exception)[] = [];
    for (let i = whileResolved ? 1 : 0; i < count; i += 1)
      steps.push(random.chance(0.25) ? 'handOffByQueue' : 'handOff');
    const strewn = { return: 0.07, shift: 0.05, correction: 0.02, bulk: 0.02 } as const;
    for (const [kind, share] of Object.entries(strewn) as [keyof typeof strewn, number][]) {
      if (random.chance(share)) steps.splice(random.below(steps.length + 1), 0, kind);
    }
    const double = (step: string) => step === 'handOffByQueue' || step === 'return';
    const slots = steps.reduce((sum, step) => sum + (double(step) ? 2 : 1), 0);
    const fromMs = this.chain.legs.at(-1)?.atMs ?? this.#timeline.openedMs;
    const times = moments(this.#world, slots, fromMs, passedUntilMs, random);
    let next = 0;
    for (const step of steps) {
      const queueMs = double(step) ? (times[next++] as number) : null;
      this.#step(step, queueMs, times[next++] as number);
    }
    if (whileResolved && resolvedMs !== null && reopenedMs !== null) {
      this.#handOff(null, Math.floor(random.between(resolvedMs + SECOND_MS, reopenedMs)), reopenedMs);
    }
  }

  #step(step: 'handOff' | 'handOffByQueue' | 'return' | Exception, queueMs: number | null, atMs: number): void {
    const { ownedMs } = this.#timeline;
    const { chain } = this;
    const holder = chain.agents.holder as string;
    const team = chain.teams.holder as string;
    // Whoever owns the case does so while holding it: then it lies in no queue.
    const inQueue = queueMs !== null && (ownedMs === null || ownedMs < queueMs || ownedMs >= atMs) ? queueMs : null;
    if (step === 'handOff' || step === 'handOffByQueue') this.#handOff(inQueue, atMs, atMs);
    else if (step === 'return') {
      if (inQueue === null) return;
      chain.queue(inQueue, team, { reason: 'other' });
      chain.give(atMs, holder, team);
    } else {
      const other = colleague(this.#world, this.#team(team), atMs, holder, this.#random);
      chain.give(atMs, other, team, { exception: step });
    }
  }

  #handOff(queueMs: number | null, atMs: number, countsAtMs: number): void {
    const { chain } = this;
    const random = this.#random;
    const holder = chain.agents.holder as string;
    const team = this.#team(chain.teams.holder as string);
    const target = random.chance(this.#home.acrossTeams) ? this.#otherTeam(team) : team;
    const before = chain.lastOf(target.id);
    const backTo = before !== null && before !== holder && random.chance(0.65) ? before : null;
    const agent = backTo ?? colleague(this.#world, target, atMs, holder, random);
    const reason = target === team ? random.pick(['absence', 'other'] as const) : 'expertise';
    if (queueMs !== null) chain.queue(queueMs, target.id, { reason });
    chain.give(atMs, agent, target.id, { reason, countsAtMs });
  }

  /** Away from home to the partner, or any; mostly home again from there. */
  #otherTeam(team: Team): Team {
    const home = this.#home;
    const random = this.#random;
    if (team !== home && random.chance(0.85)) return home;
    if (team === home && home.partner !== null && random.chance(0.8)) return this.#team(home.partner);
    const others = this.#world.parameters.teams.filter(
      ({ id }) => id !== team.id && id !== this.#world.parameters.intake,
    );
    return others.length === 0 ? team : random.pick(others);
  }

  #team(id: string): Team {
    const team = this.#world.teams.get(id);
    if (team === undefined) throw new RangeError(`unknown team: ${id}`);
    return team;
  }
}

/** The chain of a case, with as many hand-offs as its law draws. */
export function planChain(
  world: World,
  law: CaseLaw,
  timeline: Timeline,
  recovered: boolean,
  viaBot: boolean,
  random: Random,
): Chain {
  const count = drawHandOffs(recovered ? law.passing.recovered : law.passing.notRecovered, random);
  const planner = new Planner(world, law.team, timeline, random);
  if (planner.comeIn(viaBot, count > 0)) planner.passOn(count);
  return planner.chain;
}
