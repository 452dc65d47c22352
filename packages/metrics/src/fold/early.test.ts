import { describe, expect, test } from 'vitest';
import { formatTimeUs, type CaseEvent } from '@finest-hour/events';
import fc from 'fast-check';
import { EARLY_AGE_US, type BookSettings } from '../book.ts';
import { anyCase } from '../testing/arbitrary-log.ts';
import { A, assigned, B, days, event, minutes, opened, Q1, reopened, resolved } from '../testing/case-log.ts';
import { fold } from '../testing/fold.ts';
import { foldCase } from './fold-case.ts';
import { DEFAULT_BOOK_SETTINGS } from '../book.ts';

const contact = (timeUs: number, data: Partial<Extract<CaseEvent, { type: 'contact.made' }>['data']> = {}) =>
  event('contact.made', timeUs, { channel: 'phone', ...data });
const solved = (timeUs: number) => event('solution.provided', timeUs, { kind: 'help' });
const early = (events: readonly CaseEvent[], settings: Partial<BookSettings> = {}) =>
  fold([opened(), ...events], settings).summary.early;

describe('owned within the target', () => {
  const ownedAt = (minute: number) => [assigned(minutes(0), A), contact(minutes(minute))];

  test('of an hour: with the instant itself', () => {
    expect(early(ownedAt(60)).ownedInTarget).toBe(true);
    expect(early([assigned(minutes(0), A), contact(minutes(60) + 1)]).ownedInTarget).toBe(false);
  });

  test('assigned only is not owned, and who owns it after its end owns another episode', () => {
    expect(early([assigned(minutes(0), A)]).ownedInTarget).toBe(false);
    const again = [resolved(minutes(5)), reopened(minutes(6)), assigned(minutes(7), A), contact(minutes(8))];
    expect(early(again).ownedInTarget).toBe(false);
  });

  test('the target is the setting, as far as it can be told in a week', () => {
    expect(early(ownedAt(20), { ownershipTargetSeconds: 600 }).ownedInTarget).toBe(false);
    const month = { ownershipTargetSeconds: 30 * 86_400 };
    expect(early([assigned(minutes(0), A), contact(days(7))], month).ownedInTarget).toBe(true);
    expect(early([assigned(minutes(0), A), contact(days(8))], month).ownedInTarget).toBe(false);
  });
});

describe('followed up within 24 hours', () => {
  const followedUp = (...events: readonly CaseEvent[]) => early(events).followedUp;

  test('by a message more than an hour after the first', () => {
    expect(followedUp(contact(minutes(10)), contact(minutes(70)))).toBe(false);
    expect(followedUp(contact(minutes(10)), contact(minutes(70) + 1))).toBe(true);
    expect(followedUp(contact(minutes(10)), contact(minutes(40)), contact(minutes(80)))).toBe(true);
  });

  test('of opening, with the instant itself', () => {
    expect(followedUp(contact(minutes(10)), contact(days(1)))).toBe(true);
    expect(followedUp(contact(minutes(10)), contact(days(1) + 1))).toBe(false);
    expect(followedUp(contact(days(2)), contact(days(2) + 1))).toBe(false);
  });

  test('one message alone is none, nor are notes, automated messages and what bots send', () => {
    expect(followedUp(contact(minutes(10)))).toBe(false);
    expect(followedUp(contact(minutes(10)), contact(minutes(90), { kind: 'internal-note' }))).toBe(false);
    expect(followedUp(contact(minutes(10)), contact(minutes(90), { automated: true }))).toBe(false);
    expect(followedUp(contact(minutes(10)), contact(minutes(90), { by: { kind: 'bot', id: 'helper' } }))).toBe(false);
    // Nor are they the first: what follows is counted from the first message of a person.
    expect(followedUp(contact(minutes(10), { automated: true }), contact(minutes(90)))).toBe(false);
  });

  test('or it stands resolved by then', () => {
    expect(followedUp(resolved(days(1)))).toBe(true);
    expect(followedUp(resolved(days(1) + 1))).toBe(false);
    expect(followedUp(resolved(minutes(90)), reopened(minutes(120)))).toBe(false);
  });
});

