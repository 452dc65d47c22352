import type { BucketSpan } from '../bucket.ts';
import type { Stream } from '../log/read.ts';

/** Whose turn it is, round by round, where more waits than one round takes. */
export interface Turn {
  /** Where the next round begins in a span. */
  begin(span: BucketSpan): BucketSpan;
  /** Streams whose turn it is not, since they had it just now and take long. */
  resting(): readonly string[];
  /** A round has read these streams, of `limit` that it might; `lengthOf`: how much there is to fold of one. */
  took(streams: readonly Stream[], limit: number, lengthOf: (subject: string) => number): void;
}

/** First come, first served. */
export const NO_TURN: Turn = { begin: (span) => span, resting: () => [], took: () => undefined };

/** A stream shorter than this is folded whenever something of it arrives: it takes less than the worker's pause. */
const RESTS_FROM = 1_000;
/** Some ten times what folding takes, so that what arrives all the time in one stream leaves nine tenths to the others. */
const REST_MS_PER_EVENT = 0.2;

/**
 * The turns of one lane of a worker. A round that was full is followed by one that begins behind it, so that buckets in
 * which much arrives don't keep the worker from those after them; and a long stream rests in proportion to its length, so
 * that it is folded as often as it can be afforded, however often something of it arrives.
 */
export class LaneTurn implements Turn {
  readonly #nowMs: () => number;
  readonly #restUntilMs = new Map<string, number>();
  #from = 0;

  constructor(nowMs: () => number = () => performance.now()) {
    this.#nowMs = nowMs;
  }

  begin({ first, last }: BucketSpan): BucketSpan {
    return { first: this.#from > last ? first : Math.max(first, this.#from), last };
  }

  resting(): readonly string[] {
    const nowMs = this.#nowMs();
    for (const [subject, untilMs] of this.#restUntilMs) if (untilMs <= nowMs) this.#restUntilMs.delete(subject);
    return [...this.#restUntilMs.keys()];
  }

  took(streams: readonly Stream[], limit: number, lengthOf: (subject: string) => number): void {
    this.#from = streams.length < limit ? 0 : (streams.at(-1)?.bucket ?? 0) + 1;
    const nowMs = this.#nowMs();
    for (const { subject } of streams) {
      const length = lengthOf(subject);
      if (length >= RESTS_FROM) this.#restUntilMs.set(subject, nowMs + length * REST_MS_PER_EVENT);
    }
  }
}
