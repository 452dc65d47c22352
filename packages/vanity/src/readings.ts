import type { LoggedEvent } from '@finest-hour/events';
import { addUp } from './add-up.ts';
import { CASES_OPENED, takeCasesOpened } from './cases-opened.ts';
import { CONTACTS_MADE, takeContactsMade } from './contacts-made.ts';
import { FIRST_RESPONSE, takeFirstResponses } from './first-response.ts';
import { HANDLE_TIME, takeHandleTimes } from './handle-time.ts';
import { MEAN_SCORE, takeScores } from './mean-score.ts';
import { takePushed } from './pushed.ts';
import type { DailyReading, Reading } from './reading.ts';
import { SURVEYS_SENT, takeSurveysSent } from './surveys-sent.ts';

/** The readings that every installation has; those that are pushed come after them. */
export const READINGS: readonly Reading[] = [
  CASES_OPENED,
  CONTACTS_MADE,
  HANDLE_TIME,
  FIRST_RESPONSE,
  MEAN_SCORE,
  SURVEYS_SENT,
];

/** Event types that some reading counts. */
export const COUNTED_TYPES: ReadonlySet<string> = new Set([
  'case.opened',
  'case.resolved',
  'case.closed',
  'contact.made',
  'satisfaction.asked',
  'satisfaction.stated',
  'reading.taken',
]);

/** All readings of some events by day: the plain reference beside the SQL that counts the log. */
export function takeReadings(events: readonly LoggedEvent[]): readonly DailyReading[] {
  return addUp([
    ...takeCasesOpened(events),
    ...takeContactsMade(events),
    ...takeHandleTimes(events),
    ...takeFirstResponses(events),
    ...takeScores(events),
    ...takeSurveysSent(events),
    ...takePushed(events),
  ]);
}
