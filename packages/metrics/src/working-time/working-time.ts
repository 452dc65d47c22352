import type { WorkCalendar } from './calendar.ts';
import { workingSpans } from './spans.ts';

/**
 * Working time from one instant to another, in microseconds: exact, also where clocks are changed. The other way round: 0.
 * Example: Friday 16:00 to Monday 10:00, nine to five → two hours.
 */
export function workingUs(fromUs: number, toUs: number, calendar: WorkCalendar): number {
  let sum = 0;
  for (const span of workingSpans(fromUs, toUs, calendar)) sum += span.toUs - span.fromUs;
  return sum;
}

/** From when on nothing is working time any more; hours on any day of the week → never. */
function endOfWork(calendar: WorkCalendar): number {
  const last = calendar.at(-1);
  return last === undefined || last.week.some((hours) => hours.length > 0) ? Infinity : last.fromUs;
}

/**
 * The first instant by which so much working time has passed; none left to pass → the instant itself. Where so much never
 * comes (the last version has no hours) → null. `lengthUs`: from 0.
 */
export function addWorkingUs(fromUs: number, lengthUs: number, calendar: WorkCalendar): number | null {
  if (lengthUs <= 0) return fromUs;
  let left = lengthUs;
  for (const span of workingSpans(fromUs, endOfWork(calendar), calendar)) {
    const length = span.toUs - span.fromUs;
    if (length >= left) return span.fromUs + left;
    left -= length;
  }
  return null;
}