describe('resolved by day 7', () => {
  const isResolved = (...events: readonly CaseEvent[]) => early(events).resolved;

  test('with the instant itself', () => {
    expect(isResolved(resolved(days(7)))).toBe(true);
    expect(isResolved(resolved(days(7) + 1))).toBe(false);
    expect(isResolved(event('case.closed', days(1), {}))).toBe(false);
  });

  test('a reopening undoes it, but for thanks and administration; a later resolution mends it', () => {
    expect(isResolved(resolved(days(1)), reopened(days(2)))).toBe(false);
    expect(isResolved(resolved(days(1)), reopened(days(2), { reason: 'thanks' }))).toBe(true);
    expect(isResolved(resolved(days(1)), reopened(days(2)), resolved(days(3)))).toBe(true);
    expect(isResolved(resolved(days(1)), reopened(days(8)))).toBe(true);
  });

  test('automatic with nothing done is no resolution', () => {
    expect(isResolved(resolved(days(1), { automatic: true }))).toBe(false);
    expect(isResolved(solved(days(1)), resolved(days(2), { automatic: true }))).toBe(true);
    expect(isResolved(contact(days(1)), resolved(days(2), { automatic: true }))).toBe(true);
  });
});

describe('passed on by day 7', () => {
  const passedOn = (...events: readonly CaseEvent[]) => early(events).handOffs > 0;

  test('by a hand-off between people that counts', () => {
    expect(passedOn(assigned(days(0), A), assigned(days(7), B))).toBe(true);
    expect(passedOn(assigned(days(0), A), assigned(days(7) + 1, B))).toBe(false);
    expect(passedOn(assigned(days(0), Q1), assigned(days(1), A))).toBe(false);
    expect(passedOn(assigned(days(0), A), assigned(days(1), B, { bulk: true }))).toBe(false);
  });

  test('a change while resolved counts when the case reopens', () => {
    const whileResolved = [assigned(days(0), A), resolved(days(1)), assigned(days(2), B)];
    expect(passedOn(...whileResolved)).toBe(false);
    expect(passedOn(...whileResolved, reopened(days(7)))).toBe(true);
    expect(passedOn(...whileResolved, reopened(days(7) + 1))).toBe(false);
  });
});

describe('promises by day 7', () => {
  const made = (promise: string, dueUs: number, timeUs = minutes(1)) =>
    event('promise.made', timeUs, { promise, due: formatTimeUs(dueUs) });
  const kept = (promise: string, timeUs: number) => event('promise.kept', timeUs, { promise });
  const promises = (...events: readonly CaseEvent[]) => {
    const { promiseDue, promiseBroken } = early(events);
    return [promiseDue, promiseBroken];
  };

  test('not due yet is neither', () => {
    expect(promises()).toEqual([false, false]);
    expect(promises(made('p', days(8)))).toEqual([false, false]);
    expect(promises(made('p', days(5), days(8)))).toEqual([false, false]);
  });

  test('due and kept by then, late or not, is due; not kept by then is broken', () => {
    expect(promises(made('p', days(2)), kept('p', days(1)))).toEqual([true, false]);
    expect(promises(made('p', days(2)), kept('p', days(7)))).toEqual([true, false]);
    expect(promises(made('p', days(2)), kept('p', days(7) + 1))).toEqual([true, true]);
    expect(promises(made('p', days(2)))).toEqual([true, true]);
  });

  test('one broken of several is broken, and withdrawn in time is neither', () => {
    expect(promises(made('p', days(2)), kept('p', days(1)), made('q', days(3)))).toEqual([true, true]);
    expect(promises(made('p', days(2)), event('promise.withdrawn', days(1), { promise: 'p' }))).toEqual([false, false]);
  });
});

test('nothing that happens after a week changes an early sign', () => {
  fc.assert(
    fc.property(anyCase(), (events) => {
      const all = foldCase(events, DEFAULT_BOOK_SETTINGS)?.summary;
      if (all === undefined) return;
      const first = events.filter(({ timeUs }) => timeUs <= all.openedUs + EARLY_AGE_US);
      expect(foldCase(first, DEFAULT_BOOK_SETTINGS)?.summary.early).toEqual(all.early);
    }),
    { numRuns: 500 },
  );
});

