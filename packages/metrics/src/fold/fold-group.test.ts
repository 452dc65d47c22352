import type { CaseEvent, CustomerEvent } from '@finest-hour/events';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DEFAULT_BOOK_SETTINGS } from '../book.ts';
import type { CaseFacts, CaseSummary } from '../facts.ts';
import { hasPlaybookFlag, PLAYBOOK_FLAGS } from '../playbook/index.ts';
import { anyCase } from '../testing/arbitrary-log.ts';
import { days, event, opened, resolved } from '../testing/case-log.ts';
import { bought, customerEvent, left } from '../testing/customer-log.ts';
import { fold } from '../testing/fold.ts';
import { foldCase } from './fold-case.ts';
import { foldCustomer } from './fold-customer.ts';
import { foldGroup, type PersonFold } from './fold-group.ts';
import { readHistory } from './history.ts';
import { Persons, readLinks } from './links.ts';

const SETTINGS = DEFAULT_BOOK_SETTINGS;

/** What is told of an id: its cases, and its own events. */
interface Told {
  readonly cases?: readonly CaseSummary[];
  readonly events?: readonly CustomerEvent[];
}

function people(ids: Readonly<Record<string, Told>>): readonly PersonFold[] {
  const members = Object.entries(ids).map(([customer, { cases = [], events = [] }]) => ({
    customer,
    summaries: cases,
    history: readHistory(events),
  }));
  const statements = Object.entries(ids).flatMap(([customer, { events = [] }]) => readLinks(customer, events));
  return foldGroup(members, statements, SETTINGS);
}

const factsOf = (ids: Readonly<Record<string, Told>>) =>
  Object.fromEntries(people(ids).flatMap(({ facts }) => facts.map((one) => [one.summary.caseId, one])));

/** Facts without the verdict, and without what the playbook says only of the recovered. */
const withoutVerdict = (facts: CaseFacts) => ({
  ...facts,
  verdict: null,
  playbook: PLAYBOOK_FLAGS.filter((flag) => flag !== 'wonBack' && flag !== 'finestHour').map((flag) =>
    hasPlaybookFlag(facts.playbook, flag),
  ),
});

const linked = (to: string, day: number) => customerEvent('customer.linked', days(day), { to });
const unlinked = (to: string, day: number) => customerEvent('customer.unlinked', days(day), { to });

/** A case of an id about lateness, opened on a day, resolved five days later. */
function aCase(caseId: string, customer: string, day: number, ...more: readonly CaseEvent[]): CaseSummary {
  const opening = opened({ customer, cause: 'late' }, days(day), { subject: caseId });
  return fold([opening, resolved(days(day + 5)), ...more]).summary;
}

/** Ann's case of day 0 matures on day 44; what Bea complains of on day 10 is its repetition, if they are one. */
const anns = aCase('a', 'ann', 0);
const beas = aCase('b', 'bea', 10);
const verdictOfAnns = (ann: readonly CustomerEvent[], bea: readonly CustomerEvent[] = []) =>
  factsOf({ ann: { cases: [anns], events: ann }, bea: { cases: [beas], events: bea } })['a']?.verdict;

