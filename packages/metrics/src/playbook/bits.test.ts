import { expect, test } from 'vitest';
import { BITS_A_NUMBER, hasPlaybookFlag, packPlaybook, placeOf } from './bits.ts';
import { PLAYBOOK_FLAGS, PLAYBOOK_WORDS } from './flags.ts';
import { PLAYBOOK_SHARES, STEP_NAMES, type PlaybookShare } from './shares.ts';
import { PLAYBOOK_STEPS } from './steps.ts';

test('flags are bits in their order, at most 31 to a number, in three numbers', () => {
  for (const word of PLAYBOOK_WORDS) expect(word.length).toBeLessThanOrEqual(BITS_A_NUMBER);
  expect(packPlaybook({})).toEqual([0, 0, 0]);
  expect(packPlaybook({ socialFirst: true, solved: true })).toEqual([0b1001, 0, 0]);
  expect(packPlaybook({ foundByUs: true })).toEqual([2 ** 30, 0, 0]);
  expect(packPlaybook({ denied: true, heard: false })).toEqual([0, 1, 0]);
  expect(packPlaybook({ gaveRefund: true })).toEqual([0, 0, 0b10]);
});

test('what is told is added to what was told before, which stays as it was', () => {
  const before = packPlaybook({ socialFirst: true });
  expect(packPlaybook({ denied: true }, before)).toEqual([1, 1, 0]);
  expect(before).toEqual([1, 0, 0]);
});

test('a flag is found again where it was put', () => {
  for (const flag of PLAYBOOK_FLAGS) {
    const bits = packPlaybook({ [flag]: true });
    expect(PLAYBOOK_FLAGS.filter((other) => hasPlaybookFlag(bits, other))).toEqual([flag]);
  }
});

test('what is asked of together stands in one number', () => {
  for (const { of, without, flag } of Object.values<PlaybookShare>(PLAYBOOK_SHARES)) {
    const words = [of, without, flag].flatMap((one) => (one === null || one === undefined ? [] : placeOf(one).word));
    expect(new Set(words).size, flag).toBe(1);
  }
  for (const { applies, done } of PLAYBOOK_STEPS)
    if (applies !== null) expect(placeOf(applies).word, done).toBe(placeOf(done).word);
});

test('there are 32 steps, and each of the playbook on one case stands there once', () => {
  expect(STEP_NAMES).toHaveLength(32);
  const steps = PLAYBOOK_STEPS.map(({ step }) => step);
  expect(new Set(steps).size).toBe(steps.length);
});
