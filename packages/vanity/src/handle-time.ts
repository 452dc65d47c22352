import type { LoggedEvent } from '@finest-hour/events';
import type { Reading, Taken } from './reading.ts';
import { takeSinceOpening } from './since-opening.ts';

export const HANDLE_TIME: Reading = {
  name: 'handleTime',
  title: 'Average handle time',
  unit: 'seconds',
  kind: 'mean',
  definition:
    'The mean time from the opening of a case to its first `case.resolved` or `case.closed`, by day of opening, ' +
    'whatever came after; cases that never ended are left out.',
  question: 'What would you do differently if handling a case took twice as long?',
};

export function takeHandleTimes(events: Iterable<LoggedEvent>): readonly Taken[] {
  return takeSinceOpening(HANDLE_TIME.name, events, ({ type }) => type === 'case.resolved' || type === 'case.closed');
}
