import { expect, test } from 'vitest';
import { parseDuration, readDuration } from './duration-seconds.ts';

test.each([
  ['30s', 30],
  ['15min', 900],
  ['24h', 86_400],
  ['90d', 7_776_000],
  ['0h', 0],
])('%s is %d seconds', (text, seconds) => {
  expect(parseDuration(text)).toBe(seconds);
});

test.each(['', '24', 'h', '1.5h', '-1d', '1 d', '90D', '1w', '9999999d'])('%j is no length of time', (text) => {
  expect(() => readDuration('--overlap', text)).toThrow(
    `--overlap must be a length of time such as 24h or 90d: ${text}`,
  );
});
