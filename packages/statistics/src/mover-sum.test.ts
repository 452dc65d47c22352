import { expect, test } from 'vitest';
import { moverSum } from './mover-sum.ts';
import { mover } from './mover.ts';

test('joins the distances that stretch each bound, weighed, by Pythagoras', () => {
  // 0.5 · 0.6 [0.4, 0.7] + 0.25 · 0.2 [0.0, 0.8] = 0.35; low 0.35 − √(0.1² + 0.05²), high 0.35 + √(0.05² + 0.15²).
  const sum = moverSum([
    { weight: 0.5, value: 0.6, low: 0.4, high: 0.7 },
    { weight: 0.25, value: 0.2, low: 0, high: 0.8 },
  ]);
  expect(sum.value).toBeCloseTo(0.35, 12);
  expect(sum.low).toBeCloseTo(0.35 - 0.1118033989, 10);
  expect(sum.high).toBeCloseTo(0.35 + 0.158113883, 10);
});

test('with weights 1 and −1 it is the difference of two', () => {
  const [first, second] = [
    { value: 0.7, low: 0.4, high: 0.8 },
    { value: 0.5, low: 0.1, high: 0.9 },
  ];
  const [sum, difference] = [
    moverSum([
      { weight: 1, ...first },
      { weight: -1, ...second },
    ]),
    mover(first, second),
  ];
  expect(sum.value).toBeCloseTo(difference.value, 12);
  expect(sum.low).toBeCloseTo(difference.low, 12);
  expect(sum.high).toBeCloseTo(difference.high, 12);
});

test('a sum of nothing is nothing', () => {
  expect(moverSum([])).toEqual({ value: 0, low: 0, high: 0 });
});
