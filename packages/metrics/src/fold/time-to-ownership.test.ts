import type { CaseEvent } from '@finest-hour/events';
import { describe, expect, test } from 'vitest';
import {
  A,
  assigned,
  B,
  BOT,
  C,
  days,
  event,
  MINUTE_US,
  minutes,
  opened,
  OPENED_US,
  owned,
  Q1,
  reopened,
  resolved,
} from '../testing/case-log.ts';
import { fold } from '../testing/fold.ts';

const ownershipOf = (...events: readonly CaseEvent[]) => fold([opened(), ...events]).summary.ownership;

/** How the wait ended and after how many minutes, who was first, and when: what the book calls time-to-ownership. */
const waitOf = (...events: readonly CaseEvent[]) => {
  const { exit, waitUs, firstOwner } = ownershipOf(...events);
  return [exit, waitUs === null ? null : waitUs / MINUTE_US, firstOwner];
};

const closed = (timeUs: number) => event('case.closed', timeUs, {});
const withdrawn = (timeUs: number) => event('case.withdrawn', timeUs, {});
const apology = (timeUs: number) => event('apology.made', timeUs, {});
const automatic = (timeUs: number) => resolved(timeUs, { automatic: true });

describe('the first wait for an owner', () => {
  test('ends when somebody accepts the case, not when it is routed to them', () => {
    expect(waitOf(assigned(minutes(5), A))).toEqual([null, null, null]);
    expect(waitOf(assigned(minutes(5), A), owned(minutes(25), 'A'))).toEqual(['owned', 25, 'A']);
    expect(waitOf(assigned(minutes(5), A), apology(minutes(9)))).toEqual(['owned', 9, 'A']);
  });

  test('is 0 where the owner was there at once, also by an act dated before the opening', () => {
    expect(waitOf(owned(minutes(0), 'A'))).toEqual(['owned', 0, 'A']);
    expect(waitOf(owned(minutes(-30), 'A'))).toEqual(['owned', 0, 'A']);
  });

  test('lasts while nothing has happened but queues, bots and rules', () => {
    const bot = { kind: 'bot', id: 'helper' } as const;
    const greeting = event('contact.made', minutes(2), { channel: 'chat', by: bot });
    const automatedReply = event('contact.made', minutes(3), { channel: 'email', automated: true });
    expect(waitOf(assigned(minutes(1), BOT), greeting, assigned(minutes(5), Q1), automatedReply)).toEqual([
      null,
      null,
      null,
    ]);
  });

  test.each<[string, CaseEvent]>([
    ['a close', closed(minutes(40))],
    ['a withdrawal', withdrawn(minutes(40))],
    ['an automatic resolution', automatic(minutes(40))],
    ["somebody else's resolution", resolved(minutes(40), { by: { kind: 'person', id: 'B' } })],
  ])('is ended unowned by %s', (_, end) => {
    expect(waitOf(assigned(minutes(5), A), end)).toEqual(['endedUnowned', 40, null]);
  });

  test('is not ended by a merge: one that is applied leaves the case out, any other ends nothing', () => {
    const merged = event('case.merged', minutes(10), { into: 'case-2' });
    const undone = event('case.unmerged', minutes(20), { into: 'case-2' });
    expect(waitOf(assigned(minutes(5), A), merged)).toEqual([null, null, null]);
    expect(waitOf(assigned(minutes(5), A), merged, undone)).toEqual([null, null, null]);
    expect(waitOf(assigned(minutes(5), A), merged, undone, apology(minutes(30)))).toEqual(['owned', 30, 'A']);
  });

  test('has ended at the first of several ends', () => {
    expect(waitOf(automatic(minutes(40)), closed(minutes(50)), reopened(minutes(60)), automatic(minutes(70)))).toEqual([
      'endedUnowned',
      40,
      null,
    ]);
  });

  test('has ended unowned also where somebody owned it after a reopening, or after the withdrawal', () => {
    const events = [assigned(minutes(5), A), automatic(minutes(40)), reopened(minutes(60)), apology(minutes(70))];
    expect(waitOf(...events)).toEqual(['endedUnowned', 40, 'A']);
    expect(ownershipOf(...events).ownedUs).toBe(minutes(70));
    expect(waitOf(assigned(minutes(5), A), withdrawn(minutes(40)), apology(minutes(50)))).toEqual([
      'endedUnowned',
      40,
      'A',
    ]);
  });

  test('ends owned where the act that owns is the one that ends it', () => {
    expect(waitOf(assigned(minutes(5), A), resolved(minutes(40)))).toEqual(['owned', 40, 'A']);
    expect(waitOf(assigned(minutes(5), A), closed(minutes(40)), apology(minutes(40)))).toEqual(['owned', 40, 'A']);
  });
});

