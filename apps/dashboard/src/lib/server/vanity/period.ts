import { dayOfReading, laterDay, weekOfDay } from '@finest-hour/vanity';
import { readLastDay } from './data.ts';

export interface Problem {
  readonly parameter: string;
  readonly detail: string;
}

/** Days (UTC) in [from, to). */
export interface Period {
  readonly from: string;
  readonly to: string;
}

export type RequestedPeriod =
  { readonly ok: true; readonly period: Period } | { readonly ok: false; readonly problems: readonly Problem[] };

const DEFAULT_DAYS = 52 * 7;
const MOST_DAYS = 10 * 366;

function isDay(text: string): boolean {
  const day = new Date(text);
  // 30 February is read as 2 March.
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text);
}

/** The period that an address asks for; without one, the 52 weeks that end with the week of the last reading. */
export async function requestedPeriod(params: URLSearchParams, nowUs: number): Promise<RequestedPeriod> {
  const asked = askedPeriod(params);
  if (!asked.ok || asked.period !== null) return asked as RequestedPeriod;
  const last = (await readLastDay()) ?? dayOfReading(nowUs);
  const to = laterDay(weekOfDay(last), 7);
  return { ok: true, period: { from: laterDay(to, -DEFAULT_DAYS), to } };
}

export function askedPeriod(
  params: URLSearchParams,
):
  | { readonly ok: true; readonly period: Period | null }
  | { readonly ok: false; readonly problems: readonly Problem[] } {
  const problems: Problem[] = [];
  for (const name of new Set(params.keys())) {
    if (name !== 'from' && name !== 'to') problems.push({ parameter: name, detail: `unknown parameter: ${name}` });
    else if (params.getAll(name).length > 1) problems.push({ parameter: name, detail: `given twice: ${name}` });
    else if (!isDay(params.get(name) ?? ''))
      problems.push({ parameter: name, detail: `not a day as YYYY-MM-DD: ${params.get(name) ?? ''}` });
  }
  const [from, to] = [params.get('from'), params.get('to')];
  if (problems.length > 0) return { ok: false, problems };
  if (from === null && to === null) return { ok: true, period: null };
  if (from === null || to === null) {
    const missing = from === null ? 'from' : 'to';
    return { ok: false, problems: [{ parameter: missing, detail: `missing ${missing}: a period needs both ends` }] };
  }
  if (from >= to) return { ok: false, problems: [{ parameter: 'to', detail: `${to} is not after ${from}` }] };
  if (laterDay(from, MOST_DAYS) < to)
    return { ok: false, problems: [{ parameter: 'to', detail: `${from} to ${to} is more than ten years` }] };
  return { ok: true, period: { from, to } };
}
