import type { LoggedEvent } from '@finest-hour/events';
import type { Taken } from './reading.ts';

/**
 * Of each case the seconds from its earliest `case.opened` to the first event at or after it that ends the wait, on the
 * day of the opening. Cases that still wait, or were never opened, are left out.
 */
export function takeSinceOpening(
  name: string,
  events: Iterable<LoggedEvent>,
  ends: (event: LoggedEvent) => boolean,
): readonly Taken[] {
  const cases = new Map<string, LoggedEvent[]>();
  for (const event of events) {
    if (event.family === 'case') cases.set(event.subject, [...(cases.get(event.subject) ?? []), event]);
  }
  return [...cases.values()].flatMap((all) => {
    const timeUs = Math.min(...all.filter(({ type }) => type === 'case.opened').map((event) => event.timeUs));
    const endUs = Math.min(...all.filter((event) => ends(event) && event.timeUs >= timeUs).map((end) => end.timeUs));
    return endUs === Infinity ? [] : [{ name, timeUs, value: (endUs - timeUs) / 1_000_000 }];
  });
}
