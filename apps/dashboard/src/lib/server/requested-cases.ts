import {
  CASE_STATES,
  PLAYBOOK_SHARES,
  VERDICTS,
  dayStartUs,
  type CaseState,
  type PlaybookShareName,
  type QueryProblem,
  type ReportQuery,
} from '@finest-hour/metrics';
import type { VerdictChoice, VerdictOrPending } from '#lib/words/cases.ts';
import { CASE_ORDERS, OWNER_STATES, type CaseOrder, type CaseQuery, type OwnerState } from './data.ts';
import { requestedReport, type PeriodReason } from './requested-report.ts';

const RECOVERED = ['confirmed', 'noObjection'] as const;
const NOT_RECOVERED = ['unresolved', 'reopened', 'complainedAgain', 'saidNo', 'nothingDone'] as const;

/** Verdicts that a number on a page stands for together; `counted` is all but what is left out of the figures. */
const VERDICT_SETS = {
  counted: [...RECOVERED, ...NOT_RECOVERED, 'pending'],
  settled: [...RECOVERED, ...NOT_RECOVERED],
  recovered: RECOVERED,
  notRecovered: NOT_RECOVERED,
} as const satisfies Partial<Record<VerdictChoice, readonly VerdictOrPending[]>>;

/** What may be asked of a verdict. */
export const VERDICT_CHOICES: readonly VerdictChoice[] = [
  ...(Object.keys(VERDICT_SETS) as (keyof typeof VERDICT_SETS)[]),
  ...VERDICTS,
  'pending',
];
export const OWNER_CHOICES: readonly OwnerState[] = OWNER_STATES;

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

const SHARE_NAMES = Object.keys(PLAYBOOK_SHARES) as readonly PlaybookShareName[];

const OF_CASES: readonly string[] = ['state', 'verdict', 'owner', 'with', 'without', 'order', 'after', 'limit'];

/**
 * The cases that an address asks for: the period and filters of a report, with `verdict`, `owner`, `state`, `order`,
 * `limit`, `after`, and `with` or `without` what a share of the playbook tells.
 */
export async function requestedCases(params: URLSearchParams, asOfUs: number): Promise<RequestedCases> {
  const problems: QueryProblem[] = [];
  const states = chosen<CaseState>(params, 'state', CASE_STATES, problems);
  const owners = chosen(params, 'owner', OWNER_CHOICES, problems);
  const verdicts = chosen(params, 'verdict', VERDICT_CHOICES, problems).flatMap(
    (choice): readonly VerdictOrPending[] =>
      choice in VERDICT_SETS ? VERDICT_SETS[choice as keyof typeof VERDICT_SETS] : [choice as VerdictOrPending],
  );
  const shares = ([true, false] as const).flatMap((has) =>
    chosen(params, has ? 'with' : 'without', SHARE_NAMES, problems).map((share) => ({ share, has })),
  );
  const after = single(params, 'after', problems);
  const limit = limitOf(single(params, 'limit', problems), problems);
  const order = orderOf(single(params, 'order', problems), problems);
  const ofReport = new URLSearchParams([...params].filter(([name]) => !OF_CASES.includes(name)));
  if (ofReport.has('by')) problems.push({ parameter: 'by', detail: 'unknown parameter: by' });
  const requested = await requestedReport(ofReport, asOfUs);
  if (!requested.ok) return { ok: false, problems: [...problems, ...requested.problems] };
  if (problems.length > 0) return { ok: false, problems };
  const { from, to, timeZone, filters } = requested.query;
  const bounds = { fromUs: dayStartUs(from, timeZone), toUs: dayStartUs(to, timeZone) };
  return {
    ok: true,
    query: { ...bounds, filters, states, owners, verdicts, shares, order, limit, after },
    period: requested.query,
    why: requested.why,
  };
}
