import { isPeriod, type Report, type ReportQuery } from '@finest-hour/metrics';
import { recoveryReading } from '#lib/charts/readings.ts';
import { trendPoints, wholePoints, type TrendPoint } from '#lib/charts/trend-points.ts';
import { afterRange } from '#lib/period/after.ts';
import { previousRange, type PreviousRange, type Range } from '#lib/period/previous.ts';
import { trendUnit, type TrendUnit } from '#lib/period/unit.ts';
import { RECOVERED, type BrokenDownBy } from '#lib/words/broken-down.ts';
import { figuresOf, type Figures } from '#lib/words/figures.ts';
import { dimensionsOf, rowsOf } from './breakdown.ts';
import { readReports, type ReportReader } from './data.ts';

/** What the first page is made of: reports by the same definition, over the period, the one before, and after it. */
export interface Overview {
  readonly report: Figures;
  readonly before: Figures;
  readonly previous: PreviousRange;
  readonly breakdowns: readonly BrokenDownBy[];
  readonly unit: TrendUnit;
  readonly points: readonly TrendPoint[];
}

/** Nobody looks at customers without a complaint here. */
const PARTS = { baseline: false } as const;

interface Asked {
  readonly query: ReportQuery;
  readonly after: Range | null;
}

async function readPoints(
  reader: ReportReader,
  { query, after }: Asked,
  { report, before }: { readonly report: Report; readonly before: Report },
  unit: TrendUnit,
): Promise<readonly TrendPoint[]> {
  if (unit === 'period') {
    const whole = (all: Report) => ({ from: all.from, to: all.to, groups: [{ ...all, key: null }] });
    const later = after === null ? null : whole(await reader.report({ ...query, ...after, by: null }, PARTS));
    return wholePoints({ before: whole(before), now: whole(report), after: later }, recoveryReading);
  }
  const periods = async ({ from, to }: Range) => ({
    from,
    to,
    groups: await reader.verdicts({ ...query, from, to, by: unit }),
  });
  const ranges = {
    before: await periods(before),
    now: await periods(report),
    after: after === null ? null : await periods(after),
  };
  return trendPoints(ranges, unit, recoveryReading);
}

/** Reads what the first page shows of a period. `latest` is the day of the latest opening. */
export async function readOverview(query: ReportQuery, latest: string, asOfUs: number): Promise<Overview> {
  const { label, ...range } = previousRange(query);
  return readReports(asOfUs, async (reader) => {
    const report = await reader.report({ ...query, by: null }, PARTS);
    const before = await reader.report({ ...query, ...range, by: null }, PARTS);
    const breakdowns: BrokenDownBy[] = [];
    for (const by of dimensionsOf(query.by))
      breakdowns.push({ dimension: by, rows: rowsOf(await reader.verdicts({ ...query, by }), RECOVERED) });
    const unit = query.by !== null && isPeriod(query.by) ? query.by : trendUnit(query, report.cases.matured);
    const points = await readPoints(reader, { query, after: afterRange(query.to, latest) }, { report, before }, unit);
    return {
      report: figuresOf(report),
      before: figuresOf(before),
      previous: { ...range, label },
      breakdowns,
      unit,
      points,
    };
  });
}
