const RFC_3339 = /^(\d{4})-(\d\d)-(\d\d)[Tt](\d\d):(\d\d):(\d\d)(?:\.(\d+))?(?:[Zz]|([+-])(\d\d):(\d\d))$/;

/** Milliseconds since 1970, or null where the calendar of `Date` gives back another day or hour than was asked for. */
function momentOf([year, month, day, hour, minute, second]: readonly number[]): number | null {
  const date = new Date(0);
  date.setUTCFullYear(year ?? NaN, (month ?? NaN) - 1, day);
  date.setUTCHours(hour ?? NaN, minute, second);
  const shown = [
    date.getUTCMonth() + 1,
    date.getUTCDate(),
    date.getUTCHours(),
    date.getUTCMinutes(),
    date.getUTCSeconds(),
  ];
  return shown.join() === [month, day, hour, minute, second].join() ? date.getTime() : null;
}

/**
 * Microseconds since 1970 of an RFC 3339 time with offset, by a pattern and `Date`; null where there is no such time.
 * Further digits are dropped; 23:59:60 UTC is the second after it.
 */
export function secondTime(text: string): bigint | null {
  const found = RFC_3339.exec(text);
  if (found === null) return null;
  const [, ...parts] = found;
  const [year, month, day, hour, minute, second] = parts.slice(0, 6).map(Number);
  const isLeap = second === 60;
  const local = momentOf([year, month, day, hour, minute, isLeap ? 59 : second].map(Number));
  const [fraction = '', sign, offsetHours = '00', offsetMinutes = '00'] = parts.slice(6) as (string | undefined)[];
  if (local === null || Number(offsetHours) > 23 || Number(offsetMinutes) > 59) return null;
  const offsetMs = (Number(offsetHours) * 60 + Number(offsetMinutes)) * 60_000 * (sign === '-' ? -1 : 1);
  const utc = new Date(local - offsetMs);
  if (isLeap) return utc.toISOString().endsWith('T23:59:59.000Z') ? BigInt(utc.getTime() + 1000) * 1000n : null;
  return BigInt(utc.getTime()) * 1000n + BigInt(fraction.slice(0, 6).padEnd(6, '0'));
}