describe('two ids that are linked', () => {
  test('are one person, whose complaint under the other id is a repetition', () => {
    expect(verdictOfAnns([])).toBe('noObjection');
    expect(verdictOfAnns([linked('bea', 1)])).toBe('complainedAgain');
    expect(verdictOfAnns([], [linked('ann', 1)])).toBe('complainedAgain');
  });

  test('up to the instant of maturity; what is told later changes no verdict', () => {
    expect(verdictOfAnns([linked('bea', 44)])).toBe('complainedAgain');
    expect(verdictOfAnns([linked('bea', 44 + 1e-6)])).toBe('noObjection');
  });

  test('are two again once that is undone, from either side, but for verdicts that matured while it stood', () => {
    expect(verdictOfAnns([linked('bea', 1), unlinked('bea', 40)])).toBe('noObjection');
    expect(verdictOfAnns([linked('bea', 1)], [unlinked('ann', 40)])).toBe('noObjection');
    expect(verdictOfAnns([linked('bea', 1)], [unlinked('ann', 45)])).toBe('complainedAgain');
    expect(verdictOfAnns([linked('bea', 1), linked('bea', 41)], [unlinked('ann', 40)])).toBe('complainedAgain');
  });

  test('come back under either id, are matched by either, and have left under either', () => {
    const of = (ann: readonly CustomerEvent[], bea: readonly CustomerEvent[]) =>
      factsOf({ ann: { cases: [anns], events: [linked('bea', 1), ...ann] }, bea: { events: bea } })['a'];
    expect(of([], [])).toMatchObject({ returned: { exit: 0 }, matched: false });
    expect(of([], [bought(days(7))])).toMatchObject({
      returned: { exit: 1, afterUs: days(7) - days(0) },
      matched: true,
    });
    expect(of([bought(days(9))], [left(days(7))])).toMatchObject({
      returned: { exit: 2, afterUs: days(7) - days(0) },
    });
    expect(of([], [left(days(-3))])).toMatchObject({ returned: null, matched: true });
    expect(of([bought(days(-2))], [left(days(-3))])).toMatchObject({ returned: { exit: 0 } });
  });

  test('have one first complaint in a period: the second knows of the first', () => {
    const both = { ann: { cases: [anns], events: [linked('bea', 400)] }, bea: { cases: [beas] } };
    expect(factsOf(both)['b']?.previousUs).toBe(days(0));
    expect(factsOf({ ...both, ann: { cases: [anns] } })['b']?.previousUs).toBe(null);
  });

  test('go by the smaller id in the facts, and each by its own once that is undone', () => {
    const names = (events: readonly CustomerEvent[]) =>
      people({ bea: { cases: [beas], events }, ann: { cases: [anns] } })
        .map(({ person, facts }) => [person, facts.map(({ summary }) => [summary.caseId, summary.customer])])
        .toSorted();
    expect(names([linked('ann', 1)])).toEqual([
      [
        'ann',
        [
          ['a', 'ann'],
          ['b', 'ann'],
        ],
      ],
    ]);
    expect(names([linked('ann', 1), unlinked('ann', 2)])).toEqual([
      ['ann', [['a', 'ann']]],
      ['bea', [['b', 'bea']]],
    ]);
  });

  test('count their cases together where an id may stand for many', () => {
    const crowd = (customer: string, count: number) =>
      Array.from({ length: count }, (_, i) => aCase(`${customer}-${i}`, customer, 6));
    const ids = (events: readonly CustomerEvent[]) => ({
      ann: { cases: [anns, ...crowd('ann', 10)], events },
      bea: { cases: crowd('bea', 10) },
    });
    // 21 cases by day 19: as known at maturity for the verdict, and by now for the flag.
    expect(factsOf(ids([]))['a']).toMatchObject({ verdict: 'complainedAgain', sharedCustomer: false });
    expect(factsOf(ids([linked('bea', 1)]))['a']).toMatchObject({ verdict: 'noObjection', sharedCustomer: true });
    expect(factsOf(ids([linked('bea', 50)]))['a']).toMatchObject({ verdict: 'complainedAgain', sharedCustomer: true });
  });

  test('merge their cases: one merged into the other id’s is left out, as known when it matured', () => {
    const merged = aCase('b', 'bea', 10, event('case.merged', days(12), { into: 'a' }));
    const of = (events: readonly CustomerEvent[]) =>
      factsOf({ ann: { cases: [anns], events }, bea: { cases: [merged] } })['b'];
    expect(of([])).toMatchObject({ verdict: 'noObjection', strayMerge: true });
    expect(of([linked('bea', 50)])).toMatchObject({ verdict: 'merged', strayMerge: false });
    expect(of([linked('bea', 50), unlinked('bea', 60)])).toMatchObject({ verdict: 'merged', strayMerge: true });
    expect(of([linked('bea', 55)])).toMatchObject({ verdict: 'noObjection', strayMerge: false });
  });
});

