import { DAY_US } from '../book.ts';
import { RETURN_EXITS, type ReturnFacts } from '../facts.ts';

/** A surprise is looked back upon at the end of its day, counted from the opening; one after the last of these is none. */
export const LANDMARKS = 42;
/** For how many days after a landmark a return counts. */
export const WATCHED_DAYS = 90;
/** From the opening to when the last landmark has been watched for long enough. */
export const SURPRISES_SETTLED_US = (LANDMARKS + WATCHED_DAYS) * DAY_US;

/** Places that an exit can have: before, between and after the landmarks and the ends of their watching. */
const PLACES = 2 * LANDMARKS + 1;

const clamp = (days: number) => Math.min(LANDMARKS, Math.max(0, days));

/** Ends of days, of those that matter, that have passed when the customer comes back or leaves. */
function placeOf(afterUs: number | null): number {
  if (afterUs === null) return PLACES - 1;
  const passed = Math.ceil(afterUs / DAY_US) - 1;
  return clamp(passed) + clamp(passed - WATCHED_DAYS);
}

/** When a customer was surprised, and when they came back or left, both by the days since the opening. */
export interface Surprise {
  /** Its landmark; 0: not by the last one. */
  readonly day: number;
  readonly place: number;
  readonly left: boolean;
}

/** The same as a small number; null: the customer had left before the opening. */
export function packSurprise(surpriseUs: number | null, returned: ReturnFacts | null): number | null {
  if (returned === null) return null;
  const day = surpriseUs === null ? 0 : Math.max(1, Math.ceil(surpriseUs / DAY_US));
  const left = returned.exit === RETURN_EXITS.left ? 1 : 0;
  return ((day > LANDMARKS ? 0 : day) * PLACES + placeOf(returned.afterUs)) * 2 + left;
}

export function unpackSurprise(code: number): Surprise {
  const rest = code >> 1;
  return { day: Math.trunc(rest / PLACES), place: rest % PLACES, left: code % 2 === 1 };
}

/** At a landmark the customer had neither come back nor left. */
export function isAwaited({ place }: Surprise, landmark: number): boolean {
  return place >= landmark;
}

/** They came back after it, within the days for which they were watched. */
export function isBack({ place, left }: Surprise, landmark: number): boolean {
  return !left && place >= landmark && place < LANDMARKS + landmark;
}
