import type { CaseEvent } from '@finest-hour/events';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DEFAULT_BOOK_SETTINGS, maturesAfterUs } from '../book.ts';
import type { CaseSummary } from '../facts.ts';
import { anyCase } from '../testing/arbitrary-log.ts';
import { days, event, opened, resolved, stated } from '../testing/case-log.ts';
import { fold } from '../testing/fold.ts';
import { foldCase } from './fold-case.ts';
import { foldCustomer } from './fold-customer.ts';

/** A case of the customer about a cause (none: not known), opened on a day. */
function caseOn(subject: string, openedUs: number, cause: string | null, ...events: readonly CaseEvent[]): CaseSummary {
  const opening = opened(cause === null ? {} : { cause }, openedUs, { subject });
  return fold([opening, ...events]).summary;
}

/** Opened at day 0 about lateness, resolved at day 5: a repeat counts in (day 5, day 19]. */
const first = (...events: readonly CaseEvent[]) => caseOn('case-1', days(0), 'late', resolved(days(5)), ...events);

const factsOf = (caseId: string, summaries: readonly CaseSummary[]) =>
  foldCustomer(summaries, DEFAULT_BOOK_SETTINGS).find(({ summary }) => summary.caseId === caseId);
const verdict = (...others: readonly CaseSummary[]) => factsOf('case-1', [first(), ...others])?.verdict;

describe('complained again', () => {
  test('with the same cause while the resolution had to hold', () => {
    expect(verdict(caseOn('case-2', days(10), 'late'))).toBe('complainedAgain');
  });

  test('after R, and up to R + D with the instant itself', () => {
    expect(verdict(caseOn('case-2', days(5), 'late'))).toBe('noObjection');
    expect(verdict(caseOn('case-2', days(5) + 1, 'late'))).toBe('complainedAgain');
    expect(verdict(caseOn('case-2', days(19), 'late'))).toBe('complainedAgain');
    expect(verdict(caseOn('case-2', days(19) + 1, 'late'))).toBe('noObjection');
  });

  test('another cause is another complaint, and an unknown cause matches nothing', () => {
    expect(verdict(caseOn('case-2', days(10), 'broken'))).toBe('noObjection');
    expect(verdict(caseOn('case-2', days(10), null))).toBe('noObjection');
    const unknown = [caseOn('case-1', days(0), null, resolved(days(5))), caseOn('case-2', days(10), null)];
    expect(factsOf('case-1', unknown)?.verdict).toBe('noObjection');
  });

  test('causes are compared as classified when the first case matured', () => {
    const classified = (timeUs: number, cause: string) => event('case.classified', timeUs, { cause });
    expect(verdict(caseOn('case-2', days(10), 'broken', classified(days(44), 'late')))).toBe('complainedAgain');
    expect(verdict(caseOn('case-2', days(10), 'broken', classified(days(44) + 1, 'late')))).toBe('noObjection');
    expect(
      factsOf('case-1', [first(classified(days(40), 'broken')), caseOn('case-2', days(10), 'broken')])?.verdict,
    ).toBe('complainedAgain');
  });

  test('a case merged away or found illegitimate is no complaint, as known when the first one matured', () => {
    const merge = (timeUs: number) => event('case.merged', timeUs, { into: 'case-1' });
    expect(verdict(caseOn('case-2', days(10), 'late', merge(days(12))))).toBe('noObjection');
    expect(verdict(caseOn('case-2', days(10), 'late', merge(days(44) + 1)))).toBe('complainedAgain');
    const troll = event('case.classified', days(11), { legitimate: false });
    expect(verdict(caseOn('case-2', days(10), 'late', troll))).toBe('noObjection');
  });

  test('goes before what the customer said, and after a reopening', () => {
    const second = caseOn('case-2', days(10), 'late');
    expect(factsOf('case-1', [first(stated(days(6), false)), second])?.verdict).toBe('complainedAgain');
    expect(factsOf('case-1', [first(event('case.reopened', days(7), {})), second])?.verdict).toBe('reopened');
  });

  test('the second case has a verdict of its own', () => {
    const second = caseOn('case-2', days(10), 'late', resolved(days(11)));
    expect(factsOf('case-2', [first(), second])?.verdict).toBe('noObjection');
  });
});

describe('a shared customer id', () => {
  /** case-1, its repetition at day 10, and others about other things at day 12: `count` cases in all. */
  const crowd = (count: number) => [
    first(),
    caseOn('case-2', days(10), 'late'),
    ...Array.from({ length: count - 2 }, (_, i) => caseOn(`other-${i}`, days(12), `cause ${i}`)),
  ];

  test('has more than 20 cases in 13 weeks, and repeat rules skip it', () => {
    expect(factsOf('case-1', crowd(20))).toMatchObject({ verdict: 'complainedAgain', sharedCustomer: false });
    expect(factsOf('case-1', crowd(21))).toMatchObject({ verdict: 'noObjection', sharedCustomer: true });
  });

  test('its weeks end at R + D and are 91 days long', () => {
    // R + D is day 19, so that cases from after day −72 up to day 19 count.
    const at = (timeUs: number) => [...crowd(20), caseOn('case-21', timeUs, 'another')];
    expect(factsOf('case-1', at(days(19)))?.sharedCustomer).toBe(true);
    expect(factsOf('case-1', at(days(19) + 1))?.sharedCustomer).toBe(false);
    expect(factsOf('case-1', at(days(-72) + 1))?.sharedCustomer).toBe(true);
    expect(factsOf('case-1', at(days(-72)))?.sharedCustomer).toBe(false);
  });
});

test('each case knows when the customer complained before, merged and illegitimate cases apart', () => {
  const merged = caseOn('case-2', days(3), 'late', event('case.merged', days(4), { into: 'case-1' }));
  const troll = caseOn('case-3', days(5), 'late', event('case.classified', days(6), { legitimate: false }));
  const facts = foldCustomer([caseOn('case-4', days(9), 'late'), troll, merged, first()], DEFAULT_BOOK_SETTINGS);
  expect(facts.map(({ summary, previousUs }) => [summary.caseId, previousUs])).toEqual([
    ['case-1', null],
    ['case-2', days(0)],
    ['case-3', days(0)],
    ['case-4', days(0)],
  ]);
});

test('the order of the cases makes no difference, equal openings included', () => {
  const summaries = [first(), caseOn('case-3', days(0), 'late'), caseOn('case-2', days(9), 'late')];
  expect(foldCustomer([...summaries].reverse(), DEFAULT_BOOK_SETTINGS)).toEqual(
    foldCustomer(summaries, DEFAULT_BOOK_SETTINGS),
  );
});

test('nothing dated after a case matured changes its verdict, whichever case of the customer it happens in', () => {
  const settings = DEFAULT_BOOK_SETTINGS;
  const names = ['case-1', 'case-2', 'case-3'];
  const verdictsBy = (cases: readonly (readonly CaseEvent[])[], untilUs: number) => {
    const known = cases.flatMap(
      (own) =>
        foldCase(
          own.filter(({ timeUs }) => timeUs <= untilUs),
          settings,
        )?.summary ?? [],
    );
    return foldCustomer(known, settings);
  };
  fc.assert(
    fc.property(fc.tuple(...names.map((name) => anyCase(name))), (cases) => {
      for (const { summary, verdict: final } of verdictsBy(cases, Infinity)) {
        const maturesUs = summary.openedUs + maturesAfterUs(settings);
        const then = verdictsBy(cases, maturesUs).find((facts) => facts.summary.caseId === summary.caseId);
        expect(then?.verdict).toBe(final);
      }
    }),
    { numRuns: 2000 },
  );
});
