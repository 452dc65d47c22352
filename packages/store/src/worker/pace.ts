/** What was worked off, once through the worker's spans. */
export interface Cycle {
  readonly marks: number;
  /** Whether more may wait than was worked off. */
  readonly isFull: boolean;
  readonly tookMs: number;
  /** How long ago the newest of what was worked off was committed, and the oldest. */
  readonly newestMs: number;
  readonly oldestMs: number;
}

export const NO_CYCLE: Cycle = { marks: 0, isFull: false, tookMs: 0, newestMs: Infinity, oldestMs: 0 };

/** More waits than is worked off in a cycle, and what was worked off has only just come: a backfill, most likely. */
export const JUST_MS = 1_000;
/** In a flood the worker takes a fifth of the time, while nothing has waited for so long; */
const FLOOD_REST = 4;
const PATIENT_MS = 10_000;
/** and all of the time once something has waited for so long. */
const IMPATIENT_MS = 20_000;

export function isFlood({ isFull, newestMs }: Cycle): boolean {
  return isFull && newestMs < JUST_MS;
}

/**
 * How long to rest after a cycle, in milliseconds. What comes in small numbers is left to gather for a poll's time, since
 * a cycle for one event costs nearly as much as one for a hundred. In a flood those who send go first: they are answered
 * sooner, and a case in which ten things happen meanwhile is folded once, not ten times. What waits bounds the rest, so a
 * flood without end is folded as fast as it comes.
 */
export function restMs(cycle: Cycle, pollMs: number): number {
  if (!cycle.isFull) return pollMs;
  if (!isFlood(cycle)) return 0;
  const patience = (IMPATIENT_MS - cycle.oldestMs) / (IMPATIENT_MS - PATIENT_MS);
  return FLOOD_REST * cycle.tookMs * Math.min(1, Math.max(0, patience));
}
