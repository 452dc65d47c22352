import type { LoggedEvent } from '@finest-hour/events';
import type { Reading, Taken } from './reading.ts';

export const CONTACTS_MADE: Reading = {
  name: 'contactsMade',
  title: 'Contacts made',
  unit: 'contacts',
  kind: 'count',
  definition: 'Every `contact.made` that reaches a customer, automated ones too; internal notes do not.',
  question: 'What would you do differently if you wrote and called twice as often?',
};

/** Whether an event is a message or a call to the customer, by whomever. */
export function isContact({ type, data }: LoggedEvent): boolean {
  return type === 'contact.made' && data['kind'] !== 'internal-note';
}

export function takeContactsMade(events: Iterable<LoggedEvent>): readonly Taken[] {
  return [...events].filter(isContact).map(({ timeUs }) => ({ name: CONTACTS_MADE.name, timeUs }));
}
