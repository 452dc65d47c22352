import { parseTimeUs } from '@finest-hour/events';
import { dayStartUs } from '@finest-hour/metrics';
import { MisuseError } from './misuse-error.ts';

const DATE = /^\d{4}-\d\d-\d\d$/;

/** Reads a day (its beginning, in a time zone) or an RFC 3339 time with offset, in microseconds; anything else is misuse. */
export function readMoment(option: string, text: string, timeZone: string): number {
  const isDate = DATE.test(text);
  const us = parseTimeUs(isDate ? `${text}T00:00:00Z` : text);
  if (us === null) throw new MisuseError(`${option} must be a day or an RFC 3339 time with offset: ${text}`);
  return isDate ? dayStartUs(text, timeZone) : us;
}
