import { expect, test } from 'vitest';
import { DEFAULT_PARAMETERS } from '../parameters.ts';
import { caseLaws, type CaseLaw } from '../law/case-law.ts';
import { distribution, handOffTruth } from './hand-offs.ts';

/** Passed on at least once with P = 0.5, and once more each time with P = `again`, whatever becomes of it. */
function law(again: number): CaseLaw {
  const passing = { once: 0.5, again };
  const [first] = caseLaws(DEFAULT_PARAMETERS);
  if (first === undefined) throw new Error('no cause');
  return { ...first.before, passing: { recovered: passing, notRecovered: passing } };
}

const told = (again: number, counted: number, first: number) =>
  handOffTruth([[1, law(again)]], (one) => distribution(one, counted, first));

test('the distribution of hand-offs, by hand', () => {
  // 0 with 1/2, then 1/4, 1/8, 1/16, …: the mean is 1.
  const halves = told(0.5, 1, 0);
  expect([halves.never, halves.once, halves.twice, halves.more]).toEqual([0.5, 0.25, 0.125, 0.125]);
  expect(halves.mean).toBeCloseTo(1, 12);
  // One at most, and that across teams with 1/2.
  const across = told(0, 0.5, 0);
  expect([across.never, across.once, across.twice, across.mean]).toEqual([0.75, 0.25, 0, 0.25]);
  // One more at the desk with 1/2.
  const desk = told(0, 1, 0.5);
  expect([desk.never, desk.once, desk.twice, desk.mean]).toEqual([0.25, 0.5, 0.25, 1]);
});
