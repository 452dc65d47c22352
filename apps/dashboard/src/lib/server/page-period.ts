import { dayOf } from '@finest-hour/metrics';
import { presets } from '#lib/period/presets.ts';
import { reasonOfPeriod } from '#lib/period/reason.ts';
import type { RequestedQuery } from './requested-report.ts';
import { settings } from './settings.ts';

/** What a page says of its period, and what it offers instead. `latestUs` is the latest opening of all. */
export function periodOf({ query, why }: Extract<RequestedQuery, { ok: true }>, latestUs: number, asOfUs: number) {
  const { from, to } = query;
  const latest = dayOf(latestUs, settings.timeZone);
  const offered = presets(asOfUs, settings.timeZone, latest);
  return { from, to, reason: reasonOfPeriod(why), presets: offered, latest };
}
