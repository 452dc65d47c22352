import type { CaseEvent } from '@finest-hour/events';
import { describe, expect, test } from 'vitest';
import { A, assigned, B, days, event, MINUTE_US, minutes, opened, owned, resolved } from '../../testing/case-log.ts';
import { flagsOf, playbookOf, setIn, solution } from '../../testing/playbook.ts';

const denied = (timeUs: number, data: Partial<Extract<CaseEvent, { type: 'request.denied' }>['data']> = {}) =>
  event('request.denied', timeUs, data);
const asked = (timeUs: number) => event('remedy.asked', timeUs, { remedy: 'refund', by: { kind: 'customer' } });
const wentPublic = (timeUs: number, where = 'a forum') => event('case.went-public', timeUs, { where });
const answered = (timeUs: number, where = 'a forum') => event('public.answered', timeUs, { where });

const SOLVED = ['solved', 'solutionHeld'];
const settledBy = (agent: string, ...solutions: readonly CaseEvent[]) => [
  assigned(minutes(0), A),
  owned(minutes(1), 'A'),
  ...solutions,
  resolved(minutes(9), { by: { kind: 'person', id: agent } }),
];
const SETTLED = ['resolverKnown', 'firstTeamResolved', ...SOLVED, 'neverSilent', 'followedUpInDay'];

test.each<[string, readonly CaseEvent[], readonly string[]]>([
  [
    'N1: settled by the first owner within own authority',
    settledBy('A', solution(minutes(5), { withinAuthority: true })),
    [...SETTLED, 'authorityTold', 'settledWithinAuthority'],
  ],
  [
    'N1: settled by somebody else',
    settledBy('B', solution(minutes(5), { withinAuthority: true })),
    [...SETTLED, 'authorityTold'],
  ],
  [
    'N1: permission had to be asked for once',
    settledBy('A', solution(minutes(5), { withinAuthority: false }), solution(minutes(6), { withinAuthority: true })),
    [...SETTLED, 'authorityTold'],
  ],
  ['N1: nobody says whether it had', settledBy('A', solution(minutes(5))), SETTLED],
  ['N2: found by us', [opened({ detectedBy: 'us' })], ['detectionTold', 'foundByUs']],
  ['N2: found by the customer', [opened({ detectedBy: 'customer' })], ['detectionTold']],
  ['N4: denied', [denied(minutes(9))], ['denied']],
  [
    'N4: denied, then granted',
    [denied(minutes(9), { request: 'r-1' }), solution(days(3), { request: 'r-1' })],
    ['denied', 'deniedThenGranted', ...SOLVED],
  ],
  [
    'N4: both at one instant',
    [denied(minutes(9), { request: 'r-1' }), solution(minutes(9), { request: 'r-1' })],
    ['denied', 'deniedThenGranted', ...SOLVED],
  ],
  [
    'N4: the remedy last named counts',
    [asked(minutes(8)), event('expectation.confirmed', minutes(9), {}), solution(days(3), { kind: 'refund' })],
    ['expectationConfirmed', 'remedyComparable', 'remedyGivenAsAsked', ...SOLVED],
  ],
  [
    'N4: granted before it was denied',
    [denied(minutes(9), { request: 'r-1' }), solution(minutes(8), { request: 'r-1' })],
    ['denied', ...SOLVED],
  ],
  [
    'N4: something else was granted',
    [denied(minutes(9), { request: 'r-1' }), solution(days(3), { request: 'r-2' })],
    ['denied', ...SOLVED],
  ],
  [
    'N4: a request without a name is granted by the remedy that was asked for',
    [asked(minutes(8)), denied(minutes(9)), solution(days(3), { kind: 'refund' })],
    ['denied', 'deniedThenGranted', 'remedyComparable', 'remedyGivenAsAsked', ...SOLVED],
  ],
  [
    'N4: … and not by another',
    [asked(minutes(8)), denied(minutes(9)), solution(days(3), { kind: 'credit' })],
    ['denied', 'remedyComparable', ...SOLVED],
  ],
  ['N4: nothing was given', [asked(minutes(8))], []],
  [
    'N5: in public, and answered there',
    [wentPublic(minutes(9)), answered(minutes(9))],
    ['wentPublic', 'answeredInPublic'],
  ],
  ['N5: answered elsewhere', [wentPublic(minutes(9)), answered(minutes(10), 'a blog')], ['wentPublic']],
  ['N5: answered before', [wentPublic(minutes(9)), answered(minutes(8))], ['wentPublic']],
  [
    'N5: answered in one of two places',
    [wentPublic(minutes(9)), wentPublic(minutes(9), 'a blog'), answered(minutes(10))],
    ['wentPublic'],
  ],
])('%s', (_, events, flags) => {
  expect(flagsOf(...events).toSorted()).toEqual(flags.toSorted());
});

test('the time to going public is to the first time', () => {
  expect(playbookOf([wentPublic(minutes(30)), wentPublic(minutes(20), 'a blog')]).publicUs).toBe(20 * MINUTE_US);
  expect(playbookOf([wentPublic(days(44) + 1)]).publicUs).toBeNull();
});

test('who has a case is no matter of who settles it', () => {
  const passedOn = [assigned(minutes(0), B), ...settledBy('A', solution(minutes(5), { withinAuthority: true }))];
  expect(flagsOf(...passedOn)).toContain('settledWithinAuthority');
});

describe('the mix of remedies', () => {
  const given = (...events: readonly CaseEvent[]) =>
    setIn(playbookOf(events).flags).filter((flag) => flag === 'remedyGiven' || flag.startsWith('gave'));

  test.each([
    ['refund', 'gaveRefund'],
    ['exchange', 'gaveExchange'],
    ['repair', 'gaveRepair'],
    ['credit', 'gaveCredit'],
    ['help', 'gaveHelp'],
    ['explanation', 'gaveExplanation'],
    ['other', 'gaveOther'],
  ] as const)('N4: knows %s', (kind, flag) => {
    expect(given(solution(minutes(9), { kind }))).toEqual(['remedyGiven', flag]);
  });

  test('N4: takes the last solution by maturity, so that each complaint has one', () => {
    const two = [solution(minutes(9), { kind: 'refund' }), solution(minutes(10), { kind: 'help' })];
    expect(given(...two, solution(days(44) + 1, { kind: 'other' }))).toEqual(['remedyGiven', 'gaveHelp']);
    expect(given()).toEqual([]);
  });
});

test('N5: open in public is who went public, whenever, and whose complaint is open now', () => {
  const isOpen = (...events: readonly CaseEvent[]) => playbookOf(events).openInPublic;
  expect(isOpen(wentPublic(minutes(9)))).toBe(true);
  expect(isOpen(wentPublic(days(100)))).toBe(true);
  expect(isOpen(wentPublic(minutes(9)), answered(minutes(10)))).toBe(true);
  expect(isOpen(wentPublic(minutes(9)), resolved(days(60)))).toBe(false);
  expect(isOpen(resolved(minutes(9)))).toBe(false);
  expect(isOpen()).toBe(false);
});
