/** The longest time without a word to the customer while a case is open, in microseconds. */
export class Silence {
  #longestUs = 0;
  /** Since when nothing was said; null: the case is not open. */
  #sinceUs: number | null;

  constructor(openedUs: number) {
    this.#sinceUs = openedUs;
  }

  speak(atUs: number): void {
    if (this.#sinceUs === null) return;
    this.#longestUs = this.until(atUs);
    this.#sinceUs = atUs;
  }

  end(atUs: number): void {
    this.#longestUs = this.until(atUs);
    this.#sinceUs = null;
  }

  /** Opened again: what was said before is no answer to that. */
  start(atUs: number): void {
    this.#sinceUs ??= atUs;
  }

  /** The longest up to a moment, what lasts then included. */
  until(atUs: number): number {
    return this.#sinceUs === null ? this.#longestUs : Math.max(this.#longestUs, atUs - this.#sinceUs);
  }
}
