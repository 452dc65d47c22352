import type { CaseEvent } from '@finest-hour/events';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DEFAULT_BOOK_SETTINGS } from '../../book.ts';
import type { CaseFacts } from '../../facts.ts';
import {
  countSteps,
  packSteps,
  hasPlaybookFlag,
  PLAYBOOK_FLAGS,
  PLAYBOOK_SHARES,
  PLAYBOOK_STEPS,
  type PlaybookFlag,
  type PlaybookShare,
} from '../../playbook/index.ts';
import { anyCustomer, anyPlaybook } from '../../testing/arbitrary-playbook.ts';
import { days, event, minutes, opened } from '../../testing/case-log.ts';
import { fold } from '../../testing/fold.ts';
import { setIn } from '../../testing/playbook.ts';
import { foldCase } from '../fold-case.ts';
import { foldCustomer } from '../fold-customer.ts';
import { readHistory } from '../history.ts';

const SETTINGS = DEFAULT_BOOK_SETTINGS;
const log = fc.tuple(anyPlaybook, anyCustomer);

const factsOf = ([events, bought]: typeof log extends fc.Arbitrary<infer Log> ? Log : never) =>
  foldCustomer([fold(events).summary], SETTINGS, readHistory(bought))[0] as CaseFacts;

const sampled = fc.sample(log, { numRuns: 4000, seed: 1 }).map(factsOf);

test.each(PLAYBOOK_FLAGS)('any log has cases with %s, and cases without', (flag) => {
  const having = sampled.filter(({ playbook }) => hasPlaybookFlag(playbook, flag)).length;
  expect(having).toBeGreaterThan(0);
  expect(having).toBeLessThan(sampled.length);
});

/** Each of these is part of the other. */
const PARTS: readonly (readonly [part: PlaybookFlag, of: PlaybookFlag])[] = [
  ['firstTeamResolved', 'resolverKnown'],
  ['solutionFailed', 'solved'],
  ['solutionHeld', 'solved'],
  ['expectationThenSatisfaction', 'expectationConfirmed'],
  ['tailored', 'tailoringTold'],
  ['apologizedInHour', 'apologized'],
  ['thankedFirst', 'apologized'],
  ['heard', 'heardTold'],
  ['heardTold', 'satisfactionStated'],
  ['promiseSettled', 'promiseMade'],
  ['promisesAllEarly', 'promisesAllKept'],
  ['promisesAllKept', 'promiseSettled'],
  ['promiseLate', 'promiseSettled'],
  ['promiseUnkept', 'promiseSettled'],
  ['settledWithinAuthority', 'authorityTold'],
  ['authorityTold', 'solved'],
  ['foundByUs', 'detectionTold'],
  ['deniedThenGranted', 'denied'],
  ['deniedWithAlternatives', 'denied'],
  ['remedyGivenAsAsked', 'remedyComparable'],
  ['answeredInPublic', 'wentPublic'],
  ['customerTold', 'feedbackShared'],
  ['thankedAndShared', 'feedbackShared'],
  ['byPreferredChannel', 'preferredChannelTold'],
  ['ownedByTaker', 'takerTold'],
  ['ownedByOtherTeam', 'faultTeamKnown'],
  ['finestHour', 'wonBack'],
  ...(
    ['gaveRefund', 'gaveExchange', 'gaveRepair', 'gaveCredit', 'gaveHelp', 'gaveExplanation', 'gaveOther'] as const
  ).map((kind) => [kind, 'remedyGiven'] as const),
  ['remedyGiven', 'solved'],
];

test('of a case with a solution exactly one kind was given', () => {
  const kinds = PARTS.flatMap(([part, of]) => (of === 'remedyGiven' ? [part] : []));
  for (const { playbook } of sampled)
    expect(kinds.filter((kind) => hasPlaybookFlag(playbook, kind))).toHaveLength(
      hasPlaybookFlag(playbook, 'remedyGiven') ? 1 : 0,
    );
});

test.each(PARTS)('%s is a part of %s', (part, of) => {
  const lacking = sampled.filter(({ playbook }) => hasPlaybookFlag(playbook, part) && !hasPlaybookFlag(playbook, of));
  expect(lacking).toEqual([]);
});

test('what a share leaves out is a part of what it is taken of, as the database takes for granted', () => {
  for (const { of, without } of Object.values<PlaybookShare>(PLAYBOOK_SHARES)) {
    if (without === undefined || of === null) continue;
    expect(PARTS).toContainEqual([without, of]);
  }
});

