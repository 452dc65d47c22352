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

/** What ids belong together tells nothing of what a customer did. */
const SAYS_WHO: ReadonlySet<string> = new Set(['customer.linked', 'customer.unlinked']);

/**
 * A customer's own events → what tells whether they came back. A value event is a purchase, renewal or visit with an
 * amount above 0 or none given; an automatic renewal is none, since nobody decided anything.
 */
export function readHistory(events: readonly CustomerEvent[]): CustomerHistory {
  const sorted = [...events].sort(
    (a, b) => a.timeUs - b.timeUs || (a.source < b.source ? -1 : a.source > b.source ? 1 : a.id < b.id ? -1 : 1),
  );
  const withCase = (event: CustomerEvent) => ({
    atUs: event.timeUs,
    caseId: (event.data as { readonly case?: string }).case ?? null,
  });
  return {
    values: sorted.filter(isValue).map(withCase),
    recommendations: sorted.filter(({ type }) => type === 'customer.recommended').map(withCase),
    leftUs: sorted.filter(({ type }) => type === 'customer.left').map(({ timeUs }) => timeUs),
    known: sorted.some(({ type }) => !SAYS_WHO.has(type)),
  };
}

/** What one person did under several ids: leaving under any of them is leaving, and buying is coming back. */
export function joinHistories(histories: readonly CustomerHistory[]): CustomerHistory {
  return {
    values: histories.flatMap(({ values }) => values).sort((a, b) => a.atUs - b.atUs),
    recommendations: histories.flatMap(({ recommendations }) => recommendations).sort((a, b) => a.atUs - b.atUs),
    leftUs: histories.flatMap(({ leftUs }) => leftUs).sort((a, b) => a - b),
    known: histories.some(({ known }) => known),
  };
}
