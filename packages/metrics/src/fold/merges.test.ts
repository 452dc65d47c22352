import type { CaseEvent } from '@finest-hour/events';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DAY_US, DEFAULT_BOOK_SETTINGS } from '../book.ts';
import { days, event, opened, resolved } from '../testing/case-log.ts';
import { foldCase } from './fold-case.ts';
import { foldCustomer } from './fold-customer.ts';
import { mergeIndex } from './merges.ts';

/** A case of one customer, opened on a day, and what happened in it. */
function aCase(caseId: string, day: number, ...events: readonly CaseEvent[]): [string, readonly CaseEvent[]] {
  const own = [opened({ customer: 'ann' }, days(day), { subject: caseId }), ...events];
  return [caseId, own.map((one, i) => ({ ...one, subject: caseId, id: `${caseId}-${i}` }))];
}

const into = (target: string, day = 3) => event('case.merged', days(day), { into: target });
const apart = (target: string, day = 4) => event('case.unmerged', days(day), { into: target });

function folded(...cases: readonly [string, readonly CaseEvent[]][]) {
  const byId = new Map(cases);
  const mergedInto = mergeIndex(byId, DEFAULT_BOOK_SETTINGS);
  const summaries = cases.flatMap(
    ([caseId, events]) => foldCase(events, DEFAULT_BOOK_SETTINGS, mergedInto(caseId))?.summary ?? [],
  );
  const customers = Map.groupBy(summaries, ({ customer }) => customer);
  const facts = [...customers.values()].flatMap((own) => foldCustomer(own, DEFAULT_BOOK_SETTINGS));
  return (caseId: string) => facts.find(({ summary }) => summary.caseId === caseId);
}

describe('a case merged into another of its customer', () => {
  test('is left out, and its earlier opening is the other one’s', () => {
    const of = folded(aCase('a', 0, into('b')), aCase('b', 2, resolved(days(5))));
    expect(of('a')?.verdict).toBe('merged');
    expect(of('b')?.verdict).toBe('noObjection');
    expect(of('b')?.summary.openedUs).toBe(days(0));
  });

  test('gives what the customer said in it, and not its holders or its end', () => {
    const said = event('satisfaction.stated', days(6), { satisfied: false });
    const of = folded(aCase('a', 0, into('b'), resolved(days(1)), said), aCase('b', 2, resolved(days(5))));
    expect(of('b')?.verdict).toBe('saidNo');
    expect(of('b')?.summary.resolvedUs).toBe(days(5));
  });

  test('through a third case counts for the last of the chain', () => {
    const of = folded(aCase('a', 0, into('b')), aCase('b', 1, into('c')), aCase('c', 2, resolved(days(5))));
    expect([of('a')?.verdict, of('b')?.verdict, of('c')?.verdict]).toEqual(['merged', 'merged', 'noObjection']);
    expect(of('c')?.summary.openedUs).toBe(days(0));
    expect(of('b')?.summary.openedUs).toBe(days(0));
  });

  test('and unmerged again stands for itself', () => {
    const of = folded(aCase('a', 0, into('b'), apart('b')), aCase('b', 2, resolved(days(5))));
    expect(of('a')?.verdict).toBe('unresolved');
    expect(of('b')?.summary.openedUs).toBe(days(2));
  });
});