test('every flag is asked of by a share or a step', () => {
  const asked = new Set<PlaybookFlag | null>([
    ...Object.values(PLAYBOOK_SHARES).flatMap(({ of, flag }) => [of, flag]),
    ...PLAYBOOK_STEPS.flatMap(({ applies, done }) => [applies, done]),
  ]);
  expect(PLAYBOOK_FLAGS.filter((flag) => !asked.has(flag))).toEqual([]);
});

describe('what a case says of the playbook', () => {
  const said = (events: readonly CaseEvent[]) => fold(events).summary.playbook;

  test('does not depend on the order in which its events arrived', () => {
    fc.assert(
      fc.property(
        anyPlaybook.chain((events) =>
          fc.tuple(
            fc.constant(events),
            fc.shuffledSubarray([...events], { minLength: events.length, maxLength: events.length }),
          ),
        ),
        ([events, shuffled]) => {
          expect(said(shuffled)).toEqual(said(events));
        },
      ),
      { numRuns: 500 },
    );
  });

  test('is not changed by anything after maturity, but for hand-offs, surprises and what is still to be answered', () => {
    const settled = (events: readonly CaseEvent[]) => {
      const { flags, surpriseUs: _first, surprisedAfterUs: _after, openInPublic: _open, ...rest } = said(events);
      const { applicable, done } = countSteps(flags);
      const kept = hasPlaybookFlag(flags, 'neverPassedOn') ? 1 : 0;
      const others = setIn(flags).filter((flag) => flag !== 'neverPassedOn');
      return { ...rest, others, applicable, done: done - kept };
    };
    fc.assert(
      fc.property(anyPlaybook, (events) => {
        const inTime = events.filter(({ timeUs }) => timeUs <= days(44));
        expect(settled(events)).toEqual(settled(inTime));
      }),
      { numRuns: 1000 },
    );
  });

  test('includes what was merged into it by maturity, and what was said of that in public', () => {
    const own = [opened()];
    const other = (mergedDay: number) => [
      opened({}, minutes(10), { subject: 'case-2' }),
      event('apology.made', minutes(20), {}, { subject: 'case-2' }),
      event('case.went-public', minutes(30), { where: 'a forum' }, { subject: 'case-2' }),
      event('case.resolved', minutes(40), {}, { subject: 'case-2' }),
      event('case.merged', days(mergedDay), { into: 'case-1' }, { subject: 'case-2' }),
    ];
    const flagsWith = (mergedDay: number) =>
      setIn(foldCase(own, SETTINGS, other(mergedDay))?.summary.playbook.flags ?? []);
    expect(flagsWith(44)).toEqual(['apologized', 'apologizedInHour', 'wentPublic', 'neverPassedOn']);
    expect(flagsWith(45)).toEqual(['neverPassedOn']);
    // Told on day 3, that somebody had come back to the customer within the first.
    const message = (minute: number) =>
      event(
        'contact.made',
        minutes(minute),
        { channel: 'phone', by: { kind: 'person', id: 'ana' } },
        { subject: 'case-2' },
      );
    const messages = [
      opened({}, minutes(5), { subject: 'case-2' }),
      ...[10, 300].map(message),
      event('case.merged', days(3), { into: 'case-1' }, { subject: 'case-2' }),
    ];
    expect(setIn(foldCase(own, SETTINGS, messages)?.summary.playbook.flags ?? [])).toContain('followedUpInDay');
  });
});

describe('the steps that apply', () => {
  test('are counted, and those done among them', () => {
    expect(countSteps(fold([opened()]).summary.playbook.flags)).toEqual({ applicable: 8, done: 1 });
    // Our fault asks for responsibility (M2), and for thanks and feedback (M3); denying asks for alternatives (O6).
    const denied = [
      opened({ fault: 'ours' }),
      event('responsibility.taken', minutes(1), {}),
      event('request.denied', minutes(2), { alternatives: 1 }),
    ];
    expect(countSteps(fold(denied).summary.playbook.flags)).toEqual({ applicable: 11, done: 3 });
  });

  test('are told of all steps or of some, and bit by bit', () => {
    const ones = (bits: number) => bits.toString(2).replaceAll('0', '').length;
    for (const { summary } of sampled) {
      const { applicable, done } = packSteps(summary.playbook.flags);
      expect(countSteps(summary.playbook.flags)).toEqual({ applicable: ones(applicable), done: ones(done) });
      expect(done & ~applicable).toBe(0);
    }
    const { flags } = fold([opened()]).summary.playbook;
    expect(
      countSteps(
        flags,
        PLAYBOOK_STEPS.filter(({ step }) => step === 'O1'),
      ),
    ).toEqual({ applicable: 1, done: 1 });
    expect(countSteps(flags, [])).toEqual({ applicable: 0, done: 0 });
  });
});
