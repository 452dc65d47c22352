import { Temporal } from 'temporal-polyfill';
import { COMPARISONS, type Comparison } from './compared.ts';
import { DIMENSIONS, type Dimension, type Filters } from '../tally/tally.ts';

export const PERIODS = ['quarter', 'month', 'week', 'day'] as const;
export type Period = (typeof PERIODS)[number];

/** What a report is asked for. Dates are calendar days of the time zone; `to` is exclusive. */
export interface ReportQuery {
  readonly from: string;
  readonly to: string;
  readonly timeZone: string;
  readonly by: Period | Dimension | null;
  readonly filters: Filters;
  /** What its change is told against, over the groups of `by`, which is a dimension then; none: not told. */
  readonly compare?: Comparison | undefined;
}

/** As asked, where the period may still be open. */
export type RequestedReport = Omit<ReportQuery, 'from' | 'to'> & {
  readonly period: { readonly from: string; readonly to: string } | null;
};

export interface QueryProblem {
  readonly parameter: string;
  readonly detail: string;
}

export type ParsedReport =
  | { readonly ok: true; readonly query: RequestedReport }
  | { readonly ok: false; readonly problems: readonly QueryProblem[] };

const DIMENSION_NAMES = Object.keys(DIMENSIONS) as Dimension[];
/** More groups than this are refused: a decade by day is a mistake, not a report. */
const MAX_PERIODS = 1_500;
const LONGEST_DAYS: Readonly<Record<Period, number>> = { quarter: 92, month: 31, week: 7, day: 1 };

function isDimension(name: string): name is Dimension {
  return Object.hasOwn(DIMENSIONS, name);
}

export function isPeriod(name: string): name is Period {
  return (PERIODS as readonly string[]).includes(name);
}

/** Centuries in which nothing can have happened cost as much to draw as those in which something did. */
const [FIRST_YEAR, LAST_YEAR] = [1900, 2199];

function isDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  try {
    return Temporal.PlainDate.from(text, { overflow: 'reject' }).toString() === text;
  } catch {
    return false;
  }
}

function isComparison(name: string): name is Comparison {
  return (COMPARISONS as readonly string[]).includes(name);
}

/** What is wrong with what a change is asked for against; null: nothing. */
function compareMistake(compare: string, by: string | null): string | null {
  if (!isComparison(compare)) return `unknown comparison: ${compare}; known: ${COMPARISONS.join(', ')}`;
  if (by !== null && isDimension(by)) return null;
  return `a change is told over the groups of a dimension: give by as one of ${DIMENSION_NAMES.join(', ')}`;
}

/** What is wrong with one end of a period; null: nothing. */
function dateMistake(parameter: string, text: string | null): string | null {
  if (text === null) return 'missing: give both from and to, or neither';
  if (!isDate(text)) return `not a date (YYYY-MM-DD): ${text}`;
  const year = Number(text.slice(0, 4));
  return year < FIRST_YEAR || year > LAST_YEAR ? `not in the years ${FIRST_YEAR} to ${LAST_YEAR}: ${text}` : null;
}

function parsePeriod(from: string | null, to: string | null, problems: QueryProblem[]): RequestedReport['period'] {
  if (from === null && to === null) return null;
  const mistakes = Object.entries({ from, to }).flatMap(([parameter, text]) => {
    const detail = dateMistake(parameter, text);
    return detail === null ? [] : { parameter, detail };
  });
  problems.push(...mistakes);
  if (from === null || to === null || mistakes.length > 0) return null;
  if (from >= to) problems.push({ parameter: 'to', detail: `to must be after from: ${from} to ${to}` });
  return { from, to };
}

/**
 * Reads the parameters of a report: `from`, `to` (dates), `by`, `compare`, and a filter for each dimension (repeatable;
 * empty: not known). Every mistake is named: an unknown parameter is one, so that no filter is lost to a typo.
 */
export function parseReportQuery(
  params: Iterable<readonly [name: string, value: string]>,
  { timeZone }: { readonly timeZone: string },
): ParsedReport {
  const problems: QueryProblem[] = [];
  const single = new Map<string, string>();
  const filters: Partial<Record<Dimension, string[]>> = {};
  for (const [name, value] of params) {
    if (isDimension(name) && value.includes('\0'))
      problems.push({ parameter: name, detail: `${name} contains U+0000, which no value does` });
    else if (isDimension(name)) (filters[name] ??= []).push(value);
    else if (!['from', 'to', 'by', 'compare'].includes(name))
      problems.push({ parameter: name, detail: `unknown parameter: ${name}` });
    else if (single.has(name)) problems.push({ parameter: name, detail: `given twice: ${name}` });
    else single.set(name, value);
  }
  const period = parsePeriod(single.get('from') ?? null, single.get('to') ?? null, problems);
  const by = single.get('by') ?? null;
  if (by !== null && !isPeriod(by) && !isDimension(by)) {
    problems.push({
      parameter: 'by',
      detail: `unknown breakdown: ${by}; known: ${[...PERIODS, ...DIMENSION_NAMES].join(', ')}`,
    });
  } else if (period !== null && by !== null && isPeriod(by)) {
    const days = Temporal.PlainDate.from(period.from).until(period.to, { largestUnit: 'day' }).days;
    if (days / LONGEST_DAYS[by] > MAX_PERIODS) {
      problems.push({
        parameter: 'by',
        detail: `${period.from} to ${period.to} by ${by} is more than ${MAX_PERIODS} periods`,
      });
    }
  }
  const compare = single.get('compare');
  const mistake = compare === undefined ? null : compareMistake(compare, by);
  if (mistake !== null) problems.push({ parameter: 'compare', detail: mistake });
  if (problems.length > 0) return { ok: false, problems };
  const asked = { by: by as RequestedReport['by'], compare: compare as Comparison | undefined };
  return { ok: true, query: { period, timeZone, filters, ...asked } };
}
