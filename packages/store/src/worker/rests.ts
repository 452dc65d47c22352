/** A stream shorter than this is folded whenever something of it arrives: it takes less than the worker's pause. */
const RESTS_FROM = 1_000;
/** Some ten times what folding takes, so that what arrives all the time in one stream leaves nine tenths to the others. */
const REST_MS_PER_EVENT = 0.2;

/**
 * Long streams rest in proportion to their length, so that they are folded as often as it can be afforded, however often
 * something of them arrives.
 */
export class Rests {
  readonly #nowMs: () => number;
  readonly #untilMs = new Map<string, number>();

  constructor(nowMs: () => number = () => performance.now()) {
    this.#nowMs = nowMs;
  }

  resting(): readonly string[] {
    const nowMs = this.#nowMs();
    for (const [subject, untilMs] of this.#untilMs) if (untilMs <= nowMs) this.#untilMs.delete(subject);
    return [...this.#untilMs.keys()];
  }

  /** A stream was folded; `length`: its events, or a customer's events and cases. */
  rest(subject: string, length: number): void {
    if (length >= RESTS_FROM) this.#untilMs.set(subject, this.#nowMs() + length * REST_MS_PER_EVENT);
  }
}
