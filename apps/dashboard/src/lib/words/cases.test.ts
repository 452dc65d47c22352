import { expect, test } from 'vitest';
import { resolutionWords } from './cases.ts';

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
