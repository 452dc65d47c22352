import { expect, test } from 'vitest';
import { bookBins } from '../bins.ts';
import { DEFAULT_BOOK_SETTINGS } from '../book.ts';
import { packMargin } from '../tally/margin.ts';
import { MINUTE_US } from '../testing/case-log.ts';
import { measureMargin } from './promises.ts';

const BINS = bookBins(DEFAULT_BOOK_SETTINGS);
const pack = (minutes: number | null, firstBroken = false) =>
  packMargin({ firstMarginUs: minutes === null ? null : minutes * MINUTE_US, firstBroken }, BINS);

/** So many each, kept so many minutes after they were due; null: never. */
function margins(each: number, ...minutes: readonly (number | null)[]) {
  return measureMargin(
    minutes.map((one) => ({ margin: pack(one, one === null) ?? NaN, count: each })),
    BINS,
  );
}

test('a margin is early below 0, on time at 0, late above, and beyond all where it was not kept', () => {
  expect([pack(-60), pack(0), pack(60)]).toEqual([-BINS.binOf(3600), 0, BINS.binOf(3600)]);
  expect(pack(null, true)).toBe(BINS.count);
  expect(pack(null)).toBeNull();
});

test('half of the promises are kept by the median, which may be before they were due', () => {
  // 20 each: by an hour before 20 of 100, by five minutes before 40, at the time 60.
  expect(margins(20, -60, -5, 0, 30, 120)).toMatchObject({ medianSeconds: { value: 0 }, n: 100 });
  expect(margins(20, -60, -60, -5, 30, 120).medianSeconds.value).toBe(-300);
  // By the book's F^exp(±z·se/(F ln F)), 40 of 100 reach to 0.494 and 60 of 100 down to 0.497: neither excludes the median
  // from where half is passed, nor includes it before.
  expect(margins(20, -60, -5, 0, 30, 120).medianSeconds).toMatchObject({ low: 0, high: 1800 });
});

test('what was not kept is no late promise, and holds the median up', () => {
  expect(margins(20, 0, 30, null).medianSeconds.value).toBe(1800);
  expect(margins(20, 0, null, null).medianSeconds.value).toBeNull();
  expect(margins(20, 0, null, null).n).toBe(60);
});

test('of very few nothing is excluded', () => {
  expect(margins(1, -60).medianSeconds).toEqual({ value: -3600, low: null, high: null });
});
