import type { CustomerEvent } from '@finest-hour/events';
import type { CustomerHistory } from '../facts.ts';

function isValue(event: CustomerEvent): boolean {
  switch (event.type) {
    case 'customer.purchased':
    case 'customer.renewed':
    case 'customer.visited': {
      const { value, automatic } = event.data;
      return (value === undefined || value.amount > 0) && !(event.type === 'customer.renewed' && automatic === true);
    }
    default:
      return false;
  }
}

/**
 * A customer's own events → what tells whether they came back. A value event is a purchase, renewal or visit with an
 * amount above 0 or none given; an automatic renewal is none, since nobody decided anything.
 */
export function readHistory(events: readonly CustomerEvent[]): CustomerHistory {
  const sorted = [...events].sort(
    (a, b) => a.timeUs - b.timeUs || (a.source < b.source ? -1 : a.source > b.source ? 1 : a.id < b.id ? -1 : 1),
  );
  return {
    values: sorted
      .filter(isValue)
      .map((event) => ({ atUs: event.timeUs, caseId: (event.data as { readonly case?: string }).case ?? null })),
    leftUs: sorted.filter(({ type }) => type === 'customer.left').map(({ timeUs }) => timeUs),
    known: sorted.length > 0,
  };
}
