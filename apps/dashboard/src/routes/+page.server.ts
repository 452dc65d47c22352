import { addDays, dayOf, type ReportQuery } from '@finest-hour/metrics';
import { pendingStripOption, recoveryTrendOption, STRIP_SIZES, TREND_SIZES } from '#lib/charts/recovery-trend.ts';
import { presets } from '#lib/period/presets.ts';
import { reasonOfPeriod } from '#lib/period/reason.ts';
import { nowUs, readLatestOpeningUs, readReport } from '#lib/server/data.ts';
import { readOverview, type Overview } from '#lib/server/overview.ts';
import { refuseAddress, withoutIdleFields } from '#lib/server/page-params.ts';
import { renderChart } from '#lib/server/render-chart.ts';
import { requestedReport } from '#lib/server/requested-report.ts';
import { settings } from '#lib/server/settings.ts';
import { compare } from '#lib/words/comparison.ts';
import { headline } from '#lib/words/headline.ts';
import type { PageServerLoad } from './$types';

function trendOf({ points, unit }: Overview) {
  const rates = points.some(({ value }) => value !== null);
  const [option, sizes] = rates ? [recoveryTrendOption, TREND_SIZES] : [pendingStripOption, STRIP_SIZES];
  const draw = (name: 'wide' | 'narrow') =>
    renderChart(`recovery-${name}`, option(points, unit, sizes[name]), sizes[name]);
  return { wide: draw('wide'), narrow: draw('narrow') };
}

function headlineOf({ report, before, previous }: Overview, first: string | null) {
  const { resolveWithinDays, holdForDays } = report.definition;
  const recovery = compare(report.measures.recoveryRate, before.measures.recoveryRate);
  const words = headline({
    report,
    before,
    comparison: recovery,
    beforeLabel: previous.label,
    firstOpened: first,
    firstVerdict: first === null ? null : addDays(first, resolveWithinDays + holdForDays),
  });
  const passing = compare(report.measures.handOffs.neverPassedOn, before.measures.handOffs.neverPassedOn);
  return { headline: words, recovery, passing };
}

/** Day on which the first complaint of a period was opened. */
async function firstOpening(query: ReportQuery, asOfUs: number): Promise<string | null> {
  const { groups } = await readReport({ ...query, by: 'day' }, asOfUs);
  return groups.find(({ cases }) => cases.pending > 0)?.key ?? null;
}

export const load: PageServerLoad = async ({ url }) => {
  withoutIdleFields(url);
  const asOfUs = nowUs();
  const requested = await requestedReport(url.searchParams, asOfUs);
  if (!requested.ok) refuseAddress(requested.problems);
  const latestUs = await readLatestOpeningUs();
  if (latestUs === null) return { kind: 'first-run', ingestPort: settings.ingestPort } as const;
  const overview = await readOverview(requested.query, latestUs, asOfUs);
  const latest = dayOf(latestUs, settings.timeZone);
  const { from, to } = requested.query;
  const period = {
    from,
    to,
    reason: reasonOfPeriod(requested.why),
    presets: presets(asOfUs, settings.timeZone, latest),
    latest,
  };
  if (overview.report.cases.opened === 0) return { kind: 'empty', overview, period } as const;
  const first = overview.report.cases.matured === 0 ? await firstOpening(requested.query, asOfUs) : null;
  return { kind: 'report', overview, period, trend: trendOf(overview), ...headlineOf(overview, first) } as const;
};