describe('who is one person', () => {
  const now = (...said: readonly (readonly [string, CustomerEvent])[]) => {
    const persons = new Persons(said.flatMap(([customer, one]) => readLinks(customer, [one])));
    return (...ids: readonly string[]) => ids.map((id) => persons.now(id)).join(' ');
  };

  test('is told through others: in a chain of three the ends are one, until any link of it is undone', () => {
    const chain = [
      ['cyd', linked('bea', 1)],
      ['bea', linked('ann', 2)],
    ] as const;
    expect(now(...chain)('ann', 'bea', 'cyd')).toBe('ann ann ann');
    expect(now(...chain, ['ann', unlinked('bea', 3)])('ann', 'bea', 'cyd')).toBe('ann bea bea');
    expect(now(...chain, ['ann', unlinked('cyd', 3)])('ann', 'bea', 'cyd')).toBe('ann ann ann');
    expect(now(...chain, ['cyd', linked('ann', 3)], ['bea', unlinked('ann', 4)])('bea')).toBe('ann');
  });

  test('goes by when it was said, not by when that arrived', () => {
    expect(now(['ann', unlinked('bea', 5)], ['bea', linked('ann', 3)])('bea')).toBe('bea');
    expect(now(['ann', unlinked('bea', 5)], ['bea', linked('ann', 7)])('bea')).toBe('ann');
  });

  test('of two words at one instant, by source, sequence and id', () => {
    const at = (one: CustomerEvent, more: Partial<CustomerEvent>) => ({ ...one, ...more }) as CustomerEvent;
    const [yes, no] = [linked('bea', 5), unlinked('ann', 5)];
    const both = (a: Partial<CustomerEvent>, b: Partial<CustomerEvent>) =>
      now(['ann', at(yes, a)], ['bea', at(no, b)])('bea');
    expect(both({ source: 'crm' }, { source: 'shop' })).toBe('bea');
    expect(both({ source: 'shop' }, { source: 'crm' })).toBe('ann');
    expect(both({ sequence: '9' }, { sequence: '10' })).toBe('bea');
    expect(both({ sequence: '10' }, { sequence: '9' })).toBe('ann');
    expect(both({ id: 'x' }, { id: 'y' })).toBe('bea');
    expect(both({ id: 'y' }, { id: 'x' })).toBe('ann');
  });

  test('is not changed by linking an id with itself, or with one that nobody knows', () => {
    expect(readLinks('ann', [linked('ann', 1)])).toEqual([]);
    expect(factsOf({ ann: { cases: [anns], events: [linked('nobody', 1)] } })['a']).toEqual(
      foldCustomer([anns], SETTINGS)[0],
    );
  });
});

test('the verdict of a case is not changed by any link told after it matured', () => {
  const word = fc.record({
    from: fc.constantFrom('ann', 'bea', 'cyd'),
    to: fc.constantFrom('ann', 'bea', 'cyd'),
    day: fc.constantFrom(0, 9, 20, 43, 44, 45, 60, 90),
    linked: fc.boolean(),
  });
  const ids = { ann: [anns], bea: [beas], cyd: [aCase('c', 'cyd', 20), aCase('d', 'cyd', 46)] };
  fc.assert(
    fc.property(fc.array(word, { maxLength: 8 }), (words) => {
      const facts = (untilUs: number) =>
        factsOf(
          Object.fromEntries(
            Object.entries(ids).map(([customer, cases]) => {
              const own = words.filter(({ from }) => from === customer);
              const events = own.map(({ to, day, linked: yes }) => (yes ? linked(to, day) : unlinked(to, day)));
              return [customer, { cases, events: events.filter(({ timeUs }) => timeUs <= untilUs) }];
            }),
          ),
        );
      for (const { summary, verdict } of Object.values(facts(Infinity)))
        expect(facts(summary.openedUs + days(44) - days(0))[summary.caseId]?.verdict).toBe(verdict);
    }),
    { numRuns: 500 },
  );
});

