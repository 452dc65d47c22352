import type { EventEnvelope } from '@finest-hour/events';
import { expect, test } from 'vitest';
import { NO_MESS } from '../parameters.ts';
import { simulate } from '../simulate.ts';

const PARAMETERS = { days: 500, cases: 2500, seed: 21, mess: { ...NO_MESS, secondId: 0.1, merged: 0.02 } };

/** By the book: a purchase, renewal or visit with an amount over 0 or none given, not automatic, not part of a case. */
function isReturn({ type, data }: EventEnvelope): boolean {
  if (type !== 'customer.purchased' && type !== 'customer.renewed' && type !== 'customer.visited') return false;
  const value = data['value'] as { readonly amount: number } | undefined;
  return data['automatic'] !== true && data['case'] === undefined && (value === undefined || value.amount > 0);
}

test('when a customer came back is when the events of all their ids say so', () => {
  const events = [...simulate(PARAMETERS).batches()].flat();
  const byCustomer = Map.groupBy(events, ({ subject }) => subject);
  let returned = 0;
  for (const outcome of simulate(PARAMETERS).customers()) {
    const { customer, secondId, openedUs, returnedUs, returnedAfterVerdictUs, leftUs } = outcome;
    const own = [...(byCustomer.get(customer) ?? []), ...(byCustomer.get(secondId ?? '') ?? [])];
    const times = own.filter(isReturn).map(({ time }) => Date.parse(time) * 1000);
    const firstAfter = (fromUs: number) => {
      const later = times.filter((us) => us > fromUs && us < openedUs + 224 * 86_400e6);
      return later.length === 0 ? null : Math.min(...later);
    };
    expect(firstAfter(openedUs)).toBe(returnedUs);
    expect(firstAfter(openedUs + 44 * 86_400e6)).toBe(returnedAfterVerdictUs);
    const left = own.filter(({ type, time }) => type === 'customer.left' && Date.parse(time) * 1000 >= openedUs);
    if (leftUs !== null) expect(left.map(({ time }) => Date.parse(time) * 1000)).toContain(leftUs);
    if (returnedUs !== null) returned += 1;
  }
  expect(returned).toBeGreaterThan(1000);
});

test('who left does nothing more, and who never complains buys as well', () => {
  const events = [...simulate(PARAMETERS).batches()].flat();
  const leftAt = new Map(
    events.filter(({ type }) => type === 'customer.left').map(({ subject, time }) => [subject, time]),
  );
  expect(leftAt.size).toBeGreaterThan(50);
  for (const event of events) if (isReturn(event)) expect(event.time <= (leftAt.get(event.subject) ?? '9')).toBe(true);
  expect(
    new Set(events.filter(({ subject }) => subject.startsWith('customer-q')).map(({ subject }) => subject)).size,
  ).toBeGreaterThan(1000);
});