test('who turns out to be a bot after a week was a person until then', () => {
  const helper = { agent: 'helper', team: 'T1' };
  const asBot = contact(days(8), { by: { kind: 'bot', id: 'helper' } });
  const passing = [assigned(minutes(0), A), assigned(minutes(5), helper), assigned(minutes(9), B)];
  expect(fold([opened(), ...passing, asBot]).summary.agentLevel.handOffs).toBe(1);
  expect(early([assigned(minutes(0), A), assigned(minutes(5), helper), asBot]).handOffs).toBe(1);
});

/** A case opened a day before the other, or some days after it, and merged into that on a day. */
describe('what happened in a case that was merged into this one', () => {
  const inOther = (one: CaseEvent): CaseEvent => ({ ...one, subject: 'case-2' });
  const other = (openedOn: number, mergedOn: number, ...events: readonly CaseEvent[]) =>
    [opened({}, days(openedOn)), ...events, event('case.merged', days(mergedOn), { into: 'case-1' })].map(inOther);
  const earlyWith = (merged: readonly CaseEvent[], ...events: readonly CaseEvent[]) =>
    foldCase([opened(), ...events], DEFAULT_BOOK_SETTINGS, merged)?.summary.early;
  const promise = event('promise.made', days(1), { promise: 'p', due: formatTimeUs(days(3)) });
  const automatic = resolved(days(5), { automatic: true });

  test('counts for what settles in a week if that was told by then', () => {
    const told = earlyWith(other(0.5, 6, promise, solved(days(2))), automatic);
    expect(told).toMatchObject({ promiseDue: true, promiseBroken: true, resolved: true });
    expect(earlyWith(other(0.5, 7, promise), automatic)?.promiseBroken).toBe(true);
  });

  test('changes nothing that had settled, told later', () => {
    const alone = earlyWith([], automatic);
    expect(alone).toMatchObject({ promiseDue: false, promiseBroken: false, resolved: false });
    expect(earlyWith(other(0.5, 10, promise, solved(days(2))), automatic)).toEqual(alone);
    expect(earlyWith(other(0.5, 7 + 1e-6, promise, solved(days(2))), automatic)).toEqual(alone);
  });

  test('counts as a follow-up only if it was told within the 24 hours of one', () => {
    const messages = [contact(minutes(10)), contact(minutes(80))];
    expect(earlyWith(other(0, 0.5, ...messages))?.followedUp).toBe(true);
    expect(earlyWith(other(0, 1, ...messages))?.followedUp).toBe(true);
    expect(earlyWith(other(0, 2, ...messages))?.followedUp).toBe(false);
  });

  test('moves the week to its own opening, if it was told within that week', () => {
    const late = resolved(days(6.5));
    expect(earlyWith([], late)?.resolved).toBe(true);
    expect(earlyWith(other(-1, 5), late)?.resolved).toBe(false);
    expect(earlyWith(other(-1, 6), late)?.resolved).toBe(false);
    // Seven days after the earlier opening nobody knew that this was one case.
    expect(earlyWith(other(-1, 6.5), late)?.resolved).toBe(true);
    expect(earlyWith(other(-1, 10), late)?.resolved).toBe(true);
  });

  test('changes no wait for an owner that was over: an hour after that opening the cases were two', () => {
    const owned = [assigned(minutes(0), A), contact(minutes(5))];
    expect(earlyWith(other(-1, 0.5), ...owned)?.ownedInTarget).toBe(true);
    expect(earlyWith(other(-0.01, 0.005), ...owned)?.ownedInTarget).toBe(true);
    expect(earlyWith(other(-0.04, 0.001), assigned(minutes(0), A), contact(minutes(59)))?.ownedInTarget).toBe(false);
  });

  test('nor what settled between being told and being taken back', () => {
    const merged = [...other(0.5, 6, promise), inOther(event('case.unmerged', days(8), { into: 'case-1' }))];
    const again = [...merged, inOther(event('case.merged', days(20), { into: 'case-1' }))];
    expect(earlyWith(again)?.promiseBroken).toBe(true);
  });
});
