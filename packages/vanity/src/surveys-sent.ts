import type { LoggedEvent } from '@finest-hour/events';
import type { Reading, Taken } from './reading.ts';

export const SURVEYS_SENT: Reading = {
  name: 'surveysSent',
  title: 'Surveys sent',
  unit: 'surveys',
  kind: 'count',
  definition: 'Every `satisfaction.asked`.',
  question: 'What would you do differently if twice as many surveys went out?',
};

export function takeSurveysSent(events: Iterable<LoggedEvent>): readonly Taken[] {
  return [...events]
    .filter(({ type }) => type === 'satisfaction.asked')
    .map(({ timeUs }) => ({ name: SURVEYS_SENT.name, timeUs }));
}
