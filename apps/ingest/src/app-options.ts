import { PATIENCE, type Patience } from './body/read-whole.ts';
import { MAX_BYTES_IN_FLIGHT } from './limits.ts';
import type { Rate } from './rate/rate-limiter.ts';

/** What of the app's behaviour an operator, or a test, decides. */
export interface AppOptions extends Patience {
  readonly bytesInFlight: number;
  /** Of each key; null: no limit. */
  readonly rate: Rate | null;
  /** What a scraper of `/metrics` has to present; null: nothing. */
  readonly metricsToken: string | null;
  /** Set off when the server is told to stop: streams end, since their senders might never. */
  readonly stopping: AbortSignal;
}

/** Ten seconds' worth may come at once. */
export const BURST_SECONDS = 10;

export const DEFAULT_EVENTS_PER_SECOND = 100_000;

export function rateOf(eventsPerSecond: number): Rate | null {
  return eventsPerSecond === 0 ? null : { perSecond: eventsPerSecond, burst: eventsPerSecond * BURST_SECONDS };
}

export const DEFAULT_OPTIONS: AppOptions = {
  ...PATIENCE,
  bytesInFlight: MAX_BYTES_IN_FLIGHT,
  rate: rateOf(DEFAULT_EVENTS_PER_SECOND),
  metricsToken: null,
  stopping: new AbortController().signal,
};
