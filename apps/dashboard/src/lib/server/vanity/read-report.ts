import { vanityReport, type VanityReport } from '@finest-hour/vanity';
import type { RequestEvent } from '@sveltejs/kit';
import { readDays } from './data.ts';
import { requestedPeriod, type Problem } from './period.ts';
import { askRecovery } from './recovery-series.ts';

export type RequestedReport =
  { readonly ok: true; readonly report: VanityReport } | { readonly ok: false; readonly problems: readonly Problem[] };

/** The readings that an address asks for, compared with recovery by what a key may read of it. */
export async function readVanityReport(
  { url, fetch }: Pick<RequestEvent, 'url' | 'fetch'>,
  secret: string | null,
): Promise<RequestedReport> {
  const requested = await requestedPeriod(url.searchParams, Date.now() * 1000);
  if (!requested.ok) return requested;
  const { period } = requested;
  const [days, recovery] = await Promise.all([readDays(period.from, period.to), askRecovery(fetch, period, secret)]);
  return { ok: true, report: vanityReport(period, days, recovery) };
}
