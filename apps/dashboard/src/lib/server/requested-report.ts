import { parseReportQuery, type QueryProblem, type ReportQuery } from '@finest-hour/metrics';
import { readDefaultPeriod } from './data.ts';
import { settings } from './settings.ts';

/** Why the period is what it is: asked for, or one of the reasons of the default. */
export type PeriodReason = 'asked' | 'settled' | 'watched' | 'densest' | 'pending' | 'empty';

export type RequestedQuery =
  | { readonly ok: true; readonly query: ReportQuery; readonly why: PeriodReason }
  | { readonly ok: false; readonly problems: readonly QueryProblem[] };

type ReadPeriod = (asOfUs: number) => Promise<{ from: string; to: string; why: PeriodReason }>;

/**
 * The report that an address asks for, its period filled in by default: the same for JSON, CSV and, unless a page has
 * a reason to ask for another, pages.
 */
export async function requestedReport(
  params: URLSearchParams,
  asOfUs: number,
  byDefault: ReadPeriod = readDefaultPeriod,
): Promise<RequestedQuery> {
  const parsed = parseReportQuery(params, { timeZone: settings.timeZone });
  if (!parsed.ok) return parsed;
  const { period, ...rest } = parsed.query;
  if (period !== null) return { ok: true, query: { ...rest, ...period }, why: 'asked' };
  const { from, to, why } = await byDefault(asOfUs);
  return { ok: true, query: { ...rest, from, to }, why };
}
