import { expect, test } from 'vitest';
import { plain } from './parts.ts';
import { refusedWords } from './refused.ts';

const NBSP = '\u00a0';

test.each([
  [{ since: null, waiting: 0, byReason: {} }, 'No refused event waits to be corrected.'],
  [{ since: '2026-03-01', waiting: 0, byReason: {} }, 'No refused event waits to be corrected since 1 Mar 2026.'],
  [
    { since: null, waiting: 1, byReason: { conflict: 1 } },
    `1${NBSP}event was refused and waits to be corrected, in no figure: 1 conflict.`,
  ],
  [
    { since: '2026-03-01', waiting: 1_240, byReason: { 'bad-data': 1_200, 'bad-time': 40 } },
    `1,240${NBSP}events were refused and wait to be corrected since 1 Mar 2026, in no figure: 1,200 bad-data, 40 bad-time.`,
  ],
])('%j reads so', (refused, words) => {
  expect(plain(refusedWords(refused))).toBe(words);
});
