import { Temporal } from 'temporal-polyfill';

const QUARTER_HOUR_MS = 15 * 60_000;

/** Local time, written as milliseconds since 1970 as if it were UTC, to milliseconds since 1970. */
export type ToUtc = (localMs: number) => number;

/**
 * Conversion from an IANA zone (`Europe/Berlin`), `UTC` or a fixed offset (`+02:00`); null: there is no such zone.
 * A time that the clock shows twice is the earlier one; a time that the clock skips is moved on by what was skipped.
 */
export function zoneToUtc(zone: string): ToUtc | null {
  if (zone === 'UTC') return (localMs) => localMs;
  if (!exists(zone)) return null;
  // Zones change their offset at whole quarters of an hour, so one look-up serves every time within a quarter.
  const offsetByQuarter = new Map<number, number>();
  return (localMs) => {
    const quarter = Math.floor(localMs / QUARTER_HOUR_MS);
    let offsetMs = offsetByQuarter.get(quarter);
    if (offsetMs === undefined) {
      offsetMs = offsetAt(quarter * QUARTER_HOUR_MS, zone);
      offsetByQuarter.set(quarter, offsetMs);
    }
    return localMs - offsetMs;
  };
}

function exists(zone: string): boolean {
  try {
    offsetAt(0, zone);
    return true;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}

function offsetAt(localMs: number, zone: string): number {
  const local = new Date(localMs).toISOString().slice(0, -1);
  const utcMs = Temporal.PlainDateTime.from(local).toZonedDateTime(zone, { disambiguation: 'compatible' });
  return localMs - utcMs.epochMilliseconds;
}
