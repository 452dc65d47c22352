import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { makeBins } from './bins.ts';

const DAY = 86_400;
const bins = makeBins([180 * DAY, 30 * DAY, 90 * DAY, 3000, 3600]);

describe('every edge of the book, and every target, is exact: it ends its bin, the next microsecond is in the next', () => {
  test.each([
    1,
    60,
    300,
    900,
    1800,
    3000,
    3600,
    7200,
    14_400,
    28_800,
    86_400,
    30 * DAY,
    90 * DAY,
    180 * DAY,
    400 * DAY,
  ])('%i s', (edge) => {
    const bin = bins.binOf(edge);
    expect(bins.upperEdgeSeconds(bin)).toBe(edge);
    expect(bins.binOf(edge - 1e-6)).toBe(bin);
    expect(bins.binOf(edge + 1e-6)).toBe(bin + 1);
  });
});

test('0 and clock skew below it have a bin of their own', () => {
  expect(bins.binOf(0)).toBe(0);
  expect(bins.binOf(-0)).toBe(0);
  expect(bins.binOf(-3600)).toBe(0);
  expect(bins.upperEdgeSeconds(0)).toBe(0);
  expect(bins.binOf(1e-6)).toBe(1);
});

test('from 1 s to 400 d no bin is wider than 2 %', () => {
  for (let bin = 2; bin < bins.count - 1; bin++) {
    const ratio = bins.upperEdgeSeconds(bin) / bins.upperEdgeSeconds(bin - 1);
    expect(ratio).toBeGreaterThan(1);
    expect(ratio).toBeLessThanOrEqual(1.02);
  }
});

test('what is longer than 400 days, or than a longer edge asked for, is in the open last bin', () => {
  expect(bins.binOf(400 * DAY + 1)).toBe(bins.count - 1);
  expect(bins.binOf(Infinity)).toBe(bins.count - 1);
  expect(bins.upperEdgeSeconds(bins.count - 1)).toBe(Infinity);
  const longer = makeBins([730 * DAY]);
  expect(longer.upperEdgeSeconds(longer.count - 2)).toBe(730 * DAY);
});

test('bin numbers fit a smallint with room for any targets', () => {
  // ln(400 d / 1 s) / ln 1.02 = 17.36 / 0.0198 = 877 at the least, and one more for each exact edge at the most.
  expect(bins.count).toBeGreaterThan(877);
  expect(bins.count).toBeLessThan(877 * 1.01 + 20);
  const seconds = Array.from({ length: 40_000 }, (_, index) => index + 1);
  expect(() => makeBins(seconds)).toThrow('too many bins to number in a smallint');
});

test('edges are whole microseconds, so that a duration in microseconds has the same bin on every machine', () => {
  for (let bin = 0; bin < bins.count - 1; bin++) {
    const edge = bins.upperEdgeSeconds(bin);
    expect(Math.round(edge * 1e6) / 1e6).toBe(edge);
  }
});

test('edges asked for twice, in any order, or already there, change nothing', () => {
  const again = makeBins([3000, 90 * DAY, 60, 30 * DAY, 3000, 180 * DAY]);
  expect(again.count).toBe(bins.count);
  for (let bin = 0; bin < bins.count; bin++) expect(again.upperEdgeSeconds(bin)).toBe(bins.upperEdgeSeconds(bin));
});

test('a duration lies above the edge of the bin before and not above its own', () => {
  const seconds = fc.oneof(
    fc.integer({ min: 1, max: 500 * DAY * 1e6 }).map((us) => us / 1e6),
    fc.double({ min: -18, max: 18, noNaN: true }).map(Math.exp),
  );
  fc.assert(
    fc.property(seconds, (duration) => {
      const bin = bins.binOf(duration);
      expect(bins.upperEdgeSeconds(bin - 1)).toBeLessThan(duration);
      expect(bins.upperEdgeSeconds(bin)).toBeGreaterThanOrEqual(duration);
    }),
    { numRuns: 2000 },
  );
});

test('what is no duration, no edge or no bin is refused by name', () => {
  expect(() => bins.binOf(NaN)).toThrow('duration is not a number');
  expect(() => bins.upperEdgeSeconds(bins.count)).toThrow(`no such bin: ${bins.count} of ${bins.count}`);
  expect(() => bins.upperEdgeSeconds(0.5)).toThrow('no such bin: 0.5');
  for (const edge of [0, 0.5, -60, NaN, Infinity]) {
    expect(() => makeBins([60, edge])).toThrow(`edge of a bin is not a number of seconds of at least 1: ${edge}`);
  }
});
