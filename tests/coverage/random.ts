/** Seeded chance: the same seed, the same draws, on every machine. */
export class Random {
  #state: number;

  constructor(seed: number) {
    // Seeds beside each other must not start beside each other.
    this.#state = Math.imul(seed + 1, 0x9e3779b1) >>> 0;
  }

  /** [0, 1), by Mulberry32. */
  uniform(): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let mixed = this.#state;
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  }

  happens(probability: number): boolean {
    return this.uniform() < probability;
  }

  /** Time to the next event of a constant rate; a rate of 0 never happens. */
  exponential(rate: number): number {
    return -Math.log1p(-this.uniform()) / rate;
  }

  /** Knuth's, for small means. */
  poisson(mean: number): number {
    const limit = Math.exp(-mean);
    let count = 0;
    for (let product = this.uniform(); product > limit; product *= this.uniform()) count += 1;
    return count;
  }

  /** One of some parts, by their shares, which add up to 1. */
  part<Part extends { readonly share: number }>(parts: readonly Part[]): Part {
    let left = this.uniform();
    for (const part of parts) {
      left -= part.share;
      if (left < 0) return part;
    }
    return parts[parts.length - 1] as Part;
  }
}
