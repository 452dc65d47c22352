import { error } from '@sveltejs/kit';
import { CASE_STATES, dayOf, type Dimension } from '@finest-hour/metrics';
import { presets } from '#lib/period/presets.ts';
import { reasonOfPeriod } from '#lib/period/reason.ts';
import { BadCursorError, CASE_ORDERS, nowUs, readCases, readLatestOpeningUs, readReport } from '#lib/server/data.ts';
import { refuseAddress, withoutIdleFields } from '#lib/server/page-params.ts';
import { VERDICT_FILTERS, requestedCases, type RequestedCases } from '#lib/server/requested-cases.ts';
import { settings } from '#lib/server/settings.ts';
import type { PageServerLoad } from './$types';

type Requested = Extract<RequestedCases, { ok: true }>;

/** What the period holds of a dimension, for a filter to offer; the other filters left aside. */
async function valuesOf(by: Dimension, { period }: Requested, asOfUs: number): Promise<readonly string[]> {
  const { groups } = await readReport({ ...period, by, filters: {} }, asOfUs);
  return groups.map(({ key }) => key ?? '');
}

async function pageOf({ query }: Requested, asOfUs: number) {
  try {
    return await readCases(query, asOfUs);
  } catch (thrown) {
    if (thrown instanceof BadCursorError)
      error(400, { message: thrown.message, advice: 'Start from the first page of the list.' });
    throw thrown;
  }
}

export const load: PageServerLoad = async ({ url }) => {
  withoutIdleFields(url);
  const asOfUs = nowUs();
  const requested = await requestedCases(url.searchParams, asOfUs);
  if (!requested.ok) refuseAddress(requested.problems);
  const [page, channels, teams, latestUs] = await Promise.all([
    pageOf(requested, asOfUs),
    valuesOf('channel', requested, asOfUs),
    valuesOf('team', requested, asOfUs),
    readLatestOpeningUs(),
  ]);
  const latest = latestUs === null ? null : dayOf(latestUs, settings.timeZone);
  const { from, to } = requested.period;
  const reason = reasonOfPeriod(requested.why);
  return {
    page,
    options: { channels, teams, verdicts: VERDICT_FILTERS, states: CASE_STATES, orders: CASE_ORDERS },
    order: requested.query.order,
    period: { from, to, reason, latest, presets: presets(asOfUs, settings.timeZone, latest) },
    timeZone: settings.timeZone,
    ingestPort: settings.ingestPort,
  };
};
