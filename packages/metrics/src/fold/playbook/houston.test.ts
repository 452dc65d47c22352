import type { CaseEvent } from '@finest-hour/events';
import { describe, expect, test } from 'vitest';
import {
  A,
  assigned,
  B,
  D,
  days,
  event,
  MINUTE_US,
  minutes,
  opened,
  Q2,
  reopened,
  resolved,
} from '../../testing/case-log.ts';
import { contact, flagsOf, playbookOf, solution } from '../../testing/playbook.ts';

const bot = { by: { kind: 'bot' } } as const;
/** What any resolution within a day says besides. */
const RESOLVED = ['solved', 'solutionHeld', 'neverSilent', 'followedUpInDay'];

test.each<[string, readonly CaseEvent[], readonly string[]]>([
  ['H1: heard by listening', [opened({ channel: 'social-listening' })], ['socialFirst']],
  ['H1: what is posted to us was not listened for', [opened({ channel: 'social' })], []],
  [
    'H2: the first team resolved it',
    [assigned(minutes(0), A), assigned(minutes(5), B), resolved(minutes(9))],
    ['resolverKnown', 'firstTeamResolved', ...RESOLVED, 'not neverPassedOn'],
  ],
  [
    'H2: another team did',
    [assigned(minutes(0), A), resolved(minutes(9), { team: 'T2' })],
    ['resolverKnown', ...RESOLVED],
  ],
  ['H2: nobody knows which team did', [assigned(minutes(0), { agent: 'A' }), resolved(minutes(9))], RESOLVED],
  [
    'H2: it came there the moment it was resolved',
    [assigned(minutes(9), A), resolved(minutes(9))],
    ['resolverKnown', 'firstTeamResolved', ...RESOLVED],
  ],
  [
    'H2: another team had it only after it was resolved',
    [resolved(minutes(9), { team: 'T2' }), assigned(minutes(10), A)],
    RESOLVED,
  ],
  ['H4: a solution that holds', [solution(minutes(9))], ['solved', 'solutionHeld']],
  ['H4: one that failed', [solution(minutes(9)), event('solution.failed', days(44), {})], ['solved', 'solutionFailed']],
  [
    'H4: a failure told after maturity is none',
    [solution(minutes(9)), event('solution.failed', days(44) + 1, {})],
    ['solved', 'solutionHeld'],
  ],
  [
    'H4: reopened as it failed',
    [resolved(minutes(9)), reopened(days(2), { reason: 'failed' }), resolved(days(2) + 1)],
    ['solved', 'solutionFailed', 'neverSilent', 'followedUpInDay'],
  ],
  [
    'H4: reopened for another reason',
    [resolved(minutes(9)), reopened(days(2), { reason: 'other' }), resolved(days(2) + 1)],
    RESOLVED,
  ],
  ['H5: expectations', [event('expectation.confirmed', minutes(9), {})], ['expectationConfirmed']],
  ['H5: satisfaction asked', [event('satisfaction.asked', days(44), {})], ['satisfactionAsked']],
  ['H5: asked too late', [event('satisfaction.asked', days(44) + 1, {})], []],
  ['H5: stated unasked', [event('satisfaction.stated', days(5), { satisfied: false })], ['satisfactionStated']],
  [
    'H5: both',
    [event('expectation.confirmed', minutes(9), {}), event('satisfaction.asked', days(5), {})],
    ['expectationConfirmed', 'satisfactionAsked', 'expectationThenSatisfaction'],
  ],
  ['H6: tailored', [solution(minutes(9), { tailored: true })], ['solved', 'solutionHeld', 'tailoringTold', 'tailored']],
  [
    'H6: a stock answer came last',
    [solution(minutes(9), { tailored: true }), solution(minutes(10), { tailored: false }), solution(minutes(11))],
    ['solved', 'solutionHeld', 'tailoringTold'],
  ],
  ['H7: asked for the remedy', [event('remedy.asked', minutes(9), { remedy: 'exchange' })], ['remedyAsked']],
  [
    'H7: the remedy confirmed with the expectations',
    [event('expectation.confirmed', minutes(9), { remedy: 'exchange' })],
    ['expectationConfirmed', 'remedyAsked'],
  ],
  [
    'H7: what the customer said unasked, and what a bot asked, is not asking',
    [
      event('remedy.asked', minutes(9), { remedy: 'exchange', by: { kind: 'customer' } }),
      event('expectation.confirmed', minutes(9), { remedy: 'exchange', ...bot }),
    ],
    [],
  ],
])('%s', (_, events, flags) => {
  expect(flagsOf(...events).toSorted()).toEqual(flags.toSorted());
});

describe('the time to the team that resolved a case', () => {
  const minutesTo = (...events: readonly CaseEvent[]) => {
    const { resolverUs } = playbookOf(events);
    return resolverUs === null ? null : resolverUs / MINUTE_US;
  };

  test('ends where the stay with it began that lasted to the resolution', () => {
    expect(minutesTo(assigned(minutes(0), A), assigned(minutes(7), D), resolved(minutes(9)))).toBe(7);
    const backAndForth = [assigned(minutes(0), D), assigned(minutes(3), A), assigned(minutes(7), Q2)];
    expect(minutesTo(...backAndForth, assigned(minutes(8), D), resolved(minutes(9)))).toBe(7);
  });

  test('of a person whose team is not known is that of who had it before', () => {
    const unknown = assigned(minutes(8), { agent: 'X' });
    expect(minutesTo(assigned(minutes(7), D), unknown, resolved(minutes(9), { team: 'T2' }))).toBe(7);
    expect(minutesTo(assigned(minutes(7), D), assigned(minutes(8), {}), resolved(minutes(9), { team: 'T2' }))).toBe(9);
  });

  test('that never held it is the whole time', () => {
    expect(minutesTo(assigned(minutes(0), A), resolved(minutes(9), { team: 'T2' }))).toBe(9);
  });

  test('is not known without a resolution in time, nor without its team', () => {
    expect(minutesTo(assigned(minutes(0), A))).toBeNull();
    expect(minutesTo(assigned(minutes(0), A), resolved(days(30) + 1))).toBeNull();
    expect(minutesTo(contact(minutes(1)), resolved(minutes(9)))).toBeNull();
  });
});
