import { addDays, dayOf, isPeriod, type Dimension, type Report, type ReportQuery } from '@finest-hour/metrics';
import { trendPoints, wholePoints, type TrendPoint } from '#lib/charts/trend-points.ts';
import { previousRange, type PreviousRange } from '#lib/period/previous.ts';
import { trendUnit, type TrendUnit } from '#lib/period/unit.ts';
import { readReport } from './data.ts';

/** What the first page is made of: reports by the same definition, over the period, the one before, and after it. */
export interface Overview {
  readonly report: Report;
  readonly before: Report;
  readonly previous: PreviousRange;
  readonly breakdowns: readonly { readonly dimension: Dimension; readonly report: Report }[];
  readonly unit: TrendUnit;
  readonly points: readonly TrendPoint[];
}

const ALWAYS: readonly Dimension[] = ['channel', 'team'];

/** How far past the period a trend goes, for what is still pending. */
const DAYS_AFTER = 91;

/** What a page is broken down by: what was asked for, and always channel and team. */
export function dimensionsOf(by: ReportQuery['by']): readonly Dimension[] {
  return by === null || isPeriod(by) ? ALWAYS : [by, ...ALWAYS.filter((dimension) => dimension !== by)];
}

/** [to, …) up to the latest opening; nothing opened after the period → null. */
function afterRange(to: string, latestUs: number, timeZone: string): { from: string; to: string } | null {
  const end = addDays(dayOf(latestUs, timeZone), 1);
  if (end <= to) return null;
  const limit = addDays(to, DAYS_AFTER);
  return { from: to, to: end < limit ? end : limit };
}

/** Reads what the first page shows of a period. `latestUs` is the latest opening. */
export async function readOverview(query: ReportQuery, latestUs: number, asOfUs: number): Promise<Overview> {
  const previous = previousRange(query);
  const after = afterRange(query.to, latestUs, query.timeZone);
  const dimensions = dimensionsOf(query.by);
  const byDimension = await Promise.all(dimensions.map((by) => readReport({ ...query, by }, asOfUs)));
  const report = byDimension[0] as Report;
  const unit = query.by !== null && isPeriod(query.by) ? query.by : trendUnit(query, report.cases.matured);
  const { from, to } = previous;
  const by = unit === 'period' ? null : unit;
  const [now, before, later] = await Promise.all([
    readReport({ ...query, by }, asOfUs),
    readReport({ ...query, from, to, by }, asOfUs),
    after === null ? null : readReport({ ...query, ...after, by }, asOfUs),
  ]);
  const breakdowns = dimensions.map((dimension, index) => ({ dimension, report: byDimension[index] as Report }));
  return {
    report,
    before,
    previous,
    breakdowns,
    unit,
    points: by === null ? wholePoints(before, now, later) : trendPoints(before, now, later),
  };
}
