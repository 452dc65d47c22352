import { nowUs, readDefaultPeriod, readFinestHours, readLatestOpeningUs, readReports } from '#lib/server/data.ts';
import { refuseAddress, withoutIdleFields } from '#lib/server/page-params.ts';
import { periodOf } from '#lib/server/page-period.ts';
import { requestedReport } from '#lib/server/requested-report.ts';
import { settings } from '#lib/server/settings.ts';
import { figuresOf } from '#lib/words/figures.ts';
import { FINEST_HOURS_TOLD } from '#lib/words/story.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ url }) => {
  withoutIdleFields(url);
  const asOfUs = nowUs();
  const requested = await requestedReport(url.searchParams, asOfUs, readDefaultPeriod);
  if (!requested.ok) refuseAddress(requested.problems);
  const { ingestPort } = settings;
  const latestUs = await readLatestOpeningUs();
  if (latestUs === null) return { kind: 'first-run', ingestPort } as const;
  const query = { ...requested.query, by: null };
  const report = await readReports(asOfUs, (reader) => reader.report(query, { baseline: false, playbook: true }));
  const period = periodOf(requested, latestUs, asOfUs, false);
  if (report.cases.opened === 0 || report.playbook === null) return { kind: 'empty', period } as const;
  const finest = await readFinestHours(query, FINEST_HOURS_TOLD, asOfUs);
  return { kind: 'report', period, report: figuresOf(report), playbook: report.playbook, finest } as const;
};
