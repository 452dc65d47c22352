/** The day (UTC, YYYY-MM-DD) to which a reading at an instant belongs; microseconds since 1970. */
export function dayOfReading(timeUs: number): string {
  return new Date(Math.floor(timeUs / 1000)).toISOString().slice(0, 10);
}
