import { millisecondsOf, offsetMinutesOf, type TimeParts } from './parts.ts';

const ISO = /^(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:[.,](\d+))?)?\s?([Zz]|[+-]\d\d(?::?\d\d)?)?)?$/;

/** ISO 8601 and RFC 3339: `2016-02-29`, `2016-02-29 01:23`, `2016-02-29T01:23:45.678+02:00`. */
export function isoPartsOf(text: string): TimeParts | null {
  const match = ISO.exec(text);
  if (match === null) return null;
  const [, year, month, day, hour = '0', minute = '0', second = '0', fraction = '0', zone] = match;
  return {
    year: Number(year),
    month: Number(month),
    day: Number(day),
    hour: Number(hour),
    minute: Number(minute),
    second: Number(second),
    millisecond: millisecondsOf(fraction),
    offsetMinutes: zone === undefined ? null : offsetMinutesOf(zone),
  };
}
