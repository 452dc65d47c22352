import fc from 'fast-check';
import { expect, test } from 'vitest';
import { DAY_US } from '../book.ts';
import { RETURN_EXITS } from '../facts.ts';
import { isAwaited, isBack, LANDMARKS, packSurprise, unpackSurprise, WATCHED_DAYS } from './surprise.ts';

const { returned, left, none } = RETURN_EXITS;
const on = (days: number | null) => (days === null ? null : days * DAY_US);
const of = (surprise: number | null, exit: 0 | 1 | 2, after: number | null) =>
  unpackSurprise(packSurprise(on(surprise), { exit, afterUs: on(after) }) ?? NaN);

test('a surprise is looked back upon at the end of its day; later than six weeks is none', () => {
  const day = (surprise: number | null) => of(surprise, none, null).day;
  expect([0, 0.1, 1, 1.1, 42, 42.1, 100, null].map(day)).toEqual([1, 1, 1, 2, 42, 0, 0, 0]);
});

test('at a landmark is awaited who has neither come back nor left by then', () => {
  const awaited = (exit: 1 | 2, after: number) => isAwaited(of(5, exit, after), 5);
  expect([4, 5, 5.01, 60].map((after) => awaited(returned, after))).toEqual([false, false, true, true]);
  expect([4, 5, 5.01, 60].map((after) => awaited(left, after))).toEqual([false, false, true, true]);
  expect(isAwaited(of(5, none, null), 5)).toBe(true);
});

test('back is who comes within 90 days of it, and who left is not', () => {
  const back = (exit: 1 | 2, after: number) => isBack(of(5, exit, after), 5);
  expect([5, 5.01, 95, 95.01].map((after) => back(returned, after))).toEqual([false, true, true, false]);
  expect(back(left, 20)).toBe(false);
  expect(isBack(of(5, none, null), 5)).toBe(false);
});

test('who had left before the opening has no code', () => {
  expect(packSurprise(null, null)).toBeNull();
});

test('whatever the days, the code tells at every landmark what the times themselves do', () => {
  const time = fc.oneof(fc.nat(140), fc.float({ min: 0, max: 140, noNaN: true }), fc.constant(null));
  fc.assert(
    fc.property(time, time, fc.constantFrom(returned, left), (surprise, after, exit) => {
      const code = packSurprise(on(surprise), { exit: after === null ? none : exit, afterUs: on(after) });
      expect(code).toBeLessThan(2 ** 15);
      const told = unpackSurprise(code ?? NaN);
      const atUs = after === null ? Infinity : after * DAY_US;
      for (let day = 1; day <= LANDMARKS; day += 1) {
        const isLate = atUs > day * DAY_US;
        expect(isAwaited(told, day)).toBe(isLate);
        expect(isBack(told, day)).toBe(isLate && exit === returned && atUs <= (day + WATCHED_DAYS) * DAY_US);
      }
    }),
  );
});
