import { parseReportQuery, type QueryProblem, type ReportQuery } from '@finest-hour/metrics';
import { readDefaultPeriod } from './data.ts';
import { settings } from './settings.ts';

/** Why the period is what it is: asked for, or one of the reasons of the default. */
export type PeriodReason = 'asked' | 'settled' | 'densest' | 'pending' | 'empty';

export type RequestedQuery =
  | { readonly ok: true; readonly query: ReportQuery; readonly why: PeriodReason }
  | { readonly ok: false; readonly problems: readonly QueryProblem[] };

/** The report that an address asks for, its period filled in by default. The same for page, JSON and CSV. */
export async function requestedReport(params: URLSearchParams, asOfUs: number): Promise<RequestedQuery> {
  const parsed = parseReportQuery(params, { timeZone: settings.timeZone });
  if (!parsed.ok) return parsed;
  const { period, ...rest } = parsed.query;
  if (period !== null) return { ok: true, query: { ...rest, ...period }, why: 'asked' };
  const { from, to, why } = await readDefaultPeriod(asOfUs);
  return { ok: true, query: { ...rest, from, to }, why };
}
