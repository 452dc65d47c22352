import { expect, test } from 'vitest';
import { Z_95 } from './interval.ts';
import { normalQuantile, normalTail } from './normal.ts';

test.each([
  // R: pnorm(z, lower.tail = FALSE); Python: erfc(z / √2) / 2.
  [0, 0.5],
  [0.5, 0.3085375387259869],
  [1, 0.1586552539314571],
  [2, 0.0227501319481792],
  [2.999, 0.0013543365337271066],
  [3, 0.0013498980316301],
  [4, 3.16712418331199e-5],
  [6, 9.86587645037698e-10],
  [10, 7.61985302416052e-24],
])('beyond %d lies %d of the normal distribution', (z, tail) => {
  expect(normalTail(z) / tail).toBeCloseTo(1, 10);
  expect(normalTail(-z)).toBeCloseTo(1 - tail, 12);
});

test.each([
  // R 4: qnorm(tail, lower.tail = FALSE).
  [0.5, 0],
  [0.1, 1.2815515655446],
  [0.025, Z_95],
  [0.005, 2.5758293035489],
  [0.0005, 3.2905267314919],
])('a tail of %d begins at %d', (tail, z) => {
  expect(normalQuantile(tail)).toBeCloseTo(z, 10);
});
