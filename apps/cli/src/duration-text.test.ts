import { expect, test } from 'vitest';
import { durationText } from './duration-text.ts';

test.each([
  [0, '0 s'],
  [45, '45 s'],
  [90, '1 min 30 s'],
  [3600, '1 h'],
  [22_858.6, '6 h 20 min'],
  [187_200, '2 d 4 h'],
  [86_400 + 60, '1 d'],
])('%d seconds are written "%s"', (seconds, text) => {
  expect(durationText(seconds)).toBe(text);
});
