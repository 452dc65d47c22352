import type { CaseEvent } from '@finest-hour/events';
import { describe, expect, test } from 'vitest';
import { DEFAULT_BOOK_SETTINGS } from '../book.ts';
import type { Verdict } from '../facts.ts';
import { days, event, opened, reopened, resolved, stated } from '../testing/case-log.ts';
import { fold } from '../testing/fold.ts';
import { foldCustomer } from './fold-customer.ts';

/** Another case of the customer, long before and about nothing in particular: one can be merged into it. */
const before = fold([opened({}, days(-200), { subject: 'case-2' })]).summary;

/** Verdict of a case opened at day 0. T = 30, D = 14: it matures at day 44. */
function verdict(...events: readonly CaseEvent[]): Verdict | undefined {
  return foldCustomer([before, fold([opened(), ...events]).summary], DEFAULT_BOOK_SETTINGS)[1]?.verdict;
}

const merged = (day: number) => event('case.merged', days(day), { into: 'case-2' });
const unmerged = (day: number) => event('case.unmerged', days(day), { into: 'case-2' });
const legitimate = (day: number, is: boolean) => event('case.classified', days(day), { legitimate: is });
const after = (day: number) => days(day) + 1;

describe('resolved within T of the opening', () => {
  test('is recovered, with no objection where nobody said anything', () => {
    expect(verdict(resolved(days(5)))).toBe('noObjection');
  });

  test('up to the very instant opening + T, not a microsecond later', () => {
    expect(verdict(resolved(days(30)))).toBe('noObjection');
    expect(verdict(resolved(after(30)))).toBe('unresolved');
  });

  test('a close or a withdrawal is no resolution, and stays in the denominator', () => {
    expect(verdict()).toBe('unresolved');
    expect(verdict(event('case.closed', days(5), { automatic: true }))).toBe('unresolved');
    expect(verdict(event('case.withdrawn', days(5), {}))).toBe('unresolved');
  });

  test('R is the last resolution in time: an earlier one and what undid it are forgotten', () => {
    expect(verdict(resolved(days(5)), reopened(days(6)), resolved(days(20)))).toBe('noObjection');
    // A resolution after opening + T does not replace R; the reopening before it stays.
    expect(verdict(resolved(days(5)), reopened(days(29)), resolved(days(31)))).toBe('reopened');
  });
});

describe('stays resolved', () => {
  test('a reopening after R and up to opening + T + D spoils it', () => {
    expect(verdict(resolved(days(5)), reopened(after(5)))).toBe('reopened');
    expect(verdict(resolved(days(5)), reopened(days(44)))).toBe('reopened');
    expect(verdict(resolved(days(5)), reopened(after(44)))).toBe('noObjection');
  });

  test('a reopening at R itself was before it', () => {
    expect(verdict(resolved(days(5)), reopened(days(5)))).toBe('noObjection');
  });

  test('thanks and administration are no complaint, failing and any other reason is', () => {
    expect(verdict(resolved(days(5)), reopened(days(6), { reason: 'thanks' }))).toBe('noObjection');
    expect(verdict(resolved(days(5)), reopened(days(6), { reason: 'administrative' }))).toBe('noObjection');
    expect(verdict(resolved(days(5)), reopened(days(6), { reason: 'failed' }))).toBe('reopened');
    expect(verdict(resolved(days(5)), reopened(days(6), { reason: 'other' }))).toBe('reopened');
  });

  test('one harmful reopening among harmless ones is enough', () => {
    expect(verdict(resolved(days(5)), reopened(days(6)), reopened(days(7), { reason: 'thanks' }))).toBe('reopened');
  });
});

describe('what the customer says', () => {
  test('counts from R to R + D, both included', () => {
    expect(verdict(resolved(days(5)), stated(days(5), true))).toBe('confirmed');
    expect(verdict(resolved(days(5)), stated(days(19), true))).toBe('confirmed');
    expect(verdict(resolved(days(5)), stated(days(5), false))).toBe('saidNo');
    expect(verdict(resolved(days(5)), stated(days(19), false))).toBe('saidNo');
  });

  test('before R or after R + D says nothing of the resolution', () => {
    expect(verdict(resolved(days(5)), stated(days(5) - 1, false))).toBe('noObjection');
    expect(verdict(resolved(days(5)), stated(after(19), false))).toBe('noObjection');
    expect(verdict(resolved(days(5)), stated(after(19), true))).toBe('noObjection');
  });

  test('the last word counts', () => {
    expect(verdict(resolved(days(5)), stated(days(6), false), stated(days(7), true))).toBe('confirmed');
    expect(verdict(resolved(days(5)), stated(days(6), true), stated(days(7), false))).toBe('saidNo');
  });

  test('counts from the last resolution, not from an earlier one', () => {
    expect(verdict(resolved(days(5)), stated(days(6), false), reopened(days(7)), resolved(days(8)))).toBe(
      'noObjection',
    );
  });
});

