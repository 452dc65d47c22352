import { dayOf } from '@finest-hour/metrics';
import { presets } from '#lib/period/presets.ts';
import { defaultLabel, reasonOfPeriod } from '#lib/period/reason.ts';
import type { RequestedQuery } from './requested-report.ts';
import { settings } from './settings.ts';

/**
 * What a page says of its period, and what it offers instead. `latestUs` is the latest opening of all; `watched`: the
 * page opens on a period that has been watched.
 */
export function periodOf(
  { query, why }: Extract<RequestedQuery, { ok: true }>,
  latestUs: number,
  asOfUs: number,
  watched = false,
) {
  const { from, to } = query;
  const latest = dayOf(latestUs, settings.timeZone);
  const offered = presets(asOfUs, settings.timeZone, latest);
  return { from, to, reason: reasonOfPeriod(why), byDefault: defaultLabel(watched), presets: offered, latest };
}
