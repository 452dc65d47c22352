import { expect, test } from 'vitest';
import { isFlood, NO_CYCLE, restMs, type Cycle } from './pace.ts';

const flood: Cycle = { marks: 3_000, isFull: true, tookMs: 300, newestMs: 999, oldestMs: 10_000 };

test('what comes in small numbers gathers for a poll, and so does nothing', () => {
  expect(restMs(NO_CYCLE, 200)).toBe(200);
  expect(restMs({ ...flood, isFull: false }, 200)).toBe(200);
});

test('a backlog to which nothing is added is worked off without a rest', () => {
  const backlog = { ...flood, newestMs: 1_000 };
  expect(isFlood(backlog)).toBe(false);
  expect(restMs(backlog, 200)).toBe(0);
});

test('in a flood the worker rests four times as long as it took, until something has waited for ten seconds', () => {
  expect(isFlood(flood)).toBe(true);
  expect(restMs({ ...flood, oldestMs: 0 }, 200)).toBe(1_200);
  expect(restMs(flood, 200)).toBe(1_200);
});

test('from then on it rests less and less, and after twenty seconds not at all', () => {
  expect(restMs({ ...flood, oldestMs: 15_000 }, 200)).toBe(600);
  expect(restMs({ ...flood, oldestMs: 20_000 }, 200)).toBe(0);
  expect(restMs({ ...flood, oldestMs: 60_000 }, 200)).toBe(0);
});
