import { Temporal } from 'temporal-polyfill';

/** A stretch of time in which clocks of a zone are not changed; local time is UTC plus the offset. */
export interface OffsetSpan {
  readonly fromUs: number;
  readonly toUs: number;
  readonly offsetUs: number;
}

type Zoned = Temporal.ZonedDateTime;

const usOf = (at: Zoned) => at.epochMilliseconds * 1000;

function readYear(timeZone: string, year: number): readonly OffsetSpan[] {
  const start = (of: number) => Temporal.PlainDate.from({ year: of, month: 1, day: 1 }).toZonedDateTime('UTC');
  const [from, to] = [start(year).withTimeZone(timeZone), start(year + 1).withTimeZone(timeZone)];
  const spans: OffsetSpan[] = [];
  for (let at = from; usOf(at) < usOf(to);) {
    const next = at.getTimeZoneTransition('next');
    const end = next === null || usOf(next) > usOf(to) ? to : next;
    spans.push({ fromUs: usOf(at), toUs: usOf(end), offsetUs: at.offsetNanoseconds / 1000 });
    at = end;
  }
  return spans;
}

const read = new Map<string, readonly OffsetSpan[]>();

/** Those of a year of UTC, ascending and without gaps. Looking them up is slow, so they are kept: two or three a year. */
export function offsetsOfYear(timeZone: string, year: number): readonly OffsetSpan[] {
  const key = `${timeZone} ${year}`;
  const known = read.get(key) ?? readYear(timeZone, year);
  read.set(key, known);
  return known;
}
