import { expect, test } from 'vitest';
import { Random } from './random.ts';

test('the generator is xoshiro128**: its first words from the state 1, 2, 3, 4', () => {
  // By an independent program after the authors' xoshiro128starstar.c; the same words are in the tests of Rust's rand_xoshiro.
  const random = new Random(1, 2, 3, 4);
  const words = Array.from({ length: 6 }, () => random.next());
  expect(words).toEqual([11520, 0, 5927040, 70819200, 2031721883, 1637235492]);
});

test('the same seed and keys give the same numbers, any other key or seed gives others', () => {
  const words = (seed: number, ...keys: number[]) => {
    const random = Random.of(seed, ...keys);
    return [random.next(), random.next(), random.next()].join();
  };
  expect(words(1, 2, 3)).toBe(words(1, 2, 3));
  const others = [
    words(1, 2, 3),
    words(2, 2, 3),
    words(1, 3, 2),
    words(1, 2),
    words(1, 2, 3, 0),
    words(2 ** 40 + 1, 2, 3),
  ];
  expect(new Set(others).size).toBe(others.length);
});

test('ten thousand streams of neighbouring keys begin evenly in [0, 1)', () => {
  const tenths = new Array<number>(10).fill(0);
  for (let key = 0; key < 10_000; key += 1) {
    const tenth = Math.floor(Random.of(7, 1, key).fraction() * 10);
    tenths[tenth] = (tenths[tenth] ?? 0) + 1;
  }
  // Each tenth expects 1000 with a standard error of 30.
  for (const count of tenths) expect(Math.abs(count - 1000)).toBeLessThan(4 * 30);
});

test('exponential and Poisson numbers have the mean they are asked for', () => {
  const random = Random.of(3);
  const mean = (draw: () => number) => Array.from({ length: 20_000 }, draw).reduce((sum, x) => sum + x, 0) / 20_000;
  expect(Math.abs(mean(() => random.exponential(5)) - 5)).toBeLessThan((4 * 5) / Math.sqrt(20_000));
  expect(Math.abs(mean(() => random.poisson(100)) - 100)).toBeLessThan((4 * 10) / Math.sqrt(20_000));
  expect(random.poisson(0)).toBe(0);
});

test('an index comes as often as its probability says, one with 0 never', () => {
  const random = Random.of(4);
  const counts = [0, 0, 0];
  for (let i = 0; i < 10_000; i += 1) {
    const index = random.index([0.3, 0, 0.7]);
    counts[index] = (counts[index] ?? 0) + 1;
  }
  expect(counts[1]).toBe(0);
  expect(Math.abs((counts[0] ?? 0) - 3000)).toBeLessThan(4 * Math.sqrt(10_000 * 0.21));
});
