/** The day (UTC, YYYY-MM-DD) to which a reading at an instant belongs; microseconds since 1970. */
export function dayOfReading(timeUs: number): string {
  return new Date(Math.floor(timeUs / 1000)).toISOString().slice(0, 10);
}

const DAY_MS = 86_400_000;

/** A day so many days later. */
export function laterDay(day: string, days: number): string {
  return new Date(Date.parse(day) + days * DAY_MS).toISOString().slice(0, 10);
}

/** The Monday of the ISO week of a day. */
export function weekOfDay(day: string): string {
  return laterDay(day, -((new Date(day).getUTCDay() + 6) % 7));
}
