import type { LoggedEvent } from '@finest-hour/events';
import { dayOfReading } from './day.ts';
import type { Reading, Taken } from './reading.ts';

export const CASES_OPENED: Reading = {
  name: 'casesOpened',
  title: 'Cases opened',
  unit: 'cases',
  kind: 'count',
  definition: 'Cases with a `case.opened` on the day; opened by several systems it counts once a day.',
  question: 'What would you do differently if twice as many cases were opened?',
};

/** A case a day in which it was opened. */
export function takeCasesOpened(events: Iterable<LoggedEvent>): readonly Taken[] {
  const taken = new Map<string, Taken>();
  for (const { type, timeUs, subject } of events) {
    if (type !== 'case.opened') continue;
    taken.set(JSON.stringify([dayOfReading(timeUs), subject]), { name: CASES_OPENED.name, timeUs });
  }
  return [...taken.values()];
}
