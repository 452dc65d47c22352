import type { CustomerEvent } from '@finest-hour/events';
import { describe, expect, test } from 'vitest';
import { days } from '../testing/case-log.ts';
import { bought, customerEvent, left } from '../testing/customer-log.ts';
import { readHistory } from './history.ts';

const euros = (amount: number) => ({ value: { amount, currency: 'EUR' } });
const counts = (event: CustomerEvent) => readHistory([event]).values.length === 1;

describe('a value event', () => {
  test.each<[string, CustomerEvent]>([
    ['a purchase of some amount', bought(days(1), euros(0.01))],
    ['a purchase whose amount is not told', bought(days(1))],
    ['a renewal', customerEvent('customer.renewed', days(1), euros(20))],
    ['a renewal that was chosen', customerEvent('customer.renewed', days(1), { automatic: false })],
    ['a visit', customerEvent('customer.visited', days(1), {})],
  ])('is %s', (_, event) => {
    expect(counts(event)).toBe(true);
  });

  test.each<[string, CustomerEvent]>([
    ['a purchase of nothing', bought(days(1), euros(0))],
    ['money given back', bought(days(1), euros(-10))],
    ['a visit worth nothing', customerEvent('customer.visited', days(1), euros(0))],
    ['an automatic renewal, whatever its amount', customerEvent('customer.renewed', days(1), { automatic: true })],
    ['leaving', left(days(1))],
    ['a recommendation', customerEvent('customer.recommended', days(1), {})],
  ])('is not %s', (_, event) => {
    expect(counts(event)).toBe(false);
  });
});

test('a history is in order of time, whatever order its events came in, and keeps to which case it belongs', () => {
  const recommended = (day: number, data = {}) => customerEvent('customer.recommended', days(day), data);
  const events = [
    left(days(9)),
    recommended(8, { case: 'case-1' }),
    bought(days(5), { case: 'case-1' }),
    left(days(2)),
    recommended(3),
    bought(days(1)),
  ];
  const history = {
    values: [
      { atUs: days(1), caseId: null },
      { atUs: days(5), caseId: 'case-1' },
    ],
    leftUs: [days(2), days(9)],
    recommendations: [
      { atUs: days(3), caseId: null },
      { atUs: days(8), caseId: 'case-1' },
    ],
    known: true,
  };
  expect(readHistory(events)).toEqual(history);
  expect(readHistory(events.toReversed())).toEqual(history);
});

test('a customer of whom nothing arrived, or only which ids belong together, is not known', () => {
  expect(readHistory([])).toEqual({ values: [], leftUs: [], recommendations: [], known: false });
  expect(readHistory([bought(days(1), euros(0))]).known).toBe(true);
  expect(readHistory([customerEvent('customer.linked', days(1), { to: 'bea' })]).known).toBe(false);
  expect(readHistory([customerEvent('customer.unlinked', days(2), { to: 'bea' })]).known).toBe(false);
});
