import type { CustomerEvent } from '@finest-hour/events';
import { describe, expect, test } from 'vitest';
import { DAY_US, DEFAULT_BOOK_SETTINGS } from '../book.ts';
import { days, opened, resolved } from '../testing/case-log.ts';
import { bought, left } from '../testing/customer-log.ts';
import { fold } from '../testing/fold.ts';
import { foldCustomer } from './fold-customer.ts';
import { readHistory } from './history.ts';
import { readReturn } from './returns.ts';

/** From day 0 on, as seen by case-1: how the wait ended, and after how many days. */
const after = (startUs: number, ...events: readonly CustomerEvent[]) => {
  const returned = readReturn(readHistory(events), 'case-1', startUs);
  return returned && [returned.exit, returned.afterUs === null ? null : returned.afterUs / DAY_US];
};
const [WAITING, RETURNED, LEFT] = [0, 1, 2];

describe('coming back after a moment', () => {
  test('is the first value event after it, the moment itself not included', () => {
    expect(after(days(0), bought(days(-5)))).toEqual([WAITING, null]);
    expect(after(days(0), bought(days(0)))).toEqual([WAITING, null]);
    expect(after(days(0), bought(days(0)), bought(days(12)), bought(days(3)))).toEqual([RETURNED, 3]);
  });

  test('is not what was bought to make up for the case itself; for another case it is', () => {
    const own = bought(days(3), { case: 'case-1' });
    expect(after(days(0), own)).toEqual([WAITING, null]);
    expect(after(days(0), own, bought(days(7), { case: 'case-2' }))).toEqual([RETURNED, 7]);
  });

  test('competes with leaving: what comes first ends the wait, and a purchase at the same instant is one', () => {
    expect(after(days(0), left(days(4)), bought(days(9)))).toEqual([LEFT, 4]);
    expect(after(days(0), left(days(9)), bought(days(4)))).toEqual([RETURNED, 4]);
    expect(after(days(0), left(days(4)), bought(days(4)))).toEqual([RETURNED, 4]);
    expect(after(days(0), left(days(4)))).toEqual([LEFT, 4]);
    expect(after(days(0), left(days(4)), left(days(8)))).toEqual([LEFT, 4]);
  });

  test('is not asked of who had left by then, unless they had come back since', () => {
    expect(after(days(0), left(days(-3)), bought(days(5)))).toBeNull();
    expect(after(days(0), left(days(0)), bought(days(5)))).toBeNull();
    expect(after(days(0), left(days(-3)), bought(days(-1)), bought(days(5)))).toEqual([RETURNED, 5]);
    expect(after(days(0), left(days(-9)), bought(days(-5)), left(days(-3)), bought(days(5)))).toBeNull();
    // What made up for the case was no coming back.
    expect(after(days(0), left(days(-3)), bought(days(-1), { case: 'case-1' }), bought(days(5)))).toBeNull();
  });
});

describe('the two clocks of a case', () => {
  const clocks = (...events: readonly CustomerEvent[]) => {
    const { summary } = fold([opened(), resolved(days(5))]);
    const [facts] = foldCustomer([summary], DEFAULT_BOOK_SETTINGS, readHistory(events));
    const told = (returned: { exit: number; afterUs: number | null } | null | undefined) =>
      returned && [returned.exit, returned.afterUs === null ? null : returned.afterUs / DAY_US];
    return { opening: told(facts?.returned), verdict: told(facts?.returnedAfterVerdict), matched: facts?.matched };
  };

  test('start at the opening, and at the verdict 44 days later', () => {
    expect(clocks(bought(days(60)))).toEqual({ opening: [RETURNED, 60], verdict: [RETURNED, 16], matched: true });
  });

  test('who came back before the verdict is watched again from there', () => {
    expect(clocks(bought(days(10)), bought(days(50)))).toMatchObject({
      opening: [RETURNED, 10],
      verdict: [RETURNED, 6],
    });
    expect(clocks(bought(days(10)))).toMatchObject({ opening: [RETURNED, 10], verdict: [WAITING, null] });
    // At the very verdict is before it is over.
    expect(clocks(bought(days(44)), bought(days(45)))).toMatchObject({
      opening: [RETURNED, 44],
      verdict: [RETURNED, 1],
    });
  });

  test('who left before the verdict has no part in what came after it', () => {
    expect(clocks(left(days(10)), bought(days(50)))).toMatchObject({ opening: [LEFT, 10], verdict: null });
    expect(clocks(left(days(10)), bought(days(20)), bought(days(50)))).toMatchObject({
      opening: [LEFT, 10],
      verdict: [RETURNED, 6],
    });
  });

  test('a customer of whom only complaints are known is not matched', () => {
    expect(clocks()).toEqual({ opening: [WAITING, null], verdict: [WAITING, null], matched: false });
  });
});
