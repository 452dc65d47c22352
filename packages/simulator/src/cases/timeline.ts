import { DAY_MS, HOUR_MS, MINUTE_MS, type LocalDays } from '../calendar/local-days.ts';
import type { CaseLaw, Fate } from '../law/case-law.ts';
import { drawWaitMs } from '../law/ownership.ts';
import type { Random } from '../random.ts';
import { RESOLVE_WITHIN_MS } from '../world.ts';

/** When what decides a case happens. Everything else is written around it. Times in milliseconds since 1970. */
export interface Timeline {
  readonly openedMs: number;
  /** null: nobody ever owns it. */
  readonly ownedMs: number | null;
  /** A first attempt that did not hold, long enough before R. */
  readonly firstTry: { readonly resolvedMs: number; readonly reopenedMs: number } | null;
  /** R: the last resolution within 30 days; null: none. */
  readonly resolvedMs: number | null;
  /** R comes from a rule. */
  readonly automatic: boolean;
  /** A reopening within 44 days of the opening that spoils R. */
  readonly reopenedMs: number | null;
  /** A resolution after 30 days. */
  readonly lateResolvedMs: number | null;
  readonly withdrawnMs: number | null;
  /** Closed without a resolution. */
  readonly closedMs: number | null;
  /** Until when the case is passed on, if it is. */
  readonly passedUntilMs: number;
}

const NOTHING = {
  firstTry: null,
  resolvedMs: null,
  automatic: false,
  reopenedMs: null,
  lateResolvedMs: null,
  withdrawnMs: null,
  closedMs: null,
} as const;

interface Start {
  readonly openedMs: number;
  readonly ownedMs: number | null;
}

/** Nobody owns it, and it ends all the same: within 28 days. */
function neverOwned({ openedMs }: Start, fate: Fate, random: Random): Timeline {
  const end = (fromDays: number, toDays: number) => Math.floor(openedMs + random.between(fromDays, toDays) * DAY_MS);
  const start = { ...NOTHING, openedMs, ownedMs: null };
  if (fate === 'nothingDone') {
    const resolvedMs = end(3, 14);
    return { ...start, resolvedMs, automatic: true, passedUntilMs: resolvedMs - HOUR_MS };
  }
  const endMs = random.chance(0.5) ? end(1, 15) : end(7, 28);
  const passedUntilMs = endMs - HOUR_MS;
  return random.chance(0.5)
    ? { ...start, withdrawnMs: endMs, passedUntilMs }
    : { ...start, closedMs: endMs, passedUntilMs };
}

/** Owned, and not resolved within 30 days: late, closed without a resolution, or left open. */
function notInTime(start: Start, calendar: LocalDays, random: Random): Timeline {
  const { openedMs } = start;
  const how = random.fraction();
  if (how < 0.55) {
    const overdueMs = openedMs + RESOLVE_WITHIN_MS + HOUR_MS;
    const lateResolvedMs = calendar.nextWorking(Math.floor(overdueMs + random.exponential(8 * DAY_MS)));
    return { ...NOTHING, ...start, lateResolvedMs, passedUntilMs: openedMs + 30 * DAY_MS };
  }
  const closedMs = Math.floor(openedMs + (how < 0.8 ? random.between(10, 40) : random.between(50, 90)) * DAY_MS);
  return { ...NOTHING, ...start, closedMs, passedUntilMs: Math.min(closedMs, openedMs + 35 * DAY_MS) - HOUR_MS };
}

function inTime(
  start: Start & { readonly ownedMs: number },
  fate: Fate,
  fixDays: number,
  calendar: LocalDays,
  random: Random,
): Timeline {
  const { openedMs, ownedMs } = start;
  // At most 7.5 days until owned, 18 until fixed, 2 over a weekend: always within 30.
  const fixMs = 10 * MINUTE_MS + Math.min(18 * DAY_MS, random.exponential(fixDays * DAY_MS));
  const resolvedMs = calendar.nextWorking(Math.ceil(ownedMs + fixMs));
  if (fate === 'reopened') {
    const reopenedMs = Math.floor(resolvedMs + random.between(0.3, 12) * DAY_MS);
    const afterMs = Math.max(openedMs + RESOLVE_WITHIN_MS + HOUR_MS, reopenedMs);
    const again = random.chance(0.7) ? calendar.nextWorking(Math.ceil(afterMs + random.exponential(4 * DAY_MS))) : null;
    return { ...NOTHING, ...start, resolvedMs, reopenedMs, lateResolvedMs: again, passedUntilMs: resolvedMs };
  }
  const span = resolvedMs - ownedMs;
  if (span > 12 * HOUR_MS && random.chance(0.1)) {
    const firstTry = {
      resolvedMs: Math.floor(ownedMs + span * random.between(0.3, 0.5)),
      reopenedMs: Math.floor(ownedMs + span * random.between(0.55, 0.8)),
    };
    return { ...NOTHING, ...start, firstTry, resolvedMs, passedUntilMs: firstTry.resolvedMs };
  }
  return { ...NOTHING, ...start, resolvedMs, passedUntilMs: resolvedMs };
}

/** Whether a case stands resolved by a person at a moment within the time in which it had to be. */
export function standsResolved({ firstTry, resolvedMs, automatic, reopenedMs }: Timeline, atMs: number): boolean {
  if (resolvedMs !== null && resolvedMs <= atMs) return !automatic && (reopenedMs === null || reopenedMs > atMs);
  return firstTry !== null && firstTry.resolvedMs <= atMs && firstTry.reopenedMs > atMs;
}

/** Draws when a case of this fate is owned, resolved, reopened and ended. */
export function drawTimeline(
  openedMs: number,
  fate: Fate,
  law: CaseLaw,
  unresolvedUnowned: number,
  calendar: LocalDays,
  random: Random,
): Timeline {
  const unowned = fate === 'nothingDone' || (fate === 'unresolved' && random.chance(unresolvedUnowned));
  if (unowned) return neverOwned({ openedMs, ownedMs: null }, fate, random);
  const waitMs = drawWaitMs(fate === 'recovered' ? law.ownership.recovered : law.ownership.notRecovered, random);
  const start = { openedMs, ownedMs: calendar.afterWorking(openedMs, waitMs) };
  if (fate === 'unresolved') return notInTime(start, calendar, random);
  return inTime(start, fate, law.team.fixDays, calendar, random);
}
