import type { IdealHandOffs } from './outcome.ts';

/**
 * Counts hand-offs at one level as whoever passes a case on means them. It knows nothing of events: the maker of a
 * chain says what each step is, so that folding the events can be checked against it.
 */
export class Ledger {
  /** Who holds the case, or held it last; null: nobody yet. */
  holder: string | null = null;
  #handOffs = 0;
  #direct = false;
  #any = false;
  /** Who passed it on, in order. */
  readonly #departed: string[] = [];
  readonly #endMs: number;

  constructor(endMs: number) {
    this.#endMs = endMs;
  }

  /** The case goes to its first holder, or a change that is no hand-off puts another in the holder's place. */
  place(holder: string): void {
    this.holder = holder;
  }

  /** The holder passes the case on to somebody else. After the end of the simulated time nothing counts. */
  passOn(to: string, atMs: number): void {
    const from = this.holder;
    if (from === null || from === to) throw new Error(`not a hand-off: from ${String(from)} to ${to}`);
    this.holder = to;
    if (atMs > this.#endMs) return;
    this.#departed.push(from);
    this.#handOffs += 1;
    if (this.#departed.at(-2) === to) this.#direct = true;
    if (this.#departed.includes(to)) this.#any = true;
  }

  get counts(): IdealHandOffs {
    return { handOffs: this.#handOffs, pingPongDirect: this.#direct, pingPongAny: this.#any };
  }
}
