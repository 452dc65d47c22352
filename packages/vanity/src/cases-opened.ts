import type { LoggedEvent } from '@finest-hour/events';
import { dayOfReading } from './day.ts';
import type { DailyReading, Reading } from './reading.ts';

/** Cases opened: how many cases had a `case.opened` on a day. A case opened by several systems counts once a day. */
export const CASES_OPENED: Reading = {
  name: 'casesOpened',
  title: 'Cases opened',
  unit: 'cases',
  types: ['case.opened'],
  question: 'What would you do differently if it doubled?',
};

/** Counts cases opened by day, ascending. Days without any are left out. */
export function countCasesOpened(events: Iterable<LoggedEvent>): readonly DailyReading[] {
  const casesByDay = new Map<string, Set<string>>();
  for (const { type, timeUs, subject } of events) {
    if (!CASES_OPENED.types.includes(type)) continue;
    const day = dayOfReading(timeUs);
    const cases = casesByDay.get(day) ?? new Set();
    casesByDay.set(day, cases.add(subject));
  }
  return [...casesByDay]
    .map(([day, cases]) => ({ name: CASES_OPENED.name, day, value: cases.size }))
    .sort((a, b) => (a.day < b.day ? -1 : 1));
}
