import type { CaseEvent } from '@finest-hour/events';
import type { CaseState, Since } from '../facts.ts';
import type { OrderedCase } from './order.ts';

/** The state into which an event puts a case; null: it stays as it is. */
function nextState({ type }: CaseEvent): CaseState | null {
  switch (type) {
    case 'case.reopened':
      return 'open';
    case 'case.resolved':
      return 'resolved';
    case 'case.closed':
      return 'closed';
    case 'case.withdrawn':
      return 'withdrawn';
    default:
      return null;
  }
}

/** Where a case stands after its last event, and since when. While merged it is that; an unmerge shows what it was. */
export function readState({ opening, events }: OrderedCase): Since<CaseState> {
  let state: Since<CaseState> = { atUs: opening.timeUs, value: 'open' };
  let merged: Since<CaseState> | null = null;
  for (const { atUs, event } of events) {
    const next = nextState(event);
    if (event.type === 'case.merged') merged ??= { atUs, value: 'merged' };
    else if (event.type === 'case.unmerged') merged = null;
    else if (next !== null && next !== state.value) state = { atUs, value: next };
  }
  return merged ?? state;
}
