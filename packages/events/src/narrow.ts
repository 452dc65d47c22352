import type { AgentEvent, CaseEvent, CustomerEvent, ReadingEvent } from './catalogue.ts';
import type { Family, LoggedEvent } from './event.ts';

/**
 * The one place where a logged event is taken for the type it says it is: the log holds only what `readEvent` let in,
 * so the family is checked and the data is not read again.
 */
function narrow<Event>(event: LoggedEvent, family: Family): Event {
  if (event.family !== family) throw new Error(`not a ${family} event: ${event.type}`);
  return event as Event;
}

/** An event read back from the log of a case. Throws where it is of another family. */
export const asCaseEvent = (event: LoggedEvent): CaseEvent => narrow(event, 'case');
/** An event read back from the log of a customer. Throws where it is of another family. */
export const asCustomerEvent = (event: LoggedEvent): CustomerEvent => narrow(event, 'customer');
/** An event read back from the log of an agent. Throws where it is of another family. */
export const asAgentEvent = (event: LoggedEvent): AgentEvent => narrow(event, 'agent');
/** An event read back from the log of a reading. Throws where it is of another family. */
export const asReadingEvent = (event: LoggedEvent): ReadingEvent => narrow(event, 'reading');
