import type { CaseEvent } from '@finest-hour/events';
import { describe, expect, test } from 'vitest';
import {
  A,
  assigned,
  B,
  BOT,
  D,
  event,
  minutes,
  opened,
  owned,
  Q1,
  Q2,
  reopened,
  resolved,
} from '../testing/case-log.ts';
import { fold } from '../testing/fold.ts';

const AT = minutes(10);
const ownerOf = (...events: readonly CaseEvent[]) => {
  const { firstOwner, ownedUs } = fold([opened(), ...events]).summary.ownership;
  return ownedUs === null ? null : { firstOwner, minute: (ownedUs - minutes(0)) / 60e6 };
};

/** Held by A from the start; then what `act` makes. */
const afterAct = (act: CaseEvent) => ownerOf(assigned(minutes(0), A), act);

describe('acts that own', () => {
  const by = { kind: 'person', id: 'A' } as const;
  test.each<[string, CaseEvent]>([
    ['human contact', event('contact.made', AT, { channel: 'phone', kind: 'call', by })],
    ['human contact, when nobody says by whom', event('contact.made', AT, { channel: 'email' })],
    ['apology', event('apology.made', AT, { by })],
    ['apology, when nobody says by whom', event('apology.made', AT, {})],
    ['promise', event('promise.made', AT, { promise: 'p', due: '2026-01-06T09:00:00Z', by })],
    ['solution', event('solution.provided', AT, { kind: 'refund', by })],
    ['options', event('options.offered', AT, { count: 2, by })],
    ['denial', event('request.denied', AT, { by })],
    ['resolution', resolved(AT, { by })],
    ['an act of a person without a name', event('apology.made', AT, { by: { kind: 'person' } })],
  ])('%s', (_, act) => {
    expect(afterAct(act)).toEqual({ firstOwner: 'A', minute: 10 });
  });
});

describe('what does not own', () => {
  test.each<[string, CaseEvent]>([
    [
      'an internal note',
      event('contact.made', AT, { channel: 'other', kind: 'internal-note', by: { kind: 'person', id: 'A' } }),
    ],
    ['an automated reply', event('contact.made', AT, { channel: 'email', automated: true })],
    ["a bot's contact", event('contact.made', AT, { channel: 'chat', by: { kind: 'bot', id: 'helper' } })],
    ["a bot's apology", event('apology.made', AT, { by: { kind: 'bot', id: 'helper' } })],
    ["a rule's solution", event('solution.provided', AT, { kind: 'credit', by: { kind: 'rule' } })],
    ["another person's apology", event('apology.made', AT, { by: { kind: 'person', id: 'B' } })],
    ["another person's resolution", resolved(AT, { by: { kind: 'person', id: 'B' } })],
    ['an automatic resolution', resolved(AT, { automatic: true })],
    ['a contact of the customer', event('contact.received', AT, { channel: 'phone', takenBy: 'A' })],
    ['thanks', event('thanks.given', AT, { for: 'complaint', by: { kind: 'person', id: 'A' } })],
    ['a change of class', event('case.classified', AT, { cause: 'late', by: { kind: 'person', id: 'A' } })],
  ])('%s', (_, act) => {
    expect(afterAct(act)).toBeNull();
  });

  test('assignment alone', () => {
    expect(ownerOf(assigned(minutes(0), A), assigned(minutes(5), B))).toBeNull();
  });

  test('an act while a queue or a bot holds the case', () => {
    const apology = event('apology.made', AT, {});
    expect(ownerOf(assigned(minutes(0), Q1), apology)).toBeNull();
    expect(ownerOf(assigned(minutes(0), BOT), apology)).toBeNull();
    expect(ownerOf(event('apology.made', AT, { by: { kind: 'person', id: 'A' } }))).toBeNull();
  });
});

test('the first moment counts, of whoever it was, and each hop keeps its own', () => {
  const events = [
    assigned(minutes(0), A),
    assigned(minutes(5), B),
    event('apology.made', minutes(7), {}),
    owned(minutes(8), 'B'),
    assigned(minutes(20), A),
    owned(minutes(25), 'A'),
  ];
  expect(ownerOf(...events)).toEqual({ firstOwner: 'B', minute: 7 });
  expect(fold([opened(), ...events]).hops.map(({ ownedUs }) => ownedUs)).toEqual([null, minutes(7), minutes(25)]);
});

test('who acts at the moment of the hand-over acts as the new holder', () => {
  expect(ownerOf(assigned(minutes(0), A), event('apology.made', AT, {}), assigned(AT, B))).toEqual({
    firstOwner: 'B',
    minute: 10,
  });
});

describe('case.owned', () => {
  const stand = (...events: readonly CaseEvent[]) => {
    const { holderAgent, holderTeam, teamLevel } = fold([opened(), ...events]).summary;
    return { holder: [holderAgent, holderTeam], teamHandOffs: teamLevel.handOffs };
  };

  test('by the holder accepts, and moves nothing, whatever team it names', () => {
    const events = [assigned(minutes(0), A), owned(AT, 'A', 'T2')];
    expect(stand(...events)).toEqual({ holder: ['A', 'T1'], teamHandOffs: 0 });
    expect(ownerOf(...events)).toEqual({ firstOwner: 'A', minute: 10 });
  });

  test('by somebody else moves the case to them and to their team', () => {
    const events = [assigned(minutes(0), A), owned(AT, 'D', 'T2')];
    expect(stand(...events)).toEqual({ holder: ['D', 'T2'], teamHandOffs: 1 });
    expect(ownerOf(...events)).toEqual({ firstOwner: 'D', minute: 10 });
  });

  test('by somebody whose team is not said takes it from a person for no known team', () => {
    expect(stand(assigned(minutes(0), A), owned(AT, 'D'))).toEqual({ holder: ['D', null], teamHandOffs: 0 });
  });

  test("out of a queue or from a bot, by somebody whose team is not said, takes it for the queue's team", () => {
    expect(stand(assigned(minutes(0), Q2), owned(AT, 'D'))).toEqual({ holder: ['D', 'T2'], teamHandOffs: 0 });
    expect(stand(assigned(minutes(0), { ...BOT, team: 'T2' }), owned(AT, 'D')).holder).toEqual(['D', 'T2']);
  });

  test('before anybody was assigned routes the case', () => {
    expect(fold([opened(), owned(AT, 'A', 'T1')]).hops[0]).toMatchObject({ agentMove: 'routed', ownedUs: AT });
  });
});

test('nothing owns a resolved case until it reopens', () => {
  const events = [assigned(minutes(0), A), resolved(minutes(5), { automatic: true }), event('apology.made', AT, {})];
  expect(ownerOf(...events)).toBeNull();
  expect(ownerOf(...events, reopened(minutes(15)), event('apology.made', minutes(20), {}))).toEqual({
    firstOwner: 'A',
    minute: 20,
  });
});

test('the resolving team is the one that the resolution names, else the one that held the case', () => {
  const resolving = (...events: readonly CaseEvent[]) => fold([opened(), ...events]).summary.dimensions.resolvingTeam;
  expect(resolving(assigned(minutes(0), D), resolved(AT))).toBe('T2');
  expect(resolving(assigned(minutes(0), D), resolved(AT, { team: 'T1' }))).toBe('T1');
  expect(resolving(assigned(minutes(0), D))).toBeNull();
  // Of several resolutions it is that of R, the last in time.
  expect(
    resolving(
      assigned(minutes(0), D),
      resolved(AT),
      reopened(minutes(20)),
      assigned(minutes(21), A),
      resolved(minutes(22)),
    ),
  ).toBe('T1');
});
