import type { CaseState, Since } from '../facts.ts';
import type { OrderedCase } from './order.ts';

const NEXT_STATES: Readonly<Record<string, CaseState>> = {
  'case.reopened': 'open',
  'case.resolved': 'resolved',
  'case.closed': 'closed',
  'case.withdrawn': 'withdrawn',
  'case.merged': 'merged',
  'case.unmerged': 'open',
};

/** Where a case stands after its last event, and since when. */
export function readState({ opening, events }: OrderedCase): Since<CaseState> {
  let state: Since<CaseState> = { atUs: opening.timeUs, value: 'open' };
  for (const { atUs, event } of events) {
    const next = NEXT_STATES[event.type];
    if (next !== undefined && next !== state.value) state = { atUs, value: next };
  }
  return state;
}
