import {
  CASE_STATES,
  VERDICTS,
  dayStartUs,
  type CaseState,
  type QueryProblem,
  type ReportQuery,
  type Verdict,
} from '@finest-hour/metrics';
import { CASE_ORDERS, type CaseOrder, type CaseQuery } from './data.ts';
import { requestedReport, type PeriodReason } from './requested-report.ts';

export const VERDICT_FILTERS: readonly (Verdict | 'pending')[] = [...VERDICTS, 'pending'];

export const DEFAULT_LIMIT = 50;
const MAX_LIMIT = 500;

export type RequestedCases =
  | { readonly ok: true; readonly query: CaseQuery; readonly period: ReportQuery; readonly why: PeriodReason }
  | { readonly ok: false; readonly problems: readonly QueryProblem[] };

function chosen<Value extends string>(
  params: URLSearchParams,
  parameter: string,
  known: readonly Value[],
  problems: QueryProblem[],
): readonly Value[] {
  return params.getAll(parameter).flatMap((text) => {
    const found = known.find((value) => value === text);
    if (found !== undefined) return [found];
    problems.push({ parameter, detail: `unknown ${parameter}: ${text}; known: ${known.join(', ')}` });
    return [];
  });
}

function single(params: URLSearchParams, parameter: string, problems: QueryProblem[]): string | null {
  const [text = null, ...more] = params.getAll(parameter);
  if (more.length > 0) problems.push({ parameter, detail: `given twice: ${parameter}` });
  return text;
}

function orderOf(text: string | null, problems: QueryProblem[]): CaseOrder {
  const found = CASE_ORDERS.find((order) => order === (text ?? 'opened'));
  if (found === undefined)
    problems.push({ parameter: 'order', detail: `unknown order: ${text}; known: ${CASE_ORDERS.join(', ')}` });
  return found ?? 'opened';
}

function limitOf(text: string | null, problems: QueryProblem[]): number {
  if (text === null) return DEFAULT_LIMIT;
  const limit = /^\d{1,4}$/.test(text) ? Number(text) : 0;
  if (limit >= 1 && limit <= MAX_LIMIT) return limit;
  problems.push({ parameter: 'limit', detail: `limit must be a whole number from 1 to ${MAX_LIMIT}: ${text}` });
  return DEFAULT_LIMIT;
}

/** The cases that an address asks for: the period and filters of a report, with `verdict`, `state`, `order`, `limit`, `after`. */
export async function requestedCases(params: URLSearchParams, asOfUs: number): Promise<RequestedCases> {
  const problems: QueryProblem[] = [];
  const states = chosen<CaseState>(params, 'state', CASE_STATES, problems);
  const verdicts = chosen(params, 'verdict', VERDICT_FILTERS, problems);
  const after = single(params, 'after', problems);
  const limit = limitOf(single(params, 'limit', problems), problems);
  const order = orderOf(single(params, 'order', problems), problems);
  const ofReport = new URLSearchParams(
    [...params].filter(([name]) => !['state', 'verdict', 'order', 'after', 'limit'].includes(name)),
  );
  if (ofReport.has('by')) problems.push({ parameter: 'by', detail: 'unknown parameter: by' });
  const requested = await requestedReport(ofReport, asOfUs);
  if (!requested.ok) return { ok: false, problems: [...problems, ...requested.problems] };
  if (problems.length > 0) return { ok: false, problems };
  const { from, to, timeZone, filters } = requested.query;
  const bounds = { fromUs: dayStartUs(from, timeZone), toUs: dayStartUs(to, timeZone) };
  return {
    ok: true,
    query: { ...bounds, filters, states, verdicts, order, limit, after },
    period: requested.query,
    why: requested.why,
  };
}
