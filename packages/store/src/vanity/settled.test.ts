import { expect, test } from 'vitest';
import { isSettled } from './settled.ts';

const NOW_MS = 1_000_000;

test.each([
  ['came just now', { oldestMs: NOW_MS - 10, newestMs: NOW_MS - 10 }, false],
  ['goes on coming', { oldestMs: NOW_MS - 59_999, newestMs: NOW_MS - 999 }, false],
  ['has stopped coming', { oldestMs: NOW_MS - 5_000, newestMs: NOW_MS - 1_000 }, true],
  ['goes on coming for a minute', { oldestMs: NOW_MS - 60_000, newestMs: NOW_MS }, true],
  ['does not tell since when it waits', { oldestMs: -Infinity, newestMs: -Infinity }, true],
])('what %s', (_, waiting, settled) => {
  expect(isSettled(waiting, NOW_MS)).toBe(settled);
});
