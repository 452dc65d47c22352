import { BOOK_VERSION, maturesAfterUs, type BookSettings } from '../book.ts';
import { measure } from '../measure/measure.ts';
import { FLAGS } from '../tally/codes.ts';
import type { ClusterTally, Tallies, Tally, TallyQuery } from '../tally/tally.ts';
import { dayStartUs, periodsIn } from './periods.ts';
import { isPeriod, type ReportQuery } from './query.ts';
import type { Report, ReportGroup } from './report.ts';

const NO_CLUSTERS: ClusterTally = {
  clusters: 0,
  sizes2: 0,
  flags: Object.fromEntries(
    FLAGS.map((flag) => [flag, { sizesTimesSuccesses: 0, successes2: 0 }]),
  ) as ClusterTally['flags'],
};
const EMPTY: Tally = { cells: [], clusters: NO_CLUSTERS };

/** Measures of the book that this version does not compute yet. */
const NOT_MEASURED = {
  timeToOwnership: 'this version does not measure time-to-ownership yet',
  repeatLoyalty: 'this version does not measure repeat-loyalty yet',
};

/** The tallies that a report is made of: over everything, and over the groups asked for. */
export function tallyQueries(
  query: ReportQuery,
  asOfUs: number,
  settings: BookSettings,
): { whole: TallyQuery; groups: TallyQuery | null } {
  const { from, to, timeZone, filters, by } = query;
  const whole: TallyQuery = {
    fromUs: dayStartUs(from, timeZone),
    toUs: dayStartUs(to, timeZone),
    maturedUntilUs: asOfUs - maturesAfterUs(settings),
    filters,
    grouping: { kind: 'whole' },
  };
  if (by === null) return { whole, groups: null };
  if (!isPeriod(by)) return { whole, groups: { ...whole, grouping: { kind: 'dimension', dimension: by } } };
  const edgesUs = periodsIn(from, to, by).map((day) => dayStartUs(day, timeZone));
  return { whole, groups: { ...whole, grouping: { kind: 'periods', edgesUs } } };
}

function byKey(a: string | null, b: string | null): number {
  if (a === null || b === null) return Number(a === null) - Number(b === null);
  return a < b ? -1 : a > b ? 1 : 0;
}

function groupsOf({ by, from, to }: ReportQuery, tallies: Tallies | null): readonly ReportGroup[] {
  if (by === null || tallies === null) return [];
  if (isPeriod(by)) {
    // Every period has its place, also where nothing happened.
    return periodsIn(from, to, by).map((day, index) => ({ key: day, ...measure(tallies.get(String(index)) ?? EMPTY) }));
  }
  return [...tallies].sort(([a], [b]) => byKey(a, b)).map(([key, tally]) => ({ key, ...measure(tally) }));
}

/** Tallies → report. `leftOut` counts what no figure includes. */
export function assembleReport(
  query: ReportQuery,
  asOf: string,
  settings: BookSettings,
  tallies: { readonly whole: Tallies; readonly groups: Tallies | null },
  leftOut: Report['leftOut'],
): Report {
  const { cases, measures } = measure(tallies.whole.get(null) ?? EMPTY);
  return {
    definition: {
      book: BOOK_VERSION,
      resolveWithinDays: settings.resolveWithinDays,
      holdForDays: settings.holdForDays,
      frontDesks: settings.frontDesks,
    },
    asOf,
    from: query.from,
    to: query.to,
    timeZone: query.timeZone,
    filters: query.filters,
    cases,
    measures,
    notMeasured: NOT_MEASURED,
    leftOut,
    by: query.by,
    groups: groupsOf(query, tallies.groups),
  };
}
