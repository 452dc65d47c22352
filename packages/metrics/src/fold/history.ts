import type { CustomerEvent } from '@finest-hour/events';
import type { CustomerHistory } from '../facts.ts';
import { compareText } from './order.ts';

type At = CustomerHistory['values'][number];

/** Worth something, or nobody says what it is worth. */
function isWorth({ value }: { readonly value?: { readonly amount: number } }): boolean {
  return value === undefined || value.amount > 0;
}

function compareEvents(a: CustomerEvent, b: CustomerEvent): number {
  return a.timeUs - b.timeUs || compareText(a.source, b.source) || compareText(a.id, b.id);
}

function isSorted(events: readonly CustomerEvent[]): boolean {
  let last: CustomerEvent | null = null;
  for (const event of events) {
    if (last !== null && compareEvents(last, event) > 0) return false;
    last = event;
  }
  return true;
}

/** Events mostly come in order, and then need no sorting. */
function inOrder(events: readonly CustomerEvent[]): readonly CustomerEvent[] {
  return isSorted(events) ? events : events.toSorted(compareEvents);
}

/**
 * A customer's own events → what tells whether they came back. A value event is a purchase, renewal or visit with an
 * amount above 0 or none given; an automatic renewal is none, since nobody decided anything.
 */
export function readHistory(events: readonly CustomerEvent[]): CustomerHistory {
  const values: At[] = [];
  const recommendations: At[] = [];
  const leftUs: number[] = [];
  let known = false;
  for (const { type, timeUs: atUs, data } of inOrder(events)) {
    switch (type) {
      // What ids belong together tells nothing of what a customer did.
      case 'customer.linked':
      case 'customer.unlinked':
        continue;
      case 'customer.renewed':
        if (data.automatic !== true && isWorth(data)) values.push({ atUs, caseId: data.case ?? null });
        break;
      case 'customer.purchased':
      case 'customer.visited':
        if (isWorth(data)) values.push({ atUs, caseId: data.case ?? null });
        break;
      case 'customer.recommended':
        recommendations.push({ atUs, caseId: data.case ?? null });
        break;
      case 'customer.left':
        leftUs.push(atUs);
    }
    known = true;
  }
  return { values, recommendations, leftUs, known };
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
