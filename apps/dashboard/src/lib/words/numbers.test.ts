import { describe, expect, test } from 'vitest';
import { counted, duration, estimateWords, part } from './numbers.ts';

/** Numbers and units stay on one line. */
const plain = (text: string): string => text.replaceAll('\u00a0', ' ');

describe('an estimate is written without false precision', () => {
  test('in whole percent where the interval is wide', () => {
    const { value, interval } = estimateWords({ value: 0.6312, low: 0.6011, high: 0.6604 });
    expect([plain(value), plain(interval)]).toEqual(['63 %', '60–66 %']);
  });

  test('with a decimal where whole percent would put the value on the edge of its interval', () => {
    const { value, interval } = estimateWords({ value: 0.8352, low: 0.8271, high: 0.8431 });
    expect([plain(value), plain(interval)]).toEqual(['83.5 %', '82.7–84.3 %']);
  });

  test('with a decimal where none of many is still not quite none', () => {
    const { value, interval } = estimateWords({ value: 0, low: 0, high: 0.0017 });
    expect([plain(value), plain(interval)]).toEqual(['0.0 %', '0.0–0.2 %']);
  });

  test('whole where every complaint was recovered: the edge is the value', () => {
    const { value, interval } = estimateWords({ value: 1, low: 0.886, high: 1 });
    expect([plain(value), plain(interval)]).toEqual(['100 %', '89–100 %']);
  });
});

test('what is there, but rounds to nothing, is not written as nothing', () => {
  expect([0, 0.004, 0.004999, 0.01].map((share) => plain(part(share)))).toEqual(['0 %', '<1 %', '<1 %', '1 %']);
});

test.each([
  [0, '0 m'],
  [30, 'under 1 m'],
  [2700, '45 m'],
  [7800, '2 h 10 m'],
  [7200, '2 h'],
  [187_200, '2 d 4 h'],
  [86_400 * 3 + 600, '3 d'],
])('%d seconds are written "%s"', (seconds, words) => {
  expect(plain(duration(seconds))).toBe(words);
});

test('one is not many', () => {
  expect([counted(1, 'complaint'), counted(1240, 'complaint')].map(plain)).toEqual(['1 complaint', '1,240 complaints']);
});
