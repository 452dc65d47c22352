import { TOLD_EVENTS, TOLD_HOPS, type CaseDetail } from '@finest-hour/metrics';

/** Where a case is told in part: after how many entries, and how many are left out there. */
export interface Gap {
  readonly after: number;
  readonly count: number;
}

function gapOf(told: number, total: number, after: number): Gap | null {
  return total > told ? { after, count: total - told } : null;
}

/** What is left out of a chain; null: nothing. */
export function chainGap({ chain, chainLength }: Pick<CaseDetail, 'chain' | 'chainLength'>): Gap | null {
  return gapOf(chain.length, chainLength, TOLD_HOPS.first);
}

/** What is left out of the events; null: nothing. */
export function eventGap(detail: { readonly events: readonly unknown[]; readonly eventCount: number }): Gap | null {
  return gapOf(detail.events.length, detail.eventCount, TOLD_EVENTS.first);
}