describe('a merge that is not applied, and marked as stray', () => {
  test('is one into a case that nobody knows', () => {
    const of = folded(aCase('a', 0, into('nowhere'), resolved(days(5))));
    expect(of('a')).toMatchObject({ verdict: 'noObjection', strayMerge: true });
  });

  test('is one into another customer’s case', () => {
    const [, theirs] = aCase('b', 2, resolved(days(5)));
    const bobs = theirs.map((one) =>
      one.type === 'case.opened' ? { ...one, data: { ...one.data, customer: 'bob' } } : one,
    );
    const of = folded(aCase('a', 0, into('b'), resolved(days(5))), ['b', bobs]);
    expect(of('a')).toMatchObject({ verdict: 'noObjection', strayMerge: true });
    expect(of('b')).toMatchObject({ strayMerge: false, summary: { openedUs: days(2) } });
  });

  test('is one in a circle, while what is merged into one of its cases counts there', () => {
    const of = folded(
      aCase('a', 2, into('b'), resolved(days(5))),
      aCase('b', 3, into('a', 4), resolved(days(5))),
      aCase('c', 1, into('a')),
    );
    expect(of('a')).toMatchObject({ verdict: 'noObjection', strayMerge: true, summary: { openedUs: days(1) } });
    expect(of('b')).toMatchObject({ verdict: 'noObjection', strayMerge: true, summary: { openedUs: days(3) } });
    expect(of('c')).toMatchObject({ verdict: 'merged', strayMerge: false });
  });

  test('is one into itself', () => {
    const of = folded(aCase('a', 0, into('a'), resolved(days(5))));
    expect(of('a')).toMatchObject({ verdict: 'noObjection', strayMerge: true });
  });
});

// A case matures 44 days after its opening.
describe('what is told of a merge once a case has matured', () => {
  const no = event('satisfaction.stated', days(6), { satisfied: false });
  const target = () => aCase('b', 2, resolved(days(5)));

  test('changes neither of two verdicts: each was judged by itself', () => {
    const of = folded(aCase('a', 0, resolved(days(1)), no, into('b', 45)), target());
    expect([of('a')?.verdict, of('b')?.verdict]).toEqual(['saidNo', 'noObjection']);
    expect(of('b')?.summary.openedUs).toBe(days(2));
  });

  test('up to that very moment counts', () => {
    const of = folded(aCase('a', 0, resolved(days(1)), no, into('b', 44)), target());
    expect([of('a')?.verdict, of('b')?.verdict]).toEqual(['merged', 'saidNo']);
  });

  test('leaves the verdict of the older, where a younger one is merged into it', () => {
    const of = folded(aCase('a', 4, resolved(days(5)), no, into('b', 47)), target());
    expect([of('a')?.verdict, of('b')?.verdict]).toEqual(['merged', 'noObjection']);
  });

  test('is as void as an unmerge', () => {
    const of = folded(aCase('a', 0, no, into('b', 3), apart('b', 45)), target());
    expect([of('a')?.verdict, of('b')?.verdict]).toEqual(['merged', 'saidNo']);
  });

  test('closes no circle', () => {
    const of = folded(aCase('a', 0, no, into('b', 3)), aCase('b', 2, resolved(days(5)), into('a', 60)));
    expect([of('a')?.verdict, of('b')?.verdict]).toEqual(['merged', 'saidNo']);
  });
});