describe('the first owner resolved it', () => {
  const resolvedByFirst = (...events: readonly CaseEvent[]) => ownershipOf(...events).firstOwnerResolved;
  const start = [assigned(minutes(0), A), owned(minutes(5), 'A')];

  test('and not where it was resolved before they owned it', () => {
    const byA = resolved(minutes(5), { by: { kind: 'person', id: 'A' } });
    expect(resolvedByFirst(byA, owned(minutes(6), 'A'))).toBe(false);
    expect(resolvedByFirst(byA, owned(minutes(5), 'A'))).toBe(true);
  });

  test('where they hold it at R, or are named as who resolved it', () => {
    expect(resolvedByFirst(...start, resolved(minutes(60)))).toBe(true);
    expect(resolvedByFirst(...start, assigned(minutes(20), Q1), resolved(minutes(60)))).toBe(false);
    const byA = resolved(minutes(60), { by: { kind: 'person', id: 'A' } });
    expect(resolvedByFirst(...start, assigned(minutes(20), Q1), byA)).toBe(true);
  });

  test('also where the case went away from them and came back', () => {
    expect(resolvedByFirst(...start, assigned(minutes(20), B), assigned(minutes(30), A), resolved(minutes(60)))).toBe(
      true,
    );
  });

  test('not where another did, or nobody in time', () => {
    expect(resolvedByFirst(...start, assigned(minutes(20), B), resolved(minutes(60)))).toBe(false);
    expect(resolvedByFirst(...start, resolved(minutes(60), { by: { kind: 'person', id: 'B' } }))).toBe(false);
    expect(resolvedByFirst(...start)).toBe(false);
    expect(resolvedByFirst(...start, resolved(days(31)))).toBe(false);
  });

  test('R is the last resolution in time, whoever resolved it before', () => {
    const second = [reopened(minutes(70)), assigned(minutes(80), B), resolved(minutes(90))];
    expect(resolvedByFirst(...start, resolved(minutes(60)), ...second)).toBe(false);
  });
});

describe('owned, then dropped', () => {
  const dropped = (...events: readonly CaseEvent[]) =>
    ownershipOf(assigned(minutes(0), A), owned(minutes(5), 'A'), ...events).dropped;

  test('is giving it to another, a queue or a bot within an hour of owning it, the hour included', () => {
    expect(dropped(assigned(minutes(20), B))).toBe(true);
    expect(dropped(assigned(minutes(20), Q1))).toBe(true);
    expect(dropped(assigned(minutes(20), BOT))).toBe(true);
    expect(dropped(assigned(minutes(65), B))).toBe(true);
    expect(dropped(assigned(minutes(65) + 1, B))).toBe(false);
  });

  test('is not keeping it, nor another team of the same person', () => {
    expect(dropped()).toBe(false);
    expect(dropped(assigned(minutes(20), { agent: 'A', team: 'T2' }))).toBe(false);
    expect(dropped(assigned(minutes(20), { agent: 'A', team: 'T2' }), assigned(minutes(30), B))).toBe(true);
  });

  test.each([{ bulk: true }, { reason: 'shift' }, { reason: 'correction' }] as const)(
    'is not a change %o',
    (change) => {
      expect(dropped(assigned(minutes(20), B, change))).toBe(false);
      expect(dropped(assigned(minutes(20), Q1, change))).toBe(false);
      // What the next one does with it is not the first owner's doing.
      expect(dropped(assigned(minutes(20), B, change), assigned(minutes(30), C))).toBe(false);
    },
  );

  test('is not what happens to a resolved case', () => {
    expect(dropped(resolved(minutes(10)), assigned(minutes(20), B))).toBe(false);
    expect(dropped(resolved(minutes(10)), assigned(minutes(20), B), reopened(minutes(30)))).toBe(false);
  });

  test('is the first owner only', () => {
    const held = [assigned(minutes(100), B), owned(minutes(105), 'B'), assigned(minutes(110), A)];
    expect(dropped(...held)).toBe(false);
  });

  test('is none where nobody owned it', () => {
    expect(ownershipOf(assigned(minutes(0), A), assigned(minutes(20), B)).dropped).toBe(false);
  });
});

