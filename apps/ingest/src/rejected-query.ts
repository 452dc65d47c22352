import { parseTimeUs } from '@finest-hour/events';
import {
  EVERY_REJECTED,
  readRejectedPlace,
  REJECTED_STATUSES,
  type RejectedFilter,
  type RejectedPlace,
  type RejectedStatus,
} from '@finest-hour/store';
import { HttpProblem } from './http-problem.ts';

/** What an address asks for: which refused events, and how many of them from where on. */
export interface RejectedQuery {
  readonly filter: RejectedFilter;
  /** Whether anything narrows it, or `all=true` says that nothing shall. */
  readonly deliberate: boolean;
  readonly limit: number;
  readonly after: RejectedPlace | null;
}

export interface LimitRange {
  readonly default: number;
  readonly most: number;
}

const FILTERS = ['type', 'source', 'key', 'from', 'to', 'status'] as const;
const KNOWN: readonly string[] = [...FILTERS, 'all', 'limit', 'after'];

class Parameters {
  readonly mistakes: string[] = [];
  readonly #params: URLSearchParams;

  constructor(params: URLSearchParams) {
    this.#params = params;
    for (const name of new Set(params.keys())) {
      if (!KNOWN.includes(name)) this.mistakes.push(`unknown parameter: ${name}; known: ${KNOWN.join(', ')}`);
      else if (params.getAll(name).length > 1) this.mistakes.push(`${name} must be given once`);
    }
  }

  has(name: string): boolean {
    return this.#params.has(name);
  }

  /** The value as it is read by `read`; null where there is none, or a wrong one, which is a mistake. */
  get<Value>(name: string, must: string, read: (text: string) => Value | null): Value | null {
    const text = this.#params.get(name);
    if (text === null) return null;
    const value = read(text);
    if (value === null) this.mistakes.push(`${name} must be ${must}, not ${JSON.stringify(text)}`);
    return value;
  }
}

const word = (text: string) => (text === '' || text.includes('\0') ? null : text);

function words(text: string): readonly string[] | null {
  const parts = text.split(',').map((part) => part.trim());
  return parts.some((part) => word(part) === null) ? null : parts;
}

function statusOf(text: string): RejectedStatus | 'all' | null {
  return [...REJECTED_STATUSES, 'all' as const].find((status) => status === text) ?? null;
}

function numberUpTo(most: number): (text: string) => number | null {
  return (text) => (/^\d{1,9}$/.test(text) && Number(text) >= 1 && Number(text) <= most ? Number(text) : null);
}

/**
 * Reads the parameters of an address. What is unknown is refused, since a filter that is misspelled would be none.
 * Without `status` those are meant that wait. Throws 400 with every mistake.
 */
export function readRejectedQuery(params: URLSearchParams, origin: string | null, range: LimitRange): RejectedQuery {
  const given = new Parameters(params);
  const time = 'an RFC 3339 time with offset (+ is written %2B)';
  const status = given.get('status', `one of ${REJECTED_STATUSES.join(', ')}, all`, statusOf) ?? 'waiting';
  const filter: RejectedFilter = {
    ...EVERY_REJECTED,
    reasons: given.get('type', 'types of problems, separated by commas', words),
    source: given.get('source', 'a source', word),
    key: given.get('key', 'the id, name or prefix of a key', word),
    fromUs: given.get('from', time, parseTimeUs),
    toUs: given.get('to', time, parseTimeUs),
    status: status === 'all' ? null : status,
    origin,
  };
  const all = given.get('all', 'true', (text) => (text === 'true' ? true : null)) ?? false;
  const limit = given.get('limit', `a number from 1 to ${range.most}`, numberUpTo(range.most)) ?? range.default;
  const after = given.get('after', 'the "next" of the page before', readRejectedPlace);
  if (given.mistakes.length > 0) throw new HttpProblem('bad-query', given.mistakes.join('; '));
  return { filter, deliberate: all || FILTERS.some((name) => given.has(name)), limit, after };
}
