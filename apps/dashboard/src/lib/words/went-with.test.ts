import { expect, test } from 'vitest';
import { comparedWords, shareWords } from './went-with.ts';

const share = {
  value: 0.53,
  low: 0.45,
  high: 0.61,
  n: 140,
  tooFew: false,
  difference: { value: -0.2, low: -0.3, high: -0.1 },
};

test('a share is told with its interval, and compared with those never passed on', () => {
  expect(shareWords(share)).toBe('53\u00a0%, likely 45–61\u00a0%');
  expect(comparedWords(share)).toBe('20 in 100 fewer (likely 10 to 30)');
  expect(comparedWords({ ...share, difference: { value: 0.2, low: 0.1, high: 0.3 } })).toBe(
    '20 in 100 more (likely 10 to 30)',
  );
});

test('what can’t be told from nothing, or of too few, is not told as a difference', () => {
  expect(comparedWords({ ...share, difference: { value: -0.2, low: -0.4, high: 0 } })).toBe('can’t tell it from never');
  expect(comparedWords({ ...share, tooFew: true })).toBe('too few to compare');
  expect(comparedWords({ ...share, tooFew: true, difference: null })).toBe('too few to compare');
  expect(comparedWords({ ...share, difference: null })).toBe('');
  expect(shareWords({ ...share, value: null, low: null, high: null, n: 0 })).toBe('not told');
});