describe('run-around and fixing', () => {
  /** Minutes before and within the last unbroken ownership before R. */
  const parts = (...events: readonly CaseEvent[]) => {
    const { runAroundUs, fixingUs } = ownershipOf(...events);
    return [runAroundUs, fixingUs].map((us) => (us === null ? null : us / MINUTE_US));
  };

  test('meet where whoever resolved it began to own it', () => {
    expect(parts(assigned(minutes(0), A), owned(minutes(10), 'A'), resolved(minutes(60)))).toEqual([10, 50]);
  });

  test('all that came before the last owner is run-around', () => {
    const events = [
      assigned(minutes(0), A),
      owned(minutes(5), 'A'),
      assigned(minutes(20), B),
      owned(minutes(200), 'B'),
      resolved(minutes(260)),
    ];
    expect(parts(...events)).toEqual([200, 60]);
  });

  test('an ownership that was broken begins anew when it comes back', () => {
    const events = [
      assigned(minutes(0), A),
      owned(minutes(5), 'A'),
      assigned(minutes(20), Q1),
      assigned(minutes(100), A),
      apology(minutes(110)),
      resolved(minutes(130)),
    ];
    expect(parts(...events)).toEqual([110, 20]);
  });

  test('another team of the same person breaks nothing', () => {
    const moved = assigned(minutes(40), { agent: 'A', team: 'T2' });
    expect(parts(assigned(minutes(0), A), owned(minutes(10), 'A'), moved, resolved(minutes(60)))).toEqual([10, 50]);
    // Owned only in the second team: from then on.
    expect(parts(assigned(minutes(0), A), moved, owned(minutes(45), 'A'), resolved(minutes(60)))).toEqual([45, 15]);
  });

  test('who owns it only by resolving it fixed it at once', () => {
    expect(parts(assigned(minutes(0), A), resolved(minutes(60)))).toEqual([60, 0]);
  });

  test('are both not told where nobody owned it at R, or there is no R in time', () => {
    const owner = [assigned(minutes(0), A), owned(minutes(10), 'A')];
    expect(parts(...owner, assigned(minutes(20), Q1), resolved(minutes(60)))).toEqual([null, null]);
    expect(parts(...owner, assigned(minutes(20), B), automatic(minutes(60)))).toEqual([null, null]);
    expect(parts(assigned(minutes(0), BOT), automatic(minutes(60)))).toEqual([null, null]);
    expect(parts(...owner)).toEqual([null, null]);
    expect(parts(...owner, resolved(days(30) + 1))).toEqual([null, null]);
  });

  test('go on over a reopening that the same owner resolves again, up to R', () => {
    const events = [
      assigned(minutes(0), A),
      owned(minutes(10), 'A'),
      resolved(minutes(60)),
      reopened(minutes(80)),
      resolved(minutes(100)),
    ];
    expect(parts(...events)).toEqual([10, 90]);
  });

  test('add up to the time from the opening to R', () => {
    const { runAroundUs, fixingUs } = ownershipOf(
      assigned(minutes(3), A),
      owned(minutes(7), 'A'),
      assigned(minutes(9), B),
      resolved(minutes(77)),
    );
    expect((runAroundUs ?? 0) + (fixingUs ?? 0)).toBe(minutes(77) - OPENED_US);
  });
});