describe('closed with nothing done', () => {
  const automatic = resolved(days(5), { automatic: true });
  const contact = (day: number, data: object = {}) => event('contact.made', days(day), { channel: 'email', ...data });

  test('an automatic resolution before which nobody did anything wins nobody back', () => {
    expect(verdict(automatic)).toBe('nothingDone');
    expect(verdict(resolved(days(5)))).toBe('noObjection');
  });

  test('a solution or a human contact up to R is something done', () => {
    expect(verdict(automatic, event('solution.provided', days(4), { kind: 'refund' }))).toBe('noObjection');
    expect(verdict(automatic, contact(4))).toBe('noObjection');
    expect(verdict(automatic, contact(5))).toBe('noObjection');
  });

  test('what comes after R does not help', () => {
    expect(verdict(automatic, contact(6))).toBe('nothingDone');
    expect(verdict(automatic, event('solution.provided', days(6), { kind: 'refund' }))).toBe('nothingDone');
  });

  test('an automated reply, an internal note or a bot is no human contact', () => {
    expect(verdict(automatic, contact(4, { automated: true }))).toBe('nothingDone');
    expect(verdict(automatic, contact(4, { kind: 'internal-note' }))).toBe('nothingDone');
    expect(verdict(automatic, contact(4, { by: { kind: 'bot', id: 'helper' } }))).toBe('nothingDone');
    expect(verdict(automatic, contact(4, { by: { kind: 'system' } }))).toBe('nothingDone');
  });

  test('is the last test: a customer who says no has said no, one who says yes does not change it', () => {
    expect(verdict(automatic, stated(days(6), false))).toBe('saidNo');
    expect(verdict(automatic, stated(days(6), true))).toBe('nothingDone');
  });

  test('only R counts: an automatic resolution that a later one replaced is forgotten', () => {
    expect(verdict(automatic, reopened(days(6)), resolved(days(7)))).toBe('noObjection');
    expect(verdict(resolved(days(2)), reopened(days(3)), automatic)).toBe('nothingDone');
  });
});

test('the first test failed is the reason', () => {
  const no = stated(days(6), false);
  expect(verdict(no)).toBe('unresolved');
  expect(verdict(resolved(days(5), { automatic: true }), no, reopened(days(7)))).toBe('reopened');
});

describe('left out', () => {
  test('merged, as known at maturity', () => {
    expect(verdict(resolved(days(5)), merged(44))).toBe('merged');
    expect(verdict(resolved(days(5)), event('case.merged', after(44), { into: 'case-2' }))).toBe('noObjection');
    expect(verdict(resolved(days(5)), merged(6), unmerged(7))).toBe('noObjection');
    expect(verdict(resolved(days(5)), merged(6), event('case.unmerged', after(44), { into: 'case-2' }))).toBe('merged');
    expect(verdict(resolved(days(5)), merged(6), unmerged(7), merged(8))).toBe('merged');
  });

  test('illegitimate, where it was called so before the first resolution', () => {
    expect(verdict(legitimate(4, false), resolved(days(5)))).toBe('illegitimate');
    expect(verdict(legitimate(40, false))).toBe('illegitimate');
    expect(verdict(event('case.classified', after(44), { legitimate: false }))).toBe('unresolved');
  });

  test('calling it illegitimate after the first resolution does not take it out, also before a second one', () => {
    expect(verdict(resolved(days(5)), legitimate(6, false))).toBe('noObjection');
    expect(verdict(resolved(days(5)), reopened(days(6)), legitimate(7, false))).toBe('reopened');
    expect(verdict(resolved(days(5)), reopened(days(6)), legitimate(7, false), resolved(days(8)))).toBe('noObjection');
  });

  test('called legitimate again by maturity it is back in, whenever that was said', () => {
    expect(verdict(legitimate(3, false), legitimate(4, true), resolved(days(5)))).toBe('noObjection');
    expect(verdict(legitimate(4, false), resolved(days(5)), legitimate(6, true))).toBe('noObjection');
    expect(verdict(legitimate(4, false), resolved(days(5)), legitimate(6, true), legitimate(7, false))).toBe(
      'noObjection',
    );
    expect(
      verdict(legitimate(4, false), resolved(days(5)), event('case.classified', after(44), { legitimate: true })),
    ).toBe('illegitimate');
  });
});

test('other settings move the edges: T = 2 days, D = 1', () => {
  const settings = { ...DEFAULT_BOOK_SETTINGS, resolveWithinDays: 2, holdForDays: 1 };
  const verdictOf = (...events: readonly CaseEvent[]) =>
    foldCustomer([fold([opened(), ...events], settings).summary], settings)[0]?.verdict;
  expect(verdictOf(resolved(days(2)), reopened(days(3)))).toBe('reopened');
  expect(verdictOf(resolved(days(2)), reopened(after(3)))).toBe('noObjection');
  expect(verdictOf(resolved(after(2)))).toBe('unresolved');
});

describe('beside the verdict', () => {
  const summary = (...events: readonly CaseEvent[]) => fold([opened({ cause: 'late' }), ...events]).summary;

  test('asked: satisfaction was asked by maturity', () => {
    expect(summary(event('satisfaction.asked', days(44), {})).asked).toBe(true);
    expect(summary(event('satisfaction.asked', after(44), {})).asked).toBe(false);
  });

  test('ever reopened: at any time, for any reason', () => {
    expect(summary(resolved(days(5)), reopened(days(300), { reason: 'thanks' })).everReopened).toBe(true);
  });

  test('dimensions are those known at maturity', () => {
    const classified = (timeUs: number, cause: string) => event('case.classified', timeUs, { cause, severity: 'high' });
    expect(summary(classified(days(44), 'broken')).dimensions).toMatchObject({ cause: 'broken', severity: 'high' });
    expect(summary(classified(after(44), 'broken')).dimensions).toMatchObject({ cause: 'late', severity: null });
  });

  test('the state is where the case stands; a merge hides it until it is undone', () => {
    expect(summary().state).toBe('open');
    expect(summary(resolved(days(5)), event('case.closed', days(6), {})).state).toBe('closed');
    expect(summary(resolved(days(5)), merged(6)).state).toBe('merged');
    expect(summary(resolved(days(5)), merged(6), unmerged(7)).state).toBe('resolved');
    expect(summary(resolved(days(5)), reopened(days(6)))).toMatchObject({ state: 'open', stateSinceUs: days(6) });
  });
});