describe('a chain of cases that mature at different times', () => {
  const no = (day: number) => event('satisfaction.stated', days(day), { satisfied: false });
  /** a into b, told on a day, b into c on day 30; c matures on day 44, the others twenty days later. */
  const verdictOfC = (day: number, openedOn = 25) =>
    folded(
      aCase('a', openedOn, no(40), into('b', day)),
      aCase('b', 20, into('c', 30)),
      aCase('c', 0, resolved(days(29))),
    )('c')?.verdict;

  test('hands on to the last what was merged by its maturity, and nothing of what was told later', () => {
    expect(verdictOfC(44)).toBe('saidNo');
    expect(verdictOfC(44 + 1e-6)).toBe('noObjection');
    expect(verdictOfC(50)).toBe('noObjection');
  });

  test('changes the verdict of each by nothing that is told after its own maturity', () => {
    // What a says belongs to b from day 50 on, whose own 44 days end on day 64.
    const of = folded(
      aCase('a', 25, event('satisfaction.stated', days(52), { satisfied: false }), into('b', 50)),
      aCase('b', 20, resolved(days(45))),
    );
    expect(of('b')?.verdict).toBe('saidNo');
    expect(verdictOfC(50, 10)).toBe('noObjection');
  });

  test('a case that is merged in moves maturity to its own opening, also for what others are merged in after that', () => {
    const of = (day: number) =>
      folded(
        aCase('a', 0, into('c', 10)),
        aCase('b', 15, no(20), into('c', day)),
        aCase('c', 20, resolved(days(20))),
      )('c');
    expect([of(44)?.verdict, of(44)?.summary.openedUs]).toEqual(['saidNo', days(0)]);
    expect([of(45)?.verdict, of(45)?.summary.openedUs]).toEqual(['noObjection', days(0)]);
  });

  /** Opened, merged into another, resolved and said no, each on a day. */
  type Story = readonly [number, readonly [string, number] | null, number | null, number | null];

  test('holds whatever is told, and when: what comes after maturity changes no verdict that counts', () => {
    const day = fc.integer({ min: 0, max: 80 });
    const target = fc.constantFrom('a', 'b', 'c', 'd');
    const any: fc.Arbitrary<Story> = fc.tuple(
      fc.integer({ min: 0, max: 40 }),
      fc.option(fc.tuple(target, day), { nil: null }),
      fc.option(day, { nil: null }),
      fc.option(day, { nil: null }),
    );
    const build = (stories: readonly Story[], untilDay: number) =>
      folded(
        ...stories.flatMap(([opening, merge, resolution, word], i) => {
          if (opening > untilDay) return [];
          const told = [
            ...(merge === null ? [] : [into(merge[0], Math.max(opening, merge[1]))]),
            ...(resolution === null ? [] : [resolved(days(Math.max(opening, resolution)))]),
            ...(word === null ? [] : [no(Math.max(opening, word))]),
          ];
          return [aCase('abcd'[i] as string, opening, ...told.filter(({ timeUs }) => timeUs <= days(untilDay)))];
        }),
      );
    fc.assert(
      fc.property(fc.array(any, { minLength: 4, maxLength: 4 }), (stories) => {
        const last = build(stories, 1000);
        for (const caseId of 'abcd') {
          const facts = last(caseId);
          if (facts === undefined || facts.verdict === 'merged') continue;
          const maturedOn = (facts.summary.openedUs - days(0)) / DAY_US + 44;
          const then = build(stories, maturedOn)(caseId);
          expect([then?.verdict, then?.summary.openedUs], caseId).toEqual([facts.verdict, facts.summary.openedUs]);
        }
      }),
      { numRuns: 2_000 },
    );
  });
});

describe('a merge into a case under another id of the same person', () => {
  const ofBob = ([caseId, own]: [string, readonly CaseEvent[]]) =>
    [
      caseId,
      own.map((one) => (one.type === 'case.opened' ? { ...one, data: { ...one.data, customer: 'bob' } } : one)),
    ] as const;
  const cases = new Map([ofBob(aCase('a', 0, into('b'))), aCase('b', 1, into('c')), aCase('c', 2)]);
  const handedTo = (caseId: string, isSamePerson: (a: string, b: string) => boolean) =>
    new Set(mergeIndex(cases, DEFAULT_BOOK_SETTINGS, isSamePerson)(caseId).map(({ subject }) => subject));

  test('is applied, also through others', () => {
    expect(handedTo('c', () => true)).toEqual(new Set(['a', 'b']));
    expect(handedTo('c', (a, b) => a === b)).toEqual(new Set(['b']));
  });

  test('is in a circle only if all of it is one person’s', () => {
    const circle = new Map([aCase('a', 0, into('b')), aCase('b', 1, into('c')), ofBob(aCase('c', 2, into('a')))]);
    const openingOfB = (isSamePerson?: (a: string, b: string) => boolean) => {
      const mergedIn = mergeIndex(circle, DEFAULT_BOOK_SETTINGS, isSamePerson)('b');
      return foldCase(circle.get('b') ?? [], DEFAULT_BOOK_SETTINGS, mergedIn)?.summary.openedUs;
    };
    expect(openingOfB()).toBe(days(0));
    expect(openingOfB(() => true)).toBe(days(1));
  });
});
