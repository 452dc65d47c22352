import type { CaseEvent } from '@finest-hour/events';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DEFAULT_BOOK_SETTINGS } from '../book.ts';
import { anyCase } from '../testing/arbitrary-log.ts';
import { A, assigned, B, event, minutes, opened, OPENED_US, owned, reopened, resolved } from '../testing/case-log.ts';
import { fold } from '../testing/fold.ts';
import { foldCase } from './fold-case.ts';
import { compareSequences, orderCase } from './order.ts';

const idsInOrder = (events: readonly CaseEvent[]) => orderCase(events)?.events.map(({ event: { id } }) => id);
const note = (envelope: Parameters<typeof event>[3], timeUs = OPENED_US) => event('apology.made', timeUs, {}, envelope);

describe('at one instant', () => {
  test('types have their ranks: what must be known first comes first, the end comes last', () => {
    const events = [
      event('case.closed', OPENED_US, {}),
      resolved(OPENED_US),
      event('satisfaction.stated', OPENED_US, { satisfied: true }),
      owned(OPENED_US, 'A'),
      assigned(OPENED_US, A),
      event('case.classified', OPENED_US, {}),
      reopened(OPENED_US),
      opened(),
    ];
    expect(orderCase(events)?.events.map(({ event: { type } }) => type)).toEqual([
      'case.opened',
      'case.reopened',
      'case.classified',
      'case.assigned',
      'case.owned',
      'satisfaction.stated',
      'case.resolved',
      'case.closed',
    ]);
  });

  test('within a rank by source, then sequence, then id', () => {
    expect(
      idsInOrder([
        note({ source: 'b', id: '1' }),
        note({ source: 'a', id: '5', sequence: '10' }),
        note({ source: 'a', id: '6', sequence: '9' }),
        note({ source: 'a', id: '8' }),
        note({ source: 'a', id: '7' }),
        note({ source: 'a', id: '4', sequence: '10' }),
        opened({}, OPENED_US, { id: '0' }),
      ]),
    ).toEqual(['0', '7', '8', '6', '4', '5', '1']);
  });

  test('an earlier instant comes first, whatever the type', () => {
    expect(
      idsInOrder([opened({}, OPENED_US, { id: '0' }), note({ id: '2' }, minutes(2)), resolved(minutes(1))])?.[2],
    ).toBe('2');
  });
});

describe('sequences', () => {
  test('missing first, integers by value, other text after them', () => {
    const sorted = [null, '-3', '0', '9', '10', '100', '9223372036854775808', '1z', 'a', 'b'];
    expect([...sorted].reverse().sort(compareSequences)).toEqual(sorted);
  });

  test('leading zeros make no difference', () => {
    expect(compareSequences('010', '10')).toBe(0);
    expect(compareSequences('0', '000')).toBe(0);
  });

  test('the order has no circles: any three agree', () => {
    const sequence = fc.oneof(
      fc.constant(null),
      fc.integer({ min: -20, max: 20 }).map(String),
      fc.string({ unit: fc.constantFrom('0', '1', '9', 'z', '-'), minLength: 1, maxLength: 4 }),
    );
    fc.assert(
      fc.property(sequence, sequence, sequence, (a, b, c) => {
        const sign = (x: string | null, y: string | null) => Math.sign(compareSequences(x, y));
        expect(sign(a, b) + sign(b, a)).toBe(0);
        if (sign(a, b) <= 0 && sign(b, c) <= 0) expect(sign(a, c)).toBeLessThanOrEqual(0);
      }),
    );
  });
});

describe('openings', () => {
  test('without one a case has no facts', () => {
    expect(foldCase([assigned(minutes(0), A), resolved(minutes(5))], DEFAULT_BOOK_SETTINGS)).toBeNull();
    expect(foldCase([], DEFAULT_BOOK_SETTINGS)).toBeNull();
  });

  test('of several the earliest opens the case, and the others say nothing', () => {
    const { summary } = fold([
      opened({ customer: 'second', channel: 'email', cause: 'broken', team: 'T2' }, minutes(10)),
      opened({ customer: 'first', channel: 'phone' }, minutes(0)),
    ]);
    expect(summary).toMatchObject({
      customer: 'first',
      openedUs: minutes(0),
      dimensions: { channel: 'phone', cause: null, team: null },
    });
  });

  test('of several at one instant it is the first by source, sequence and id', () => {
    const byA = opened({ customer: 'a' }, OPENED_US, { source: 'a', id: '2' });
    const byB = opened({ customer: 'b' }, OPENED_US, { source: 'b', id: '1' });
    expect(fold([byB, byA]).summary.customer).toBe('a');
  });
});

describe('events before the opening', () => {
  test('count at the opening, and the case is flagged', () => {
    const { summary, hops } = fold([opened(), assigned(minutes(-30), A), assigned(minutes(10), B)]);
    expect(summary.eventsBeforeOpening).toBe(true);
    expect(summary.agentLevel.handOffs).toBe(1);
    expect(hops[0]).toMatchObject({ agent: 'A', startUs: OPENED_US, waitUs: 0 });
    expect(fold([opened(), assigned(OPENED_US, A)]).summary.eventsBeforeOpening).toBe(false);
  });

  test('those of one type rank keep the order of their dates', () => {
    const later = event('case.assigned', minutes(-1), { to: B }, { source: 'a', id: '1' });
    const earlier = event('case.assigned', minutes(-2), { to: A }, { source: 'b', id: '2' });
    expect(fold([opened(), later, earlier]).summary.holderAgent).toBe('B');
  });

  test('a resolution before it is one at the opening', () => {
    expect(fold([opened(), resolved(minutes(-5))]).summary.resolvedUs).toBe(OPENED_US);
  });
});

test('any order of arrival folds to the same summary and hops', () => {
  const settings = { ...DEFAULT_BOOK_SETTINGS, frontDesks: ['front'] };
  const shuffled = anyCase().chain((events) =>
    fc.tuple(fc.constant(events), fc.shuffledSubarray([...events], { minLength: events.length })),
  );
  fc.assert(
    fc.property(shuffled, ([events, inAnotherOrder]) => {
      expect(foldCase(inAnotherOrder, settings)).toEqual(foldCase(events, settings));
    }),
    { numRuns: 1000 },
  );
});
