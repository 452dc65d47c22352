import type { Dimension, Report } from '@finest-hour/metrics';
import { previousRange, type PreviousRange } from '#lib/period/previous.ts';
import { nowUs, readLatestOpeningUs, readReport } from './data.ts';
import { dimensionsOf } from './overview.ts';
import { refuseAddress, withoutIdleFields } from './page-params.ts';
import { periodOf } from './page-period.ts';
import { requestedReport } from './requested-report.ts';
import { settings } from './settings.ts';

/** What the page of one measure is made of: the period, the one before it, and its breakdowns. */
export interface Measured {
  readonly report: Report;
  readonly before: Report;
  readonly previous: PreviousRange;
  readonly breakdowns: readonly { readonly dimension: Dimension; readonly report: Report }[];
}

/** Reads what an address asks of a measure's page; nothing ever opened, or nothing in the period: a page that says so. */
export async function loadMeasure(url: URL) {
  withoutIdleFields(url);
  const asOfUs = nowUs();
  const requested = await requestedReport(url.searchParams, asOfUs);
  if (!requested.ok) refuseAddress(requested.problems);
  const { ingestPort } = settings;
  const latestUs = await readLatestOpeningUs();
  if (latestUs === null) return { kind: 'first-run', ingestPort } as const;
  const { query } = requested;
  const previous = previousRange(query);
  const dimensions = dimensionsOf(query.by);
  const [before, ...reports] = await Promise.all([
    readReport({ ...query, from: previous.from, to: previous.to, by: null }, asOfUs),
    ...dimensions.map((by) => readReport({ ...query, by }, asOfUs)),
  ]);
  const period = periodOf(requested, latestUs, asOfUs);
  const report = reports[0] as Report;
  if (report.cases.opened === 0) return { kind: 'empty', period } as const;
  const breakdowns = dimensions.map((dimension, index) => ({ dimension, report: reports[index] as Report }));
  const measured: Measured = { report, before, previous, breakdowns };
  return { kind: 'report', period, ingestPort, ...measured } as const;
}
