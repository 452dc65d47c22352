import type { LoggedEvent } from '@finest-hour/events';
import type { Reading, Taken } from './reading.ts';

export const MEAN_SCORE: Reading = {
  name: 'meanScore',
  title: 'Mean score',
  unit: 'points',
  kind: 'mean',
  definition: 'The mean `score` of every `satisfaction.stated` that has one, whatever its scale and whoever answered.',
  question: 'What would you do differently if the mean score doubled?',
};

export function takeScores(events: Iterable<LoggedEvent>): readonly Taken[] {
  return [...events].flatMap(({ type, timeUs, data: { score } }) =>
    type === 'satisfaction.stated' && typeof score === 'number'
      ? [{ name: MEAN_SCORE.name, timeUs, value: score }]
      : [],
  );
}
