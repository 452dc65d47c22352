import type { LoggedEvent } from '@finest-hour/events';
import { isContact } from './contacts-made.ts';
import type { Reading, Taken } from './reading.ts';
import { takeSinceOpening } from './since-opening.ts';

export const FIRST_RESPONSE: Reading = {
  name: 'firstResponse',
  title: 'First response',
  unit: 'seconds',
  kind: 'mean',
  definition:
    'The mean time from the opening of a case to the first `contact.made`, automated replies counted in, by day of ' +
    'opening; cases without one are left out.',
  question: 'What would you do differently if the first reply took twice as long?',
};

export function takeFirstResponses(events: Iterable<LoggedEvent>): readonly Taken[] {
  return takeSinceOpening(FIRST_RESPONSE.name, events, isContact);
}
