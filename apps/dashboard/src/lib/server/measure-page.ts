import { dayOf, isPeriod, type Report, type ReportQuery } from '@finest-hour/metrics';
import type { ReadGroup, TrendPoint } from '#lib/charts/trend-points.ts';
import { INK } from '#lib/charts/theme.ts';
import { afterRange } from '#lib/period/after.ts';
import { previousRange, type PreviousRange } from '#lib/period/previous.ts';
import { trendUnit, type TrendUnit } from '#lib/period/unit.ts';
import type { BrokenDown, BrokenDownBy } from '#lib/words/broken-down.ts';
import { figuresOf, type Figures } from '#lib/words/figures.ts';
import { dimensionsOf, rowsOf } from './breakdown.ts';
import {
  nowUs,
  readDefaultPeriod,
  readLatestOpeningUs,
  readReports,
  type ReportReader,
  type ShareGroup,
  type ShareName,
} from './data.ts';
import { drawTrend } from './draw-trend.ts';
import { refuseAddress, withoutIdleFields } from './page-params.ts';
import { periodOf } from './page-period.ts';
import { readPoints } from './read-points.ts';
import { requestedReport } from './requested-report.ts';
import { settings } from './settings.ts';

/** What makes the page of one measure differ from another's. */
export interface MeasurePage {
  readonly share: ShareName;
  readonly of: (report: Report) => BrokenDown;
  /** How a period of its trend is read; `today` is the day of the report. */
  readonly reading: (today: string) => ReadGroup<ShareGroup>;
  /** Customers who did not complain stand beside it. */
  readonly baseline: boolean;
  /** The page opens on a period whose customers have been watched; else on that of any report. */
  readonly watched: typeof readDefaultPeriod | null;
}

/** What it is made of: the period, the one before it, its breakdowns, and its trend. */
export interface Measured {
  readonly report: Report;
  readonly before: Figures;
  readonly previous: PreviousRange;
  readonly breakdowns: readonly BrokenDownBy[];
  readonly unit: TrendUnit;
  readonly points: readonly TrendPoint[];
}

const BRIEF = { baseline: false, playbook: false } as const;

async function readMeasured(
  reader: ReportReader,
  query: ReportQuery,
  { latest, today }: { readonly latest: string; readonly today: string },
  page: MeasurePage,
): Promise<Measured> {
  const { label, ...range } = previousRange(query);
  const report = await reader.report({ ...query, by: null }, { baseline: page.baseline, playbook: false });
  const before = await reader.report({ ...query, ...range, by: null }, BRIEF);
  const breakdowns: BrokenDownBy[] = [];
  for (const by of dimensionsOf(query.by))
    breakdowns.push({ dimension: by, rows: rowsOf(await reader.shares({ ...query, by }, page.share)) });
  const n = page.of(report).shareOf(report.measures)?.n ?? 0;
  const unit = query.by !== null && isPeriod(query.by) ? query.by : trendUnit(query, n);
  const after = afterRange(query.to, latest);
  const asked = { query, of: page.share, unit, after, read: page.reading(today) };
  const points = await readPoints(reader, { report, before }, asked);
  return { report, before: figuresOf(before), previous: { ...range, label }, breakdowns, unit, points };
}

/** Reads what an address asks of a measure's page; nothing ever opened, or nothing in the period: a page that says so. */
export async function loadMeasure(url: URL, page: MeasurePage) {
  withoutIdleFields(url);
  const asOfUs = nowUs();
  const requested = await requestedReport(url.searchParams, asOfUs, page.watched ?? readDefaultPeriod);
  if (!requested.ok) refuseAddress(requested.problems);
  const { ingestPort } = settings;
  const latestUs = await readLatestOpeningUs();
  if (latestUs === null) return { kind: 'first-run', ingestPort } as const;
  const { query } = requested;
  const days = { latest: dayOf(latestUs, query.timeZone), today: dayOf(asOfUs, query.timeZone) };
  const measured = await readReports(asOfUs, (reader) => readMeasured(reader, query, days, page));
  const period = periodOf(requested, latestUs, asOfUs, page.watched !== null);
  if (measured.report.cases.opened === 0) return { kind: 'empty', period } as const;
  const { points, unit } = measured;
  const trend = drawTrend({ name: 'trend', points, unit, colour: INK });
  return { kind: 'report', period, ingestPort, trend, ...measured } as const;
}