describe('a group of ids', () => {
  const IDS = ['ann', 'bea', 'cyd', 'dot'] as const;
  const id = fc.constantFrom(...IDS);
  const when = fc.constantFrom(0, 1, 5, 14, 30, 44, 45, 100);
  const said = fc
    .tuple(id, id, when, fc.constantFrom('customer.linked', 'customer.linked', 'customer.unlinked', 'customer.left'))
    .map(([from, to, day, type]) => ({
      from,
      event: type === 'customer.left' ? left(days(day)) : customerEvent(type, days(day), { to }),
    }));
  const buying = fc.tuple(id, when).map(([from, day]) => ({ from, event: bought(days(day)) }));
  const log = fc.record({
    cases: fc.tuple(...IDS.map((customer) => anyCase(`case of ${customer}`).map((own) => ({ customer, own })))),
    events: fc.array(fc.oneof({ weight: 3, arbitrary: said }, buying), { maxLength: 14 }),
  });

  const folded = (cases: readonly { customer: string; own: readonly CaseEvent[] }[], events: readonly Said[]) =>
    Object.fromEntries(
      Object.entries(
        factsOf(
          Object.fromEntries(
            cases.map(({ customer, own }) => [
              customer,
              {
                cases: [foldCase(ofCustomer(own, customer), SETTINGS)?.summary].filter((one) => one !== undefined),
                events: events.filter(({ from }) => from === customer).map((one) => one.event),
              },
            ]),
          ),
        ),
      ).toSorted(),
    ) as Record<string, CaseFacts>;
  type Said = { readonly from: string; readonly event: CustomerEvent };

  function ofCustomer(own: readonly CaseEvent[], customer: string): readonly CaseEvent[] {
    return own.map((one) => (one.type === 'case.opened' ? { ...one, data: { ...one.data, customer } } : one));
  }

  test('has the same facts in whatever order its events arrive', () => {
    const arrival = log.chain(({ cases, events }) =>
      fc.record({
        cases: fc.constant(cases),
        events: fc.constant(events),
        shuffledCases: fc
          .tuple(...cases.map(({ own }) => fc.shuffledSubarray([...own], { minLength: own.length })))
          .chain((all) =>
            fc.shuffledSubarray(
              cases.map(({ customer }, i) => ({ customer, own: all[i] as readonly CaseEvent[] })),
              { minLength: cases.length },
            ),
          ),
        shuffledEvents: fc.shuffledSubarray(events, { minLength: events.length }),
      }),
    );
    fc.assert(
      fc.property(arrival, ({ cases, events, shuffledCases, shuffledEvents }) => {
        expect(folded(shuffledCases, shuffledEvents)).toEqual(folded(cases, events));
      }),
      { numRuns: 1000 },
    );
  });

  test('whose links are all undone is what it would be without them, but for verdicts that matured meanwhile', () => {
    fc.assert(
      fc.property(log, ({ cases, events }) => {
        const others = events.filter(({ event: one }) => !one.type.endsWith('linked'));
        const undone = IDS.flatMap((from) =>
          IDS.filter((to) => to !== from).map((to) => ({ from, event: unlinked(to, 1000) })),
        );
        const [alone, after] = [folded(cases, others), folded(cases, [...events, ...undone])];
        for (const [caseId, facts] of Object.entries(after))
          expect(withoutVerdict(facts)).toEqual(withoutVerdict(alone[caseId] as CaseFacts));
      }),
      { numRuns: 300 },
    );
  });

  test('of a single id is that customer', () => {
    fc.assert(
      fc.property(anyCase('case-1'), fc.array(buying), (own, events) => {
        const summaries = [foldCase(own, SETTINGS)?.summary].filter((one) => one !== undefined);
        const history = readHistory(events.map((one) => one.event));
        const [person] = foldGroup([{ customer: 'customer-1', summaries, history }], [], SETTINGS);
        expect(person?.facts).toEqual(foldCustomer(summaries, SETTINGS, history));
      }),
      { numRuns: 200 },
    );
  });
});
