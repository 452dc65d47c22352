import { BOOK_VERSION, maturesAfterUs, type BookSettings } from '../book.ts';
import { measure, measureWith } from '../measure/measure.ts';
import { bookBins } from '../bins.ts';
import { drawCurves, estimateCurves } from '../measure/curves.ts';
import { measureContext, type MeasureContext } from '../measure/context.ts';
import { NO_TALLY } from '../tally/no-tally.ts';
import type { CurveCell, Tallies, Tally, TallyQuery } from '../tally/tally.ts';
import { dayStartUs, periodsIn } from './periods.ts';
import { isPeriod, type ReportQuery } from './query.ts';
import type { Report, ReportGroup } from './report.ts';

/** The tallies that a report is made of: over everything, and over the groups asked for. */
export function tallyQueries(
  query: ReportQuery,
  asOfUs: number,
  settings: BookSettings,
  valueCoverage: TallyQuery['valueCoverage'],
): { whole: TallyQuery; groups: TallyQuery | null } {
  const { from, to, timeZone, filters, by } = query;
  const whole: TallyQuery = {
    fromUs: dayStartUs(from, timeZone),
    toUs: dayStartUs(to, timeZone),
    maturedUntilUs: asOfUs - maturesAfterUs(settings),
    filters,
    grouping: { kind: 'whole' },
    asOfUs,
    maturesAfterUs: maturesAfterUs(settings),
    bins: bookBins(settings),
    valueCoverage,
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

function groupsOf(
  { by, from, to }: ReportQuery,
  tallies: Tallies | null,
  context: MeasureContext,
): readonly ReportGroup[] {
  if (by === null || tallies === null) return [];
  const group = (key: string | null, tally: Tally) => ({ key, ...measure(tally, context) });
  // Every period has its place, also where nothing happened.
  if (isPeriod(by))
    return periodsIn(from, to, by).map((day, index) => group(day, tallies.get(String(index)) ?? NO_TALLY));
  return [...tallies].sort(([a], [b]) => byKey(a, b)).map(([key, tally]) => group(key, tally));
}

/** What the database counted for a report. */
export interface ReportTallies {
  readonly whole: Tallies;
  readonly groups: Tallies | null;
  /** null: not asked for. */
  readonly baseline: readonly CurveCell[] | null;
  /** Purchases, renewals or visits have ever arrived. */
  readonly valuesArrive: boolean;
}

const NO_VALUES = 'no purchases, renewals or visits arrive: connect a shop, or push customer.purchased';

/** Tallies → report. `leftOut` counts what no figure includes. */
export function assembleReport(
  query: ReportQuery,
  asOf: string,
  settings: BookSettings,
  { whole, groups, baseline, valuesArrive }: ReportTallies,
  leftOut: Report['leftOut'],
): Report {
  const context = measureContext(settings, valuesArrive);
  const tally = whole.get(null) ?? NO_TALLY;
  const curves = estimateCurves(tally.curves, baseline, context);
  const { cases, measures } = measureWith(tally, curves, context);
  const { resolveWithinDays, holdForDays, frontDesks, ownershipTargetSeconds } = settings;
  return {
    definition: { book: BOOK_VERSION, resolveWithinDays, holdForDays, frontDesks, ownershipTargetSeconds },
    asOf,
    from: query.from,
    to: query.to,
    timeZone: query.timeZone,
    filters: query.filters,
    cases,
    measures,
    curves: drawCurves(curves),
    notMeasured: valuesArrive ? {} : { repeatLoyalty: NO_VALUES },
    leftOut,
    by: query.by,
    groups: groupsOf(query, groups, context),
  };
}
