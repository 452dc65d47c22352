import { expect, test } from 'vitest';
import { Rests } from './rests.ts';

test('a long stream rests in proportion to its length; a short one never does', () => {
  let nowMs = 0;
  const rests = new Rests(() => nowMs);
  rests.rest('short', 999);
  rests.rest('long', 10_000);
  rests.rest('longest', 100_001);
  expect(rests.resting()).toEqual(['long', 'longest']);
  nowMs = 1_999;
  expect(rests.resting()).toEqual(['long', 'longest']);
  nowMs = 2_000;
  expect(rests.resting()).toEqual(['longest']);
  nowMs = 20_001;
  expect(rests.resting()).toEqual([]);
});
