import { addDays, dayOf, type ReportQuery } from '@finest-hour/metrics';
import { RECOVERED } from '#lib/charts/theme.ts';
import { nowUs, readFinestHours, readLatestOpeningUs, readReport } from '#lib/server/data.ts';
import { drawTrend } from '#lib/server/draw-trend.ts';
import { readOverview, type Overview } from '#lib/server/overview.ts';
import { periodOf } from '#lib/server/page-period.ts';
import { refuseAddress, withoutIdleFields } from '#lib/server/page-params.ts';
import { requestedReport } from '#lib/server/requested-report.ts';
import { settings } from '#lib/server/settings.ts';
import { compare } from '#lib/words/comparison.ts';
import { headline } from '#lib/words/headline.ts';
import { FINEST_HOURS_TOLD } from '#lib/words/story.ts';
import type { PageServerLoad } from './$types';

function comparisonsOf({ report, before }: Overview) {
  const [now, then] = [report.measures, before.measures];
  const unknown = { value: null, low: null, high: null, n: 0 };
  return {
    recovery: compare(now.recoveryRate, then.recoveryRate),
    ownership: compare(now.timeToOwnership.withinTarget, then.timeToOwnership.withinTarget),
    passing: compare(now.handOffs.neverPassedOn, then.handOffs.neverPassedOn),
    loyalty: compare(now.repeatLoyalty ?? unknown, then.repeatLoyalty ?? unknown),
  };
}

function headlineOf(overview: Overview, first: string | null) {
  const { report, before, previous, moved } = overview;
  const { resolveWithinDays, holdForDays } = report.definition;
  const comparisons = comparisonsOf(overview);
  const words = headline({
    report,
    before,
    comparison: comparisons.recovery,
    moved,
    beforeLabel: previous.label,
    firstOpened: first,
    firstVerdict: first === null ? null : addDays(first, resolveWithinDays + holdForDays),
  });
  return { headline: words, comparisons };
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
  const overview = await readOverview(requested.query, dayOf(latestUs, settings.timeZone), asOfUs);
  const period = periodOf(requested, latestUs, asOfUs);
  if (overview.report.cases.opened === 0) return { kind: 'empty', overview, period } as const;
  const first = overview.report.cases.matured === 0 ? await firstOpening(requested.query, asOfUs) : null;
  const { ingestPort } = settings;
  const { points, unit } = overview;
  const trend = drawTrend({ name: 'recovery', points, unit, colour: RECOVERED });
  const finest = await readFinestHours(requested.query, FINEST_HOURS_TOLD, asOfUs);
  return { kind: 'report', overview, finest, period, ingestPort, trend, ...headlineOf(overview, first) } as const;
};
