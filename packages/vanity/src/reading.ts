/** A number that flatters: it goes up and down without anybody being won back. */
export interface Reading {
  readonly name: string;
  readonly title: string;
  readonly unit: string;
  /** Counts add up over days; of means the totals do. */
  readonly kind: 'count' | 'mean';
  /** What is counted, and what is left out. */
  readonly definition: string;
  /** What one would have to answer before acting on it. */
  readonly question: string;
}

/** What was read on one day (UTC), such that days add up: a count is `n`, a mean is `total` by `n`. */
export interface DailyReading {
  readonly name: string;
  readonly day: string;
  /** Of pushed readings what they say, else empty. */
  readonly unit: string;
  readonly n: number;
  readonly total: number;
}

/** Whatever can be added up by day: a name, a moment (microseconds since 1970), and a number. */
export interface Taken {
  readonly name: string;
  readonly timeUs: number;
  readonly unit?: string;
  readonly value?: number;
}
