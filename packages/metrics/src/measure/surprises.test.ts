import { expect, test } from 'vitest';
import { DAY_US } from '../book.ts';
import { RETURN_EXITS } from '../facts.ts';
import { packSurprise } from '../tally/surprise.ts';
import { measureComebacks } from './surprises.ts';

/** So many customers, surprised and back on these days. */
function customers(count: number, surprise: number | null, back: number | null) {
  const us = (days: number | null) => (days === null ? null : days * DAY_US);
  const exit = back === null ? RETURN_EXITS.none : RETURN_EXITS.returned;
  return { code: packSurprise(us(surprise), { exit, afterUs: us(back) }) ?? NaN, count };
}

const of = (...cells: readonly ReturnType<typeof customers>[]) => measureComebacks({ cells, notCovered: 0 });

test('who came back before there was time to surprise them is no loyalty without surprises', () => {
  // From the opening on, 24 of 30 came back without a surprise, 4 of 10 with one. On day 5, 10 of the 30 are left.
  const { surprised, unsurprised, difference } = of(
    ...[customers(4, 5, 50), customers(6, 5, null)],
    ...[customers(20, null, 2), customers(4, null, 50), customers(6, null, null)],
  );
  expect([surprised.cases, surprised.n, surprised.value]).toEqual([4, 10, 0.4]);
  expect([unsurprised.n, unsurprised.value, difference.value]).toEqual([10, 0.4, 0]);
});

test('who lives to be surprised late is compared with who had waited as long, and is one of those before', () => {
  // Day 1: 30 surprised; of 100 never surprised and 10 not yet, 65 come back within 90 days. Day 10: 10 surprised; of the
  // 50 left, 10 come back. (30 · 65/110 + 10 · 10/50) / 40. Intervals by a second implementation in R, person by person.
  const { surprised, unsurprised, difference } = of(
    ...[customers(15, 1, 20), customers(15, 1, null), customers(5, 10, 20), customers(5, 10, null)],
    ...[customers(50, null, 5), customers(10, null, 20), customers(40, null, null)],
  );
  expect([surprised.cases, surprised.n, unsurprised.n]).toEqual([20, 40, 110]);
  expect(unsurprised.value).toBeCloseTo(0.4931818182, 9);
  expect([unsurprised.low, unsurprised.high].map((end) => end?.toFixed(6))).toEqual(['0.401573', '0.585251']);
  expect(difference.value).toBeCloseTo(0.0068181818, 9);
  expect([difference.low, difference.high].map((end) => end?.toFixed(6))).toEqual(['-0.167487', '0.180880']);
});

test('a day with nobody to compare with has no part, and without any there is nothing to tell', () => {
  expect(of(customers(5, 3, 9)).surprised).toMatchObject({ n: 0, value: null });
  const { surprised, unsurprised, difference } = of(customers(5, 3, 1), customers(9, null, null));
  expect([surprised.n, unsurprised.value, difference.value]).toEqual([0, null, null]);
  expect(measureComebacks({ cells: [], notCovered: 7 }).notCovered).toBe(7);
});
