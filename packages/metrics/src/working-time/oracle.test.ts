import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { MINUTE_US, type CalendarVersion, type WorkCalendar } from './calendar.ts';
import { addWorkingUs, workingUs } from './working-time.ts';

const WEEKDAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];
const walls = new Map<string, { readonly date: string; readonly weekday: number; readonly minute: number }>();
const formats = new Map<string, Intl.DateTimeFormat>();

/** What the platform says the clock on the wall shows; offsets are of whole minutes here. */
function wallAt(timeZone: string, minuteUs: number) {
  const key = `${timeZone} ${minuteUs}`;
  const known = walls.get(key);
  if (known !== undefined) return known;
  const format =
    formats.get(timeZone) ??
    new Intl.DateTimeFormat('en-US', {
      timeZone,
      weekday: 'short',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
    });
  formats.set(timeZone, format);
  const parts = new Map(format.formatToParts(minuteUs / 1000).map(({ type, value }) => [type, value]));
  const wall = {
    date: `${parts.get('year')}-${parts.get('month')}-${parts.get('day')}`,
    weekday: WEEKDAYS.indexOf(parts.get('weekday') ?? ''),
    minute: Number(parts.get('hour')) * 60 + Number(parts.get('minute')),
  };
  walls.set(key, wall);
  return wall;
}

function works(version: CalendarVersion, minuteUs: number): boolean {
  const { date, weekday, minute } = wallAt(version.timeZone, minuteUs);
  const hours = version.week[weekday] ?? [];
  return !version.holidays.has(date) && hours.some((one) => minute >= one.fromMinute && minute < one.toMinute);
}

/** The plainest means: looks at the clock on the wall in every minute. */
function slowly(fromUs: number, toUs: number, calendar: WorkCalendar): number {
  let sum = 0;
  for (let minuteUs = Math.floor(fromUs / MINUTE_US) * MINUTE_US; minuteUs < toUs; minuteUs += MINUTE_US) {
    const edges = [fromUs, toUs, ...calendar.map((version) => version.fromUs)].filter(
      (edge) => edge > minuteUs && edge < minuteUs + MINUTE_US,
    );
    const borders = [minuteUs, ...edges.sort((a, b) => a - b), minuteUs + MINUTE_US];
    for (const [i, start] of borders.slice(0, -1).entries()) {
      const version = calendar.findLast((one) => one.fromUs <= start);
      const inside = start >= fromUs && start < toUs;
      if (inside && (version === undefined || works(version, minuteUs))) sum += (borders[i + 1] ?? start) - start;
    }
  }
  return sum;
}

/** Instants at which clocks were changed, from the IANA's data. */
const CHANGES: Readonly<Record<string, readonly string[]>> = {
  'America/New_York': ['2026-03-08T07:00Z', '2026-11-01T06:00Z'],
  'Europe/London': ['2026-03-29T01:00Z', '2026-10-25T01:00Z'],
  // By half an hour.
  'Australia/Lord_Howe': ['2026-04-04T15:00Z', '2026-10-03T15:30Z'],
  // At midnight.
  'America/Santiago': ['2026-04-05T03:00Z', '2026-09-06T04:00Z'],
  // By a quarter of an hour, as a year begins there.
  'Asia/Kathmandu': ['1985-12-31T18:30Z'],
  // Left out 30 December 2011, and then summer time ended.
  'Pacific/Apia': ['2011-12-30T10:00Z', '2012-03-31T14:00Z'],
};

const daily = fc
  .uniqueArray(fc.oneof(fc.integer({ min: 0, max: 1440 }), fc.constantFrom(0, 60, 90, 120, 150, 180, 1440)), {
    maxLength: 6,
  })
  .map((minutes) => minutes.sort((a, b) => a - b))
  .map((minutes) =>
    Array.from({ length: Math.floor(minutes.length / 2) }, (_, i) => ({
      fromMinute: minutes[2 * i] ?? 0,
      toMinute: minutes[2 * i + 1] ?? 0,
    })),
  );

function questions(timeZone: string, changes: readonly string[]) {
  const near = (hours: number) =>
    fc
      .tuple(
        fc.constantFrom(...changes),
        fc.oneof(
          fc.integer({ min: -hours * 60, max: hours * 60 }).map((minutes) => minutes * MINUTE_US),
          fc.integer({ min: -hours * 60 * MINUTE_US, max: hours * 60 * MINUTE_US }),
        ),
      )
      .map(([change, byUs]) => Date.parse(change) * 1000 + byUs);
  const holiday = near(48).map((us) => new Date(us / 1000).toISOString().slice(0, 10));
  const version = fc.record({
    fromUs: fc.oneof({ weight: 2, arbitrary: fc.constant(0) }, { weight: 1, arbitrary: near(24) }),
    timeZone: fc.oneof({ weight: 4, arbitrary: fc.constant(timeZone) }, fc.constantFrom('UTC', 'Asia/Kathmandu')),
    week: fc.array(daily, { minLength: 7, maxLength: 7 }),
    holidays: fc.array(holiday, { maxLength: 2 }).map((days) => new Set(days)),
  });
  const calendar = fc
    .uniqueArray(version, { maxLength: 3, selector: ({ fromUs }) => fromUs })
    .map((versions) => versions.sort((a, b) => a.fromUs - b.fromUs));
  const stretch = fc.tuple(near(36), fc.integer({ min: 0, max: 48 * 60 * MINUTE_US }));
  return fc.record({ calendar, stretch });
}

describe.each(Object.entries(CHANGES))('in %s, where clocks are changed', (timeZone, changes) => {
  test('working time is what looking at the clock in every minute gives, to the microsecond', () => {
    fc.assert(
      fc.property(questions(timeZone, changes), ({ calendar, stretch: [fromUs, lengthUs] }) => {
        expect(workingUs(fromUs, fromUs + lengthUs, calendar)).toBe(slowly(fromUs, fromUs + lengthUs, calendar));
      }),
      { numRuns: 150 },
    );
  });

  test('it adds, and what is added to an instant has passed then, and no sooner', () => {
    const question = fc.tuple(questions(timeZone, changes), fc.double({ min: 0, max: 1, noNaN: true }));
    fc.assert(
      fc.property(
        question,
        ([
          {
            calendar,
            stretch: [fromUs, lengthUs],
          },
          share,
        ]) => {
          const [toUs, cutUs] = [fromUs + lengthUs, fromUs + Math.round(lengthUs * share)];
          const all = workingUs(fromUs, toUs, calendar);
          expect(workingUs(fromUs, cutUs, calendar) + workingUs(cutUs, toUs, calendar)).toBe(all);
          const wanted = Math.round(all * share);
          const untilUs = addWorkingUs(fromUs, wanted, calendar);
          if (untilUs === null) throw new Error('what was there is not found');
          expect(workingUs(fromUs, untilUs, calendar)).toBe(wanted);
          if (wanted > 0) expect(workingUs(fromUs, untilUs - 1, calendar)).toBe(wanted - 1);
        },
      ),
      { numRuns: 500 },
    );
  });
});
