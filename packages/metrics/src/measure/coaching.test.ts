import { expect, test } from 'vitest';
import type { CoachingCell } from '../tally/coaching.ts';
import { measureCoaching } from './coaching.ts';

/** A team's week: complaints, and those of them won back; of as many, settled within authority. */
function cell(week: number, team: string, coached: boolean, cases: number, recovered: number): CoachingCell {
  return { week, team, coached, cases, recovered, told: cases, settled: recovered };
}

const WEEKS = [
  cell(1, 'A', true, 10, 8),
  cell(1, 'B', false, 10, 5),
  cell(2, 'A', true, 20, 12),
  cell(2, 'B', false, 10, 3),
  cell(2, 'C', false, 10, 6),
];

test('over the same weeks, weighted as Mantel and Haenszel do, and teams are what varies', () => {
  // Weights 10·10/20 and 20·20/40: (5 · 0.8 + 10 · 0.6) / 15 and (5 · 0.5 + 10 · 0.45) / 15. Team B is worse than C, which
  // makes 30 complaints worth 24.8. Intervals by a second implementation in R.
  const { weeks, teams, recovered, settledWithinAuthority } = measureCoaching(WEEKS);
  expect([weeks, teams]).toEqual([2, { coached: 1, notCoached: 2 }]);
  expect([recovered.coached.n, recovered.notCoached.n]).toEqual([30, 30]);
  expect(recovered.coached.value).toBeCloseTo(2 / 3, 9);
  expect([recovered.coached.low, recovered.coached.high].map((end) => end?.toFixed(6))).toEqual([
    '0.487801',
    '0.807695',
  ]);
  expect(recovered.notCoached.value).toBeCloseTo(7 / 15, 9);
  const { value, low, high } = recovered.difference;
  expect([value, low, high].map((end) => end?.toFixed(6))).toEqual(['0.200000', '-0.058857', '0.427245']);
  expect(settledWithinAuthority).toEqual(recovered);
});

test('a week with teams of one kind only has no part: that spring was better is not what coaching did', () => {
  const more = [...WEEKS, cell(3, 'A', true, 500, 500), cell(4, 'B', false, 500, 0)];
  expect(measureCoaching(more)).toEqual(measureCoaching(WEEKS));
});

test('one week and one team a side is the plain difference of Newcombe', () => {
  // Newcombe 1998, example (a): 56/70 and 48/80: 0.2000, 0.0524 to 0.3339.
  const { difference } = measureCoaching([cell(1, 'A', true, 70, 56), cell(1, 'B', false, 80, 48)]).recovered;
  expect([difference.value, difference.low, difference.high].map((end) => end?.toFixed(4))).toEqual([
    '0.2000',
    '0.0524',
    '0.3339',
  ]);
});

test('without both kinds nothing is told', () => {
  const { weeks, recovered } = measureCoaching([cell(1, 'A', true, 70, 56)]);
  expect([weeks, recovered.coached, recovered.difference.value]).toEqual([
    0,
    { value: null, low: null, high: null, n: 0 },
    null,
  ]);
});
