import type { BucketSpan } from '../bucket.ts';
import type { Stream } from '../log/read.ts';
import { Rests } from './rests.ts';

/** What a round of a projection has read and folded. */
export interface Round {
  readonly streams: readonly Stream[];
  /** It might have read so many. */
  readonly limit: number;
  /** When the oldest and the newest of their marks were committed, in milliseconds since 1970. */
  readonly sinceMs: number;
  readonly untilMs: number;
  /** How much there was to fold of a stream. */
  lengthOf(subject: string): number;
}

/** Whose turn it is, round by round, where more waits than one round takes. */
export interface Turn {
  /** Where the next round begins in a span. */
  begin(span: BucketSpan): BucketSpan;
  /** Streams whose turn it is not, since they had it just now and take long. */
  resting(): readonly string[];
  took(round: Round): void;
}

/** First come, first served. */
export const NO_TURN: Turn = { begin: (span) => span, resting: () => [], took: () => undefined };

export function isFull({ streams, limit }: Round): boolean {
  return streams.length >= limit;
}

/**
 * The turns of one lane of a worker. A round that was full is followed by one that begins behind it, so that buckets in
 * which much arrives don't keep the worker from those after them; and a long stream rests.
 */
export class LaneTurn implements Turn {
  readonly #rests: Rests;
  #from = 0;
  #last: Round | null = null;

  constructor(rests: Rests = new Rests()) {
    this.#rests = rests;
  }

  /** The round before; null: there was none. */
  get last(): Round | null {
    return this.#last;
  }

  begin({ first, last }: BucketSpan): BucketSpan {
    return { first: this.#from > last ? first : Math.max(first, this.#from), last };
  }

  resting(): readonly string[] {
    return this.#rests.resting();
  }

  took(round: Round): void {
    this.#last = round;
    this.#from = isFull(round) ? (round.streams.at(-1)?.bucket ?? 0) + 1 : 0;
    for (const { subject } of round.streams) this.#rests.rest(subject, round.lengthOf(subject));
  }
}
