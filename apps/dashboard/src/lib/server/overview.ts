import { isPeriod, type Dimension, type Moved, type ReportQuery } from '@finest-hour/metrics';
import { shareReading } from '#lib/charts/readings.ts';
import type { TrendPoint } from '#lib/charts/trend-points.ts';
import { afterRange } from '#lib/period/after.ts';
import { previousRange, type PreviousRange } from '#lib/period/previous.ts';
import { trendUnit, type TrendUnit } from '#lib/period/unit.ts';
import type { BrokenDownBy } from '#lib/words/broken-down.ts';
import { figuresOf, type Figures } from '#lib/words/figures.ts';
import { dimensionsOf, rowsOf } from './breakdown.ts';
import { readReports } from './data.ts';
import { readPoints } from './read-points.ts';

/** What the first page is made of: reports by the same definition, over the period, the one before, and after it. */
export interface Overview {
  readonly report: Figures;
  readonly before: Figures;
  readonly previous: PreviousRange;
  /** Why it changed since the period before; null: recovery is not measured. */
  readonly moved: Moved | null;
  readonly breakdowns: readonly BrokenDownBy[];
  readonly unit: TrendUnit;
  readonly points: readonly TrendPoint[];
}

/** Nobody looks at customers without a complaint here. */
const PARTS = { baseline: false, playbook: false } as const;

/** What a change is told over: as asked; else by cause, where most have one, since that is what complaints are of. */
function movedBy({ by }: ReportQuery, { measures }: Figures): Dimension {
  if (by !== null && !isPeriod(by)) return by;
  return (measures.knownCause.value ?? 0) >= 0.5 ? 'cause' : 'team';
}

/** Reads what the first page shows of a period. `latest` is the day of the latest opening. */
export async function readOverview(query: ReportQuery, latest: string, asOfUs: number): Promise<Overview> {
  const { label, ...range } = previousRange(query);
  return readReports(asOfUs, async (reader) => {
    const report = await reader.report({ ...query, by: null }, PARTS);
    const before = await reader.report({ ...query, ...range, by: null }, PARTS);
    const moved = await reader.moved({ ...query, by: movedBy(query, report), compare: 'previous' });
    const breakdowns: BrokenDownBy[] = [];
    for (const by of dimensionsOf(query.by))
      breakdowns.push({ dimension: by, rows: rowsOf(await reader.shares({ ...query, by }, 'recovery')) });
    const unit = query.by !== null && isPeriod(query.by) ? query.by : trendUnit(query, report.cases.matured);
    const after = afterRange(query.to, latest);
    const asked = { query, of: 'recovery', unit, after, read: shareReading } as const;
    const points = await readPoints(reader, { report, before }, asked);
    return {
      report: figuresOf(report),
      before: figuresOf(before),
      previous: { ...range, label },
      moved,
      breakdowns,
      unit,
      points,
    };
  });
}
