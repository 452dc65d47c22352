import { expect, test } from 'vitest';
import type { Stream } from '../log/read.ts';
import { LaneTurn, type Round } from './turn.ts';

const stream = (bucket: number, subject = 'a'): Stream => ({ bucket, family: 'case', subject });
const SPAN = { first: 100, last: 199 };
const round = (...streams: readonly Stream[]): Round => ({
  ...{ streams, limit: 2, sinceMs: 0, untilMs: 0 },
  lengthOf: () => 1,
});

test('a full round is followed by one that begins behind it, and the end by the beginning', () => {
  const turn = new LaneTurn();
  expect(turn.begin(SPAN)).toEqual(SPAN);
  turn.took(round(stream(100), stream(120)));
  expect(turn.begin(SPAN)).toEqual({ first: 121, last: 199 });
  turn.took(round(stream(121), stream(199)));
  expect(turn.begin(SPAN)).toEqual(SPAN);
  turn.took(round(stream(100), stream(150)));
  turn.took(round(stream(180)));
  expect(turn.begin(SPAN)).toEqual(SPAN);
});

test('what is not found behind the last round is looked for from the beginning', () => {
  const turn = new LaneTurn();
  turn.took(round(stream(100), stream(120)));
  turn.took(round());
  expect(turn.begin(SPAN)).toEqual(SPAN);
});
