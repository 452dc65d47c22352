/** How many events a key may send: so many a second on average, and so many at once. */
export interface Rate {
  readonly perSecond: number;
  readonly burst: number;
}

/** What a key has left. */
export interface Allowance {
  /** Events that it may send at once; below 0: it has to wait. */
  readonly left: number;
  /** Until it may send again; 0: now. */
  readonly waitSeconds: number;
  /** Until it has its whole burst again. */
  readonly fullSeconds: number;
}

interface Bucket {
  tokens: number;
  atMs: number;
}

/**
 * A token bucket a key, in the memory of this process. How many events a request holds is known only once it is read, so
 * it is let in while anything is left, and pays afterwards: a key that took more than it had waits until that is made up.
 */
export class RateLimiter {
  readonly rate: Rate;
  readonly #buckets = new Map<string, Bucket>();
  readonly #nowMs: () => number;

  constructor(rate: Rate, nowMs: () => number = () => performance.now()) {
    this.rate = rate;
    this.#nowMs = nowMs;
  }

  /** Takes what a request cost, and tells what is left; a cost of 0 only tells. */
  take(key: string, events: number): Allowance {
    const { perSecond, burst } = this.rate;
    const nowMs = this.#nowMs();
    const known = this.#buckets.get(key) ?? { tokens: burst, atMs: nowMs };
    const tokens = Math.min(burst, known.tokens + ((nowMs - known.atMs) / 1000) * perSecond) - events;
    this.#buckets.set(key, { tokens, atMs: nowMs });
    return {
      left: Math.floor(tokens),
      waitSeconds: tokens >= 1 ? 0 : (1 - tokens) / perSecond,
      fullSeconds: (burst - tokens) / perSecond,
    };
  }
}
