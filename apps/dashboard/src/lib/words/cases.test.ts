import { expect, test } from 'vitest';
import { leftOutWords, resolutionWords, totalWords } from './cases.ts';

const write = (instant: string) => instant.slice(0, 10);
const at = '2026-03-05T10:00:00Z';

test.each([
  ['resolved', at, null, '2026-03-05'],
  ['open', at, null, '2026-03-05, open again'],
  ['closed', at, 'reopened', '2026-03-05, then reopened'],
  ['open', null, null, 'not yet'],
  ['open', null, 'unresolved', 'not in time'],
  ['closed', null, 'unresolved', 'not in time'],
] as const)('a case that is %s, resolved %s, with the verdict %s: "%s"', (state, resolvedAt, verdict, words) => {
  expect(resolutionWords({ state, resolvedAt, verdict }, write)).toBe(words);
});

test('what is left out of a long case is counted in words', () => {
  expect(leftOutWords(19_650, 'holding')).toBe(
    '19,650\u00a0holdings in between are not shown; they count all the same',
  );
  expect(leftOutWords(1, 'event')).toBe('1\u00a0event in between is not shown; it counts all the same');
});

test('a list says how many it holds, and how many of them this page shows', () => {
  expect(totalWords(734, 50)).toBe('734\u00a0cases, 50 of them here');
  expect(totalWords(10, 10)).toBe('10\u00a0cases');
  expect(totalWords(1, 1)).toBe('1\u00a0case');
});
