import { PLAYBOOK_SHARES, STEP_NAMES, type StepShare } from '@finest-hour/metrics';
import { expect, test } from 'vitest';
import {
  differenceWords,
  marginWords,
  needsOf,
  PLAYBOOKS,
  populationWords,
  SHARE_WORDS,
  spreadWords,
  untoldWords,
} from './playbook.ts';

const share: StepShare = { value: null, low: null, high: null, n: 0, cases: 0, notCovered: 0 };

test('every step of the five playbooks has its place, once and in order, and every share its words', () => {
  expect(PLAYBOOKS.flatMap(({ steps }) => Object.keys(steps))).toEqual([...STEP_NAMES]);
  expect(Object.keys(SHARE_WORDS).toSorted()).toEqual(Object.keys(PLAYBOOK_SHARES).toSorted());
});

test('no two shares of a step read alike', () => {
  const words = Object.entries(PLAYBOOK_SHARES).map(([name, { step }]) =>
    [step, ...SHARE_WORDS[name as 'heard']].join(),
  );
  expect(new Set(words).size).toBe(words.length);
});

test('a share tells of which cases and how many it is', () => {
  expect(populationWords('heard', { ...share, n: 210 })).toBe('of 210\u00a0complaints who said');
  expect(populationWords('apologized', { ...share, n: 1 })).toBe('of 1\u00a0complaint');
});

test('where nothing is told it says what to push, that it is early, or that there is no such case', () => {
  expect(needsOf('finestHour')).toBe(
    'surprise.given or customer.recommended or customer.purchased or customer.renewed or customer.visited',
  );
  expect(untoldWords('thankedFirst', { ...share, notCovered: 3 })).toBe(
    'Not measured: apology.made and thanks.given did not arrive all the while.',
  );
  expect(untoldWords('wonBackOurFault', { ...share, notCovered: 3 })).toBe('Not measured yet: too early to tell.');
  expect(untoldWords('deniedThenGranted', share)).toBe('No complaint denied.');
  expect(untoldWords('apologized', share)).toBe('No complaint with a verdict.');
});

test('a difference is one where its interval says so', () => {
  expect(differenceWords({ value: 0.2, low: 0.05, high: 0.33 })).toBe('That differs: 20 points, likely 5 to 33.');
  expect(differenceWords({ value: -0.1, low: -0.25, high: 0.02 })).toBe(
    'No difference can be told: −10 points, likely −25 to 2.',
  );
  expect(differenceWords({ value: null, low: null, high: null })).toBe('The difference is not told.');
});

test('promises are told by when half were kept, before or after they were due, or that half never were', () => {
  expect(marginWords(-3000)).toBe('half of the promises were kept by 50\u00a0m before they were due');
  expect(marginWords(86_400)).toBe('half of the promises were kept by 1\u00a0d after they were due');
  expect(marginWords(0)).toBe('half of the promises were kept by the time they were due');
  expect(marginWords(null)).toBe('not half of the promises were kept');
});

test('an apology that too many never got is told as that', () => {
  const at = (value: number | null) => ({ value, low: null, high: null });
  const spread = { medianSeconds: at(7200), p90Seconds: at(null), n: 4 };
  expect(spreadWords('apology', spread)).toBe('half within 2\u00a0h, fewer than 9 in 10 ever');
  expect(spreadWords('silence', spread)).toBe('half within 2\u00a0h, 9 in 10 not told');
});
