import { seeded } from '../processes.ts';

/** Dice of one input: the same for the same seed and number, whichever inputs came before it. */
export interface Chance {
  /** A whole number from 0 up to, but without, `limit`. */
  below(limit: number): number;
  happens(probability: number): boolean;
  oneOf<Item>(items: readonly Item[]): Item;
}

export function chanceOf(seed: number, number: number): Chance {
  const random = seeded(Math.imul(seed, 1_000_003) + number);
  const below = (limit: number) => Math.floor(random() * limit);
  return {
    below,
    happens: (probability) => random() < probability,
    oneOf: (items) => {
      if (items.length === 0) throw new Error('there is nothing to choose from');
      return items[below(items.length)] as (typeof items)[number];
    },
  };
}
