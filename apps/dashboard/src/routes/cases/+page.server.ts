import { error } from '@sveltejs/kit';
import { CASE_STATES, dayOf, type Dimension } from '@finest-hour/metrics';
import { presets } from '#lib/period/presets.ts';
import { defaultLabel, reasonOfPeriod } from '#lib/period/reason.ts';
import { BadCursorError, CASE_ORDERS, nowUs, readCases, readLatestOpeningUs, readReports } from '#lib/server/data.ts';
import { refuseAddress, withoutIdleFields } from '#lib/server/page-params.ts';
import { OWNER_CHOICES, VERDICT_CHOICES, requestedCases, type RequestedCases } from '#lib/server/requested-cases.ts';
import { settings } from '#lib/server/settings.ts';
import type { PageServerLoad } from './$types';

type Requested = Extract<RequestedCases, { ok: true }>;

/** What the period holds of some dimensions, for filters to offer; other filters left aside. */
async function valuesOf(dimensions: readonly Dimension[], { period }: Requested, asOfUs: number) {
  return readReports(asOfUs, async (reader) => {
    const values: (readonly string[])[] = [];
    for (const by of dimensions)
      values.push((await reader.shares({ ...period, by, filters: {} }, 'recovery')).map(({ key }) => key ?? ''));
    return values;
  });
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
  const [page, [channels = [], teams = []], latestUs] = await Promise.all([
    pageOf(requested, asOfUs),
    valuesOf(['channel', 'team'], requested, asOfUs),
    readLatestOpeningUs(),
  ]);
  const latest = latestUs === null ? null : dayOf(latestUs, settings.timeZone);
  const { from, to } = requested.period;
  const reason = reasonOfPeriod(requested.why);
  return {
    page,
    options: {
      channels,
      teams,
      verdicts: VERDICT_CHOICES,
      owners: OWNER_CHOICES,
      states: CASE_STATES,
      orders: CASE_ORDERS,
    },
    order: requested.query.order,
    period: {
      from,
      to,
      reason,
      byDefault: defaultLabel(false),
      latest,
      presets: presets(asOfUs, settings.timeZone, latest),
    },
    timeZone: settings.timeZone,
    ingestPort: settings.ingestPort,
  };
};
