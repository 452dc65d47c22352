import { expect, test } from 'vitest';
import { binEdgesUs, bookBins, HORIZONS_DAYS } from './bins.ts';
import { DAY_US, DEFAULT_BOOK_SETTINGS } from './book.ts';

const binsOf = (ownershipTargetSeconds: number) => bookBins({ ...DEFAULT_BOOK_SETTINGS, ownershipTargetSeconds });

test('the target and every horizon end a bin: a microsecond more is in the next', () => {
  const target = 5437;
  const bins = binsOf(target);
  for (const seconds of [target, ...HORIZONS_DAYS.map((days) => days * 86_400)]) {
    const bin = bins.binOf(seconds);
    expect(bins.upperEdgeSeconds(bin)).toBe(seconds);
    expect(bins.binOf(seconds + 1e-6)).toBe(bin + 1);
  }
  expect(HORIZONS_DAYS).toEqual([30, 90, 180]);
});

test('another target makes other bins, and the same target the same', () => {
  expect(binsOf(5437).binOf(5437)).not.toBe(binsOf(3600).binOf(5437));
  expect(binsOf(3600)).toBe(binsOf(3600));
});

test('edges in whole microseconds sort as the bins do: n − 1 edges, each the last of its bin', () => {
  const bins = binsOf(3600);
  const edges = binEdgesUs(bins);
  expect(edges).toHaveLength(bins.count - 1);
  expect(edges[0]).toBe(0);
  expect(edges.every((edge, bin) => Number.isInteger(edge) && bins.binOf(edge / 1e6) === bin)).toBe(true);
  expect(edges).toContain(90 * DAY_US);
});
