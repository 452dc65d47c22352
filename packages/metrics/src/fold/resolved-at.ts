import { isHumanContact, isHarmlessReopening } from './acts.ts';
import type { OrderedEvent } from './order.ts';

/**
 * Whether a case stood resolved at a moment: its last resolution so far was not reopened since, thanks and
 * administration apart, nor was it automatic where nobody had given a solution or spoken to the customer.
 */
export function isResolvedAt(events: readonly OrderedEvent[], momentUs: number): boolean {
  let resolved = false;
  let somethingDone = false;
  for (const { atUs, event } of events) {
    if (atUs > momentUs) break;
    if (event.type === 'case.resolved') resolved = event.data.automatic !== true || somethingDone;
    else if (event.type === 'case.reopened') resolved &&= isHarmlessReopening(event.data.reason);
    else if (event.type === 'solution.provided' || isHumanContact(event)) somethingDone = true;
  }
  return resolved;
}
