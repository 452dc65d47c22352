const rotate = (word: number, by: number) => (word << by) | (word >>> (32 - by));

/** What a stream of random numbers is for: streams of different purposes are independent of each other. */
export const PURPOSE = {
  count: 1,
  complaint: 2,
  story: 3,
  before: 4,
  after: 5,
  later: 6,
  regular: 7,
  company: 8,
  mess: 9,
} as const;

/**
 * Random numbers by xoshiro128** (Blackman and Vigna, 2018), seeded by a hash of seed and keys.
 *
 * Keys name what the numbers are for (a purpose, a day, a number), so that any part of the company can be made
 * anew without making what came before it.
 */
export class Random {
  #a: number;
  #b: number;
  #c: number;
  #d: number;

  constructor(a: number, b: number, c: number, d: number) {
    [this.#a, this.#b, this.#c, this.#d] = [a | 0, b | 0, c | 0, d | 0];
  }

  /** The stream of a seed and keys, all whole numbers. Two 32-bit hashes keep a million streams apart. */
  static of(seed: number, ...keys: readonly number[]): Random {
    let one = 0x9e3779b9 ^ seed;
    let two = 0x85ebca6b ^ Math.floor(seed / 0x1_0000_0000);
    for (const key of [seed, ...keys]) {
      one = Math.imul(rotate(one ^ key, 13), 0xcc9e2d51) + 0x1b873593;
      two = Math.imul(rotate(two ^ key, 17), 0x27d4eb2f) + (one >>> 3);
    }
    const random = new Random(finish(one), finish(two), finish(one ^ 0x6c078965), finish(two ^ 0x5bd1e995) | 1);
    for (let i = 0; i < 4; i += 1) random.next();
    return random;
  }

  /** A whole number of 32 bits. */
  next(): number {
    const result = Math.imul(rotate(Math.imul(this.#b, 5), 7), 9) >>> 0;
    const shifted = this.#b << 9;
    this.#c ^= this.#a;
    this.#d ^= this.#b;
    this.#b ^= this.#c;
    this.#a ^= this.#d;
    this.#c ^= shifted;
    this.#d = rotate(this.#d, 11);
    return result;
  }

  /** In (0, 1), never an end: its logarithm is finite. */
  fraction(): number {
    return (this.next() + 0.5) / 0x1_0000_0000;
  }

  chance(probability: number): boolean {
    return this.fraction() < probability;
  }

  /** A whole number in [0, count). */
  below(count: number): number {
    return Math.floor(this.fraction() * count);
  }

  between(low: number, high: number): number {
    return low + this.fraction() * (high - low);
  }

  exponential(mean: number): number {
    return -mean * Math.log(this.fraction());
  }

  pick<T>(items: readonly T[]): T {
    return items[this.below(items.length)] as T;
  }

  /** Index by probabilities that add up to 1 (what rounding leaves over goes to the last). */
  index(probabilities: readonly number[]): number {
    let left = this.fraction();
    const last = probabilities.length - 1;
    for (let i = 0; i < last; i += 1) {
      left -= probabilities[i] as number;
      if (left < 0) return i;
    }
    return last;
  }

  /** Knuth's method, in pieces small enough that e^−mean keeps its digits. */
  poisson(mean: number): number {
    let count = 0;
    for (let left = mean; left > 0; left -= 30) {
      const limit = Math.exp(-Math.min(left, 30));
      for (let product = this.fraction(); product > limit; product *= this.fraction()) count += 1;
    }
    return count;
  }
}

/** The last step of MurmurHash3: every bit of the input reaches every bit of the output. */
function finish(word: number): number {
  let hash = Math.imul(word ^ (word >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return hash ^ (hash >>> 16);
}
