import type { CaseState, Since } from '../facts.ts';
import type { OrderedCase } from './order.ts';

const NEXT_STATES: Readonly<Record<string, CaseState>> = {
  'case.reopened': 'open',
  'case.resolved': 'resolved',
  'case.closed': 'closed',
  'case.withdrawn': 'withdrawn',
};

/** Where a case stands after its last event, and since when. While merged it is that; an unmerge shows what it was. */
export function readState({ opening, events }: OrderedCase): Since<CaseState> {
  let state: Since<CaseState> = { atUs: opening.timeUs, value: 'open' };
  let merged: Since<CaseState> | null = null;
  for (const { atUs, event } of events) {
    const next = NEXT_STATES[event.type];
    if (event.type === 'case.merged') merged ??= { atUs, value: 'merged' };
    else if (event.type === 'case.unmerged') merged = null;
    else if (next !== undefined && next !== state.value) state = { atUs, value: next };
  }
  return merged ?? state;
}
