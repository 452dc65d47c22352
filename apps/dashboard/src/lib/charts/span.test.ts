import { expect, test } from 'vitest';
import { shareSpan } from './span.ts';

test.each([
  ['a small change stays small', [{ low: 0.61, high: 0.64 }], { from: 50, to: 90 }],
  [
    'all intervals are inside',
    [
      { low: 0.21, high: 0.3 },
      { low: 0.6, high: 0.87 },
    ],
    { from: 20, to: 90 },
  ],
  ['it never passes 100', [{ low: 0.95, high: 1 }], { from: 60, to: 100 }],
  ['it never passes 0', [{ low: 0, high: 0.03 }], { from: 0, to: 40 }],
  ['nothing to draw is the whole', [], { from: 0, to: 100 }],
])('the axis of shares spans at least 40 points: %s', (_name, intervals, span) => {
  expect(shareSpan(intervals)).toEqual(span);
});
