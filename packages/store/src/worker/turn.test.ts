import { expect, test } from 'vitest';
import type { Stream } from '../log/read.ts';
import { LaneTurn } from './turn.ts';

const stream = (bucket: number, subject = 'a'): Stream => ({ bucket, family: 'case', subject });
const SPAN = { first: 100, last: 199 };
const short = () => 1;

test('a full round is followed by one that begins behind it, and the end by the beginning', () => {
  const turn = new LaneTurn();
  expect(turn.begin(SPAN)).toEqual(SPAN);
  turn.took([stream(100), stream(120)], 2, short);
  expect(turn.begin(SPAN)).toEqual({ first: 121, last: 199 });
  turn.took([stream(121), stream(199)], 2, short);
  expect(turn.begin(SPAN)).toEqual(SPAN);
  turn.took([stream(100), stream(150)], 2, short);
  turn.took([stream(180)], 2, short);
  expect(turn.begin(SPAN)).toEqual(SPAN);
});

test('what is not found behind the last round is looked for from the beginning', () => {
  const turn = new LaneTurn();
  turn.took([stream(100), stream(120)], 2, short);
  turn.took([], 2, short);
  expect(turn.begin(SPAN)).toEqual(SPAN);
});

test('a long stream rests in proportion to its length; a short one never does', () => {
  let nowMs = 0;
  const turn = new LaneTurn(() => nowMs);
  const lengths: Readonly<Record<string, number>> = { short: 999, long: 10_000, longest: 100_001 };
  turn.took([stream(1, 'short'), stream(1, 'long'), stream(2, 'longest')], 9, (subject) => lengths[subject] ?? 0);
  expect(turn.resting()).toEqual(['long', 'longest']);
  nowMs = 1_999;
  expect(turn.resting()).toEqual(['long', 'longest']);
  nowMs = 2_000;
  expect(turn.resting()).toEqual(['longest']);
  nowMs = 20_001;
  expect(turn.resting()).toEqual([]);
});
