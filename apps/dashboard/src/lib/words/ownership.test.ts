import type { DurationQuantile, TimeToOwnership } from '@finest-hour/metrics';
import { describe, expect, test } from 'vitest';
import { durationWords, ownershipSentence, quantileWords } from './ownership.ts';
import { reportOf } from './report.fixture.ts';

const plain = (text: string): string => text.replaceAll('\u00a0', ' ');
const never: DurationQuantile = { value: null, low: null, high: null, outOfReach: true };
const notYet: DurationQuantile = { ...never, outOfReach: false };
const hours = (value: number): DurationQuantile => ({
  value: value * 3600,
  low: value * 3000,
  high: value * 4200,
  outOfReach: false,
});

function ownership(n: number, share: number | null, more: Partial<TimeToOwnership> = {}): TimeToOwnership {
  return {
    ...reportOf({ recovered: 0, matured: 0 }).measures.timeToOwnership,
    n,
    withinTarget: { value: share, low: share, high: share, n, targetSeconds: 3600 },
    medianSeconds: hours(6),
    p90Seconds: hours(96),
    ...more,
  };
}

describe('the page on ownership opens with', () => {
  test.each([
    [ownership(729, 0.31), '31 of 100 complaints had an owner within 1 h; half within 6 h, 9 in 10 within 4 d.'],
    [
      ownership(729, 0.31, { p90Seconds: never }),
      '31 of 100 complaints had an owner within 1 h; half within 6 h. More than 1 in 10 never got an owner.',
    ],
    [
      ownership(729, 0.31, { p90Seconds: notYet }),
      '31 of 100 complaints had an owner within 1 h; half within 6 h. 9 in 10 have not had one yet.',
    ],
    [
      ownership(729, 0.31, { medianSeconds: never, p90Seconds: never }),
      '31 of 100 complaints had an owner within 1 h. More than half never got an owner.',
    ],
    [ownership(19, 12 / 19), 'Only 19 complaints opened; we compare from 30. 12 had an owner within 1 h.'],
    [ownership(12, null), 'Not told yet: too few of 12 complaints have been open for 1 h.'],
    [ownership(0, null), 'No complaint counts here: all were merged or illegitimate.'],
  ])('%#', (facts, sentence) => {
    expect(plain(ownershipSentence(facts))).toBe(sentence);
  });
});

test('a quantile that cannot be reached says what never happened, not a number', () => {
  expect(quantileWords(never, '1 in 10')).toEqual({ value: 'more than 1 in 10 never got an owner', likely: null });
  expect(quantileWords(notYet, '1 in 10')).toEqual({ value: 'not reached yet', likely: null });
});

test('a length of time comes with what it likely is, also where the end is not in sight', () => {
  expect(plain(durationWords(hours(6)).likely ?? '')).toBe('likely 5 h to 7 h');
  expect(plain(durationWords({ ...hours(6), high: null }).likely ?? '')).toBe('likely 5 h or longer');
});
