import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { holm, holmLevels } from './holm.ts';

describe('p-values are adjusted step by step', () => {
  test.each([
    // The documented example of stdlib's `padjust`, which follows R's p.adjust.
    { p: [0.319, 0.201, 0.4, 0.374, 0.113], adjusted: [0.957, 0.804, 0.957, 0.957, 0.565] },
    // By hand: 0.01 · 3; 0.03 · 2; 0.04 · 1 is less than the one before.
    { p: [0.01, 0.04, 0.03], adjusted: [0.03, 0.06, 0.06] },
    { p: [0.02], adjusted: [0.02] },
    { p: [0.6, 0.7], adjusted: [1, 1] },
    { p: [], adjusted: [] },
  ])('$p → $adjusted', ({ p, adjusted }) => {
    const found = holm(p);
    expect(found).toHaveLength(adjusted.length);
    adjusted.forEach((value, i) => expect(found[i]).toBeCloseTo(value, 12));
  });
});

test('levels widen step by step, and stay where the first is not rejected', () => {
  // 0.001 ≤ 0.05/4; 0.015 ≤ 0.05/3; 0.03 > 0.05/2, so both left are at 0.025.
  const levels = holmLevels([0.04, 0.001, 0.03, 0.015], 0.05);
  [0.025, 0.0125, 0.025, 0.05 / 3].forEach((level, i) => expect(levels[i]).toBeCloseTo(level, 12));
});

test('what lies below its level is exactly what is rejected after adjustment', () => {
  const pValues = fc.array(fc.oneof(fc.double({ min: 0, max: 1, noNaN: true }), fc.double({ min: 0, max: 0.05 })), {
    maxLength: 12,
  });
  fc.assert(
    fc.property(
      pValues.filter((all) => !all.some(Number.isNaN)),
      (all) => {
        const [adjusted, levels] = [holm(all), holmLevels(all, 0.05)];
        expect(all.map((p, i) => p <= (levels[i] ?? 0))).toEqual(adjusted.map((p) => p <= 0.05));
      },
    ),
    { numRuns: 1000 },
  );
});
