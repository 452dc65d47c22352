const US_PER_SECOND = 1_000_000;
const SECONDS_PER_DAY = 86_400;
const DAYS_IN_MONTH = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const;

/** The number written in `length` ASCII digits at `start`; -1 where one of them is no digit. */
function digits(text: string, start: number, length: number): number {
  let value = 0;
  for (let at = start; at < start + length; at += 1) {
    const digit = text.charCodeAt(at) - 48;
    if (!(digit >= 0 && digit <= 9)) return -1;
    value = value * 10 + digit;
  }
  return value;
}

const isLeapYear = (year: number) => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;

function daysInMonth(year: number, month: number): number {
  return month === 2 && isLeapYear(year) ? 29 : (DAYS_IN_MONTH[month - 1] ?? 0);
}

/** Days since 1970-01-01 in the proleptic Gregorian calendar (H. Hinnant, `days_from_civil`); `Date.UTC` misreads years below 100. */
function daysSinceEpoch(year: number, month: number, day: number): number {
  const marchYear = month > 2 ? year : year - 1;
  const era = Math.floor(marchYear / 400);
  const yearOfEra = marchYear - era * 400;
  const dayOfYear = Math.floor((153 * (month > 2 ? month - 3 : month + 9) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146_097 + dayOfEra - 719_468;
}

/** Seconds since 1970 of the date and time at the head of the text, taken as UTC; null where it names no real moment. */
function parseLocalSeconds(text: string): number | null {
  if (text[4] !== '-' || text[7] !== '-' || text[13] !== ':' || text[16] !== ':') return null;
  if (text[10] !== 'T' && text[10] !== 't') return null;
  const year = digits(text, 0, 4);
  const month = digits(text, 5, 2);
  const day = digits(text, 8, 2);
  const hour = digits(text, 11, 2);
  const minute = digits(text, 14, 2);
  const second = digits(text, 17, 2);
  if (year < 0 || day < 1 || day > daysInMonth(year, month)) return null;
  if (hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 60) return null;
  return daysSinceEpoch(year, month, day) * SECONDS_PER_DAY + hour * 3600 + minute * 60 + second;
}

/** Seconds east of UTC of `Z` or `±hh:mm` that ends the text at `start`; null for anything else. */
function parseOffsetSeconds(text: string, start: number): number | null {
  const sign = text[start];
  if (sign === 'Z' || sign === 'z') return text.length === start + 1 ? 0 : null;
  if ((sign !== '+' && sign !== '-') || text.length !== start + 6 || text[start + 3] !== ':') return null;
  const hours = digits(text, start + 1, 2);
  const minutes = digits(text, start + 4, 2);
  if (hours < 0 || hours > 23 || minutes < 0 || minutes > 59) return null;
  return (sign === '-' ? -1 : 1) * (hours * 3600 + minutes * 60);
}

/**
 * Microseconds since 1970 (UTC) of an RFC 3339 time with offset; digits beyond the sixth are dropped.
 * A leap second counts as the second after it. null: no such time (30 February, hour 24, no offset, …).
 * Exact up to the year 2255, where microseconds outgrow a double.
 */
export function parseTimeUs(text: string): number | null {
  const local = parseLocalSeconds(text);
  if (local === null) return null;
  let at = 19;
  let fractionUs = 0;
  if (text[at] === '.') {
    const start = ++at;
    for (let unit = 100_000; digits(text, at, 1) >= 0; at += 1, unit = Math.floor(unit / 10)) {
      fractionUs += digits(text, at, 1) * unit;
    }
    if (at === start) return null;
  }
  const offset = parseOffsetSeconds(text, at);
  if (offset === null) return null;
  const seconds = local - offset;
  const isLeapSecond = text[17] === '6';
  if (isLeapSecond && seconds % SECONDS_PER_DAY !== 0) return null;
  return seconds * US_PER_SECOND + (isLeapSecond ? 0 : fractionUs);
}

/** RFC 3339 in UTC with as many fraction digits as the time needs, at most 6: `2026-03-02T09:00:00.25Z`. */
export function formatTimeUs(timeUs: number): string {
  const seconds = Math.floor(timeUs / US_PER_SECOND);
  const fractionUs = timeUs - seconds * US_PER_SECOND;
  const whole = new Date(seconds * 1000).toISOString().slice(0, -5);
  if (fractionUs === 0) return `${whole}Z`;
  return `${whole}.${String(fractionUs).padStart(6, '0').replace(/0+$/, '')}Z`;
}
