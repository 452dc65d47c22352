import type { CaseMemory, Holder } from './memory.ts';
import type { Phase, Snapshot } from './snapshot.ts';

const NOBODY: Holder = { agent: null, bot: false, team: null };

/** The time of a snapshot's events: its own, or a millisecond after the one above where it is not later. */
export function placeInTime(before: CaseMemory | null, atMs: number): number {
  return before === null ? atMs : Math.max(atMs, before.atMs + 1);
}

export function phaseNow(before: CaseMemory | null, now: Snapshot): Phase {
  return now.phase ?? before?.phase ?? 'open';
}

/** Agent and team as said now, or as said last where this snapshot is silent. */
export function toldNow(before: CaseMemory | null, now: Snapshot): Holder {
  const last = before?.told ?? NOBODY;
  const agent = now.agent === undefined ? last.agent : now.agent;
  const bot = now.agent === undefined ? last.bot : now.bot;
  return { agent, bot, team: now.team === undefined ? last.team : now.team };
}

/** In a queue the team keeps the case, and no agent holds it. */
export function holderNow(phase: Phase, told: Holder): Holder {
  return phase === 'queue' ? { agent: null, bot: false, team: told.team } : told;
}

export function sameHolder(one: Holder, other: Holder): boolean {
  return one.agent === other.agent && one.bot === other.bot && one.team === other.team;
}
