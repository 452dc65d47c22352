import { expect, test } from 'vitest';
import { leftOutWords, resolutionWords } from './cases.ts';

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
