/** A number that flatters: it goes up and down without anybody being won back. */
export interface Reading {
  readonly name: string;
  readonly title: string;
  readonly unit: string;
  /** The event types it is counted from. */
  readonly types: readonly string[];
  /** What one would have to answer before acting on it. */
  readonly question: string;
}

/** A reading of one day (UTC). */
export interface DailyReading {
  readonly name: string;
  readonly day: string;
  readonly value: number;
}
