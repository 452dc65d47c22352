import type { Context } from 'hono';
import type { AppOptions } from './app-options.ts';
import type { IngestEnv } from './authorize.ts';
import { Budget } from './body/budget.ts';
import type { IngestDeps } from './deps.ts';
import { RateLimiter } from './rate/rate-limiter.ts';

export type IngestContext = Context<IngestEnv>;

/** What all requests with events share: the store behind them, and the bounds before it. */
export interface Intake {
  readonly deps: IngestDeps;
  readonly options: AppOptions;
  readonly budget: Budget;
  /** null: keys may send as fast as they can. */
  readonly limiter: RateLimiter | null;
}

export function openIntake(deps: IngestDeps, options: AppOptions): Intake {
  const limiter = options.rate === null ? null : new RateLimiter(options.rate);
  const budget = new Budget(options.bytesInFlight);
  deps.metrics.watchBodies(() => budget.heldBytes);
  return { deps, options, budget, limiter };
}
