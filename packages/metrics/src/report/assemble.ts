import { formatTimeUs } from '@finest-hour/events';
import { bookBins } from '../bins.ts';
import { BOOK_VERSION, DAY_US, EARLY_AGE_US, maturesAfterUs, type BookSettings } from '../book.ts';
import { coverageOfAny, VALUE_TYPES, type Coverage } from '../coverage.ts';
import type { CoachedTeams } from '../fold/coaching.ts';
import { measureEarlySigns } from '../measure/early-signs.ts';
import { measure, measureWith } from '../measure/measure.ts';
import { drawCurves, estimateCurves } from '../measure/curves.ts';
import { measureContext, type MeasureContext } from '../measure/context.ts';
import { notMeasured } from '../measure/not-measured.ts';
import { assembleMoved, periodTallies } from '../moved/assemble-moved.ts';
import type { PeriodTallies } from '../moved/measure-moved.ts';
import { measurePlaybook } from '../measure/playbook.ts';
import { measureWentWith } from '../measure/went-with.ts';
import type { PlaybookQuery, PlaybookTally } from '../tally/playbook.ts';
import type { WentWithTally } from '../tally/went-with.ts';
import { coachingQuery } from '../tally/coaching.ts';
import { playbookWindows } from '../tally/playbook-windows.ts';
import { NO_EARLY, NO_TALLY } from '../tally/no-tally.ts';
import { seenSpans } from '../tally/seen.ts';
import { byKey } from '../tally/by-key.ts';
import type { CurveCell, Dimension, EarlyTallies, Tallies, Tally, TallyQuery } from '../tally/tally.ts';
import { comparedRange } from './compared.ts';
import { dayStartUs, earlyWeeks, periodsIn } from './periods.ts';
import { isPeriod, type ReportQuery } from './query.ts';
import type { Report, ReportGroup } from './report.ts';

const NOBODY: CoachedTeams = new Map();

/** A whole and its groups. */
export interface PairOfQueries {
  readonly whole: TallyQuery;
  readonly groups: TallyQuery;
}

/** The tallies that a report is made of: over everything, and over the groups asked for. */
export function tallyQueries(
  query: ReportQuery,
  asOfUs: number,
  settings: BookSettings,
  coverage: Coverage,
  coached: CoachedTeams = NOBODY,
): {
  whole: TallyQuery;
  groups: TallyQuery | null;
  early: TallyQuery;
  before: PairOfQueries | null;
  playbook: PlaybookQuery;
} {
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
    valueCoverage: coverageOfAny(coverage, VALUE_TYPES),
    seen: seenSpans(coverage, maturesAfterUs(settings)),
  };
  const early = earlyQuery(whole, timeZone);
  const playbook = {
    ...whole,
    windows: playbookWindows(coverage, whole.maturesAfterUs, asOfUs),
    coaching: coachingQuery(coached, { fromUs: whole.fromUs, toUs: Math.min(whole.toUs, asOfUs) }, timeZone),
  };
  const asked = { whole, early, before: beforeQueries(query, whole), playbook };
  if (by === null) return { ...asked, groups: null };
  if (!isPeriod(by)) return { ...asked, groups: byDimension(whole, by) };
  const edgesUs = periodsIn(from, to, by).map((day) => dayStartUs(day, timeZone));
  return { ...asked, groups: { ...whole, grouping: { kind: 'periods', edgesUs } } };
}

function byDimension(whole: TallyQuery, dimension: Dimension): TallyQuery {
  return { ...whole, grouping: { kind: 'dimension', dimension } };
}

/** The period compared with, whole and by the same groups; null: no change is asked for. */
function beforeQueries(query: ReportQuery, whole: TallyQuery): PairOfQueries | null {
  const { by, compare, timeZone } = query;
  if (compare === undefined || by === null || isPeriod(by)) return null;
  const { from, to } = comparedRange(query, compare);
  const before = { ...whole, fromUs: dayStartUs(from, timeZone), toUs: dayStartUs(to, timeZone) };
  return { whole: before, groups: byDimension(before, by) };
}

/** The last week old enough for early signs and the weeks before it, whatever the report's period. */
function earlyQuery(whole: TallyQuery, timeZone: string): TallyQuery {
  const { from, to, before } = earlyWeeks(whole.asOfUs, timeZone);
  const edgesUs = [dayStartUs(before.from, timeZone), dayStartUs(from, timeZone)];
  const [fromUs = 0] = edgesUs;
  return { ...whole, fromUs, toUs: dayStartUs(to, timeZone), grouping: { kind: 'periods', edgesUs } };
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
  readonly early: EarlyTallies;
  /** The period compared with; none: not asked for. */
  readonly compared?: PeriodTallies | null;
  /** null: not asked for. */
  readonly playbook?: PlaybookTally | null;
  /** null: not asked for. */
  readonly wentWith?: WentWithTally | null;
  /** Cases that went public and are open now. */
  readonly openInPublic?: number;
}

/** Nothing counted. */
export const NO_TALLIES: ReportTallies = { whole: new Map(), groups: null, baseline: [], early: NO_EARLY };

/** What a report is asked for and what is known of its sources. */
export interface ReportFrame {
  readonly query: ReportQuery;
  readonly asOfUs: number;
  readonly settings: BookSettings;
  readonly coverage: Coverage;
  /** None: nobody is. */
  readonly coached?: CoachedTeams;
  /** Counts what no figure includes. */
  readonly leftOut: Report['leftOut'];
}

/** Tallies → report. */
export function assembleReport(
  frame: ReportFrame,
  { whole, groups, baseline, early, compared, playbook, openInPublic = 0, wentWith }: ReportTallies,
): Report {
  const { query, asOfUs, settings, coverage, leftOut, coached = NOBODY } = frame;
  const context = measureContext(settings, notMeasured(coverage));
  const tally = whole.get(null) ?? NO_TALLY;
  const curves = estimateCurves(tally.curves, baseline, context);
  const { cases, measures } = measureWith(tally, curves, context);
  const { resolveWithinDays, holdForDays, frontDesks, ownershipTargetSeconds } = settings;
  const { from, to, before } = earlyWeeks(asOfUs, query.timeZone);
  return {
    definition: { book: BOOK_VERSION, resolveWithinDays, holdForDays, frontDesks, ownershipTargetSeconds },
    asOf: formatTimeUs(asOfUs),
    from: query.from,
    to: query.to,
    timeZone: query.timeZone,
    filters: query.filters,
    cases,
    measures,
    curves: drawCurves(curves),
    earlySigns: {
      ageDays: EARLY_AGE_US / DAY_US,
      last: { from, to },
      usual: before,
      ...measureEarlySigns(early, tally.clusters, context.notMeasured),
    },
    notMeasured: context.notMeasured,
    leftOut,
    by: query.by,
    groups: groupsOf(query, groups, context),
    playbook: playbook
      ? measurePlaybook(playbook, { bins: context.bins, openInPublic, isCoached: coached.size > 0 })
      : null,
    wentWith: wentWith ? measureWentWith(wentWith, context.notMeasured) : null,
    moved:
      compared && groups ? assembleMoved(query, compared, periodTallies(whole, groups), context.notMeasured) : null,
  };
}
