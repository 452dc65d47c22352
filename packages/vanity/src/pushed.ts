import type { LoggedEvent } from '@finest-hour/events';
import type { Reading, Taken } from './reading.ts';

/** In front of the names of readings that are pushed, so that none is taken for one of ours. */
export const PUSHED = 'pushed:';

/** A reading that is pushed as `reading.taken`, by its name and unit: the mean of what was said. */
export function pushedReading(name: string, unit: string): Reading {
  const title = name.slice(PUSHED.length);
  return {
    name,
    title,
    unit,
    kind: 'mean',
    definition: 'The mean of every `reading.taken` of this name and unit.',
    question: `What would you do differently if ${title} doubled?`,
  };
}

export function takePushed(events: Iterable<LoggedEvent>): readonly Taken[] {
  return [...events].flatMap(({ type, subject, timeUs, data: { value, unit } }) =>
    type === 'reading.taken' && typeof value === 'number'
      ? [{ name: PUSHED + subject, timeUs, value, unit: typeof unit === 'string' ? unit : '' }]
      : [],
  );
}
