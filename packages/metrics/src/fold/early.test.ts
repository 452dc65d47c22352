import { describe, expect, test } from 'vitest';
import { formatTimeUs, type CaseEvent } from '@finest-hour/events';
import fc from 'fast-check';
import { EARLY_AGE_US, type BookSettings } from '../book.ts';
import { anyCase } from '../testing/arbitrary-log.ts';
import {
  A,
  assigned,
  B,
  days,
  event,
  minutes,
  opened,
  OPENED_US,
  Q1,
  reopened,
  resolved,
} from '../testing/case-log.ts';
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
  const passedOn = (...events: readonly CaseEvent[]) => early(events).passedOn;

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
      // An id that acts as a bot one day is taken for one always; so much is learnt later.
      const isBot = events.some(({ data }) => 'by' in data && data.by?.kind === 'bot');
      if (!isBot) expect(foldCase(first, DEFAULT_BOOK_SETTINGS)?.summary.early).toEqual(all.early);
    }),
    { numRuns: 500 },
  );
});

test('what counts is the opening of a case merged into it, where that is earlier', () => {
  const merged = [opened({}, OPENED_US - 86_400_000_000, { subject: 'case-2' })];
  const events = [opened(), assigned(minutes(0), A), contact(minutes(5))];
  const settings = DEFAULT_BOOK_SETTINGS;
  expect(foldCase(events, settings)?.summary.early.ownedInTarget).toBe(true);
  expect(foldCase(events, settings, merged)?.summary.early.ownedInTarget).toBe(false);
});
