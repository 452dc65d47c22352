import { HOUR_MS } from '../calendar/local-days.ts';
import { dayInWeekAfter, momentOn } from '../calendar/rhythm.ts';
import type { Fate } from '../law/case-law.ts';
import type { CaseOutcome, CaseTag, IdealVerdict } from '../outcome/outcome.ts';
import type { Random } from '../random.ts';
import type { Outbox } from '../stream/outbox.ts';
import { lawOf, MATURES_AFTER_MS, type World } from '../world.ts';
import { planChain } from './plan-chain.ts';
import { Scene, type Script } from './scene.ts';
import { drawTimeline, standsResolved, type Timeline } from './timeline.ts';
import { writeChasing, writeContacts, writeFirstWords, writePromise } from './write-care.ts';
import { writeAftercare, writeEnding } from './write-ending.ts';
import { writeOpening } from './write-opening.ts';
import { writeOwning, writePassing } from './write-passing.ts';
import { writePublicity, writeSolution } from './write-solution.ts';

const CHANNELS = ['phone', 'email', 'chat', 'web', 'social', 'social-listening', 'store', 'letter', 'other'] as const;
const CHANNEL_SHARES = [0.3, 0.27, 0.16, 0.13, 0.05, 0.03, 0.04, 0.01, 0.01] as const;

export interface CaseOrder {
  readonly caseId: string;
  readonly customer: string;
  readonly openedMs: number;
  readonly cause: number;
  readonly fate: Fate;
  readonly troll: boolean;
  /** It repeats another complaint, or is repeated: its cause is known from the opening on. */
  readonly causeKnown: boolean;
}

/** A case as written: its outcome, and when what others depend on happened. */
export interface WrittenCase {
  readonly outcome: Omit<CaseOutcome, 'missing'>;
  readonly resolvedMs: number | null;
}

const us = (ms: number) => ms * 1000;
/** What has happened by the end of the simulated time. */
const soFar = (world: World, ms: number | null) => (ms !== null && ms <= world.endMs ? us(ms) : null);

function verdictOf(world: World, { openedMs, fate, troll }: CaseOrder, confirmed: boolean): IdealVerdict | null {
  if (openedMs + MATURES_AFTER_MS > world.endMs) return null;
  if (troll) return 'illegitimate';
  if (fate === 'recovered') return confirmed ? 'confirmed' : 'noObjection';
  return fate;
}

/** R of what has happened so far: the first attempt, where the one that held is still to come. */
function resolvedSoFar(world: World, { firstTry, resolvedMs }: Timeline): number | null {
  return soFar(world, resolvedMs) ?? soFar(world, firstTry?.resolvedMs ?? null);
}

function scriptOf(world: World, order: CaseOrder, random: Random): Script {
  const cause = world.parameters.causes[order.cause];
  if (cause === undefined) throw new RangeError(`no cause ${order.cause}`);
  const recovered = order.fate === 'recovered';
  return {
    caseId: order.caseId,
    customer: order.customer,
    cause,
    home: lawOf(world, order.cause, order.openedMs).team,
    channel: CHANNELS[random.index(CHANNEL_SHARES)] as string,
    recovered,
    confirmed: recovered && random.chance(world.parameters.confirms),
    saidNo: order.fate === 'saidNo',
    troll: order.troll,
    turned: order.openedMs >= world.turnMs,
    causeKnown: order.causeKnown,
  };
}

function writeEvents(scene: Scene, tags: CaseTag[]): void {
  const { ownedMs, resolvedMs, passedUntilMs, openedMs, withdrawnMs, closedMs } = scene.timeline;
  const untilMs = resolvedMs ?? Math.max(passedUntilMs, (ownedMs ?? openedMs) + HOUR_MS);
  writeOpening(scene, tags);
  if (ownedMs !== null) {
    writeOwning(scene, ownedMs);
    writeFirstWords(scene, ownedMs, untilMs);
    writeContacts(scene, ownedMs, untilMs);
    writePromise(scene, ownedMs, untilMs);
    writeSolution(scene, ownedMs, untilMs);
  }
  writeChasing(scene, withdrawnMs ?? closedMs ?? untilMs);
  writePublicity(scene, untilMs);
  writeEnding(scene, tags);
  if (resolvedMs !== null) writeAftercare(scene, resolvedMs);
  writePassing(scene);
}

/** Writes all events of one case, so that by the book it comes to what was ordered. */
export function writeCase(world: World, order: CaseOrder, random: Random, outbox: Outbox): WrittenCase {
  const { openedMs, cause, fate } = order;
  const { calendar, parameters } = world;
  const law = lawOf(world, cause, openedMs);
  const timeline = drawTimeline(openedMs, fate, law, parameters.unresolvedUnowned, calendar, random);
  const script = scriptOf(world, order, random);
  const viaBot = script.channel === 'chat' && random.chance(0.6);
  const chain = planChain(world, law, timeline, script.recovered, viaBot, random);
  const tags: CaseTag[] = [];
  const scene = new Scene(world, script, timeline, chain, random, outbox);
  writeEvents(scene, tags);
  const endedMs = timeline.ownedMs === null ? (timeline.resolvedMs ?? timeline.withdrawnMs ?? timeline.closedMs) : null;
  return {
    resolvedMs: timeline.resolvedMs,
    outcome: {
      caseId: order.caseId,
      customer: order.customer,
      openedUs: us(openedMs),
      cause: script.cause.name,
      team: script.home.id,
      turned: script.turned,
      verdict: verdictOf(world, order, script.confirmed),
      resolvedUs: resolvedSoFar(world, timeline),
      ownedUs: soFar(world, timeline.ownedMs),
      endedUnownedUs: soFar(world, endedMs),
      agents: chain.agents.counts,
      teams: chain.teams.counts,
      care: scene.care.finish(openedMs, (atMs) => standsResolved(timeline, atMs)),
      tags,
    },
  };
}

/** When the same customer complains of the same cause again: within eight days of R, in the rhythm of other complaints. */
export function drawRepeatMs(world: World, resolvedMs: number, random: Random): number {
  const day = dayInWeekAfter(world.calendar, resolvedMs, random);
  return momentOn(world.calendar.at(day), random);
}
