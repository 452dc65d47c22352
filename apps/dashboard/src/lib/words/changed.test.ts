import type { Moved, MovedGroup } from '@finest-hour/metrics';
import { expect, test } from 'vitest';
import { comparable, points, pointsInterval, unsplitWords } from './changed.ts';

test.each([
  [0.05, '+5.0'],
  [-0.0044, '\u22120.4'],
  [0.0004, '0.0'],
  [-0.0004, '0.0'],
])('a part of %d is told in complaints of 100, with its sign', (share, words) => {
  expect(points(share)).toBe(words);
});

test('so is an interval, where there is one', () => {
  expect(pointsInterval({ value: 0.01, low: -0.021, high: 0.04 })).toBe('\u22122.1 to +4.0');
  expect(pointsInterval({ value: null, low: null, high: null })).toBeNull();
});

test('groups too few to compare are one row, so that the parts still add', () => {
  const share = { value: 0.5, low: 0.4, high: 0.6, n: 40 };
  const difference = { value: 0, low: null, high: null };
  const group = (key: string, adjusted: number | null, mix: number): MovedGroup => {
    return { key, before: share, after: share, mix, rate: 0.01, difference, adjusted, named: false };
  };
  const { enough, few } = comparable([group('a', 1, 0.1), group('b', null, 0.02), group('c', null, 0.03)]);
  expect(enough.map(({ key }) => key)).toEqual(['a']);
  expect(few).toEqual({ groups: 2, mix: 0.05, rate: 0.02 });
});

test('a change from too few is not split', () => {
  const counts = (n: number) => ({ value: 0.5, low: 0.4, high: 0.6, n });
  const moved = { tooFew: true, after: counts(1240), before: counts(12) } as Moved;
  expect(unsplitWords(moved, 'the quarter before')).toBe(
    'Not compared: 1,240 with a verdict, 12 in the quarter before; we compare from 30.',
  );
  expect(unsplitWords({ ...moved, tooFew: false }, 'the quarter before')).toBeNull();
});
