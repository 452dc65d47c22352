import { addDays, dayOf } from '@finest-hour/metrics';
import { recoveryTrendOption, TREND_SIZES } from '#lib/charts/recovery-trend.ts';
import { presets } from '#lib/period/presets.ts';
import { reasonOfPeriod } from '#lib/period/reason.ts';
import { nowUs, readLatestOpeningUs } from '#lib/server/data.ts';
import { readOverview, type Overview } from '#lib/server/overview.ts';
import { refuseAddress, withoutIdleFields } from '#lib/server/page-params.ts';
import { renderChart } from '#lib/server/render-chart.ts';
import { requestedReport } from '#lib/server/requested-report.ts';
import { settings } from '#lib/server/settings.ts';
import { compare } from '#lib/words/comparison.ts';
import { headline } from '#lib/words/headline.ts';
import type { PageServerLoad } from './$types';

function trendOf({ points, unit }: Overview) {
  const draw = (name: 'wide' | 'narrow') =>
    renderChart(`recovery-${name}`, recoveryTrendOption(points, unit, TREND_SIZES[name]), TREND_SIZES[name]);
  return { wide: draw('wide'), narrow: draw('narrow') };
}

function headlineOf({ report, before, previous, points }: Overview) {
  const { resolveWithinDays, holdForDays } = report.definition;
  const first = points.find(({ part, pending }) => part === 'now' && pending > 0)?.start ?? null;
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
    reason: reasonOfPeriod(requested.why, { from, to }),
    presets: presets(asOfUs, settings.timeZone, latest),
    latest,
  };
  if (overview.report.cases.opened === 0) return { kind: 'empty', overview, period } as const;
  return { kind: 'report', overview, period, trend: trendOf(overview), ...headlineOf(overview) } as const;
};
