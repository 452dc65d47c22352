import type { Report, ReportQuery } from '@finest-hour/metrics';
import { trendPoints, wholePoints, type ReadGroup, type TrendPoint } from '#lib/charts/trend-points.ts';
import type { Range } from '#lib/period/previous.ts';
import type { TrendUnit } from '#lib/period/unit.ts';
import { shareGroup, type ReportReader, type ShareGroup, type ShareName } from './data.ts';

/** What a trend is read of. */
export interface AskedTrend {
  readonly query: ReportQuery;
  readonly of: ShareName;
  readonly unit: TrendUnit;
  /** What followed the period; null: nothing. */
  readonly after: Range | null;
  readonly read: ReadGroup<ShareGroup>;
}

const BRIEF = { baseline: false, playbook: false } as const;

/** The points of a trend: the period before, the page's own, and what followed. */
export async function readPoints(
  reader: ReportReader,
  { report, before }: { readonly report: Report; readonly before: Report },
  { query, of, unit, after, read }: AskedTrend,
): Promise<readonly TrendPoint[]> {
  if (unit === 'period') {
    const whole = (all: Report) => ({ from: all.from, to: all.to, groups: [shareGroup({ ...all, key: null }, of)] });
    const later = after === null ? null : whole(await reader.report({ ...query, ...after, by: null }, BRIEF));
    return wholePoints({ before: whole(before), now: whole(report), after: later }, read);
  }
  const periods = async ({ from, to }: Range) => ({
    from,
    to,
    groups: await reader.shares({ ...query, from, to, by: unit }, of),
  });
  const ranges = {
    before: await periods(before),
    now: await periods(report),
    after: after === null ? null : await periods(after),
  };
  return trendPoints(ranges, unit, read);
}
