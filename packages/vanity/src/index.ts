import { CASES_OPENED } from './cases-opened.ts';
import type { Reading } from './reading.ts';

export { CASES_OPENED, countCasesOpened } from './cases-opened.ts';
export { dayOfReading } from './day.ts';
export type { DailyReading, Reading } from './reading.ts';

export const READINGS: readonly Reading[] = [CASES_OPENED];

/** Event types that some reading counts. */
export const COUNTED_TYPES: ReadonlySet<string> = new Set(READINGS.flatMap(({ types }) => types));
