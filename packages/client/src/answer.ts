import { retryAfterMs } from './backoff.ts';
import type { Problem } from './problem.ts';

/** What an answer of the server means for the batch that was sent. */
export type Answer =
  /** Events before `upTo` are stored, those in `refused` (by index) apart. From `upTo` on nothing is known. */
  | { readonly kind: 'receipt'; readonly refused: ReadonlyMap<number, Problem>; readonly upTo: number }
  /** None is stored; `refused` says why where `problem` does not. */
  | { readonly kind: 'refused'; readonly refused: ReadonlyMap<number, Problem>; readonly problem: Problem }
  /** More than the server takes at once. */
  | { readonly kind: 'too-large'; readonly problem: Problem }
  /** No use in trying again, with this batch or another: the key is not good. */
  | { readonly kind: 'stop'; readonly problem: Problem }
  | { readonly kind: 'retry'; readonly problem: Problem; readonly retryAfterMs: number };

type Json = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null;
const isCount = (value: unknown): value is number => Number.isInteger(value);

function parse(text: string): Json {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : {};
  } catch {
    return {};
  }
}

const isProblem = (value: unknown): value is Problem =>
  isObject(value) && typeof value['type'] === 'string' && typeof value['detail'] === 'string';

/** What the server says of the request as a whole, without its receipt. */
function problemOf(status: number, body: Json, text: string): Problem {
  if (!isProblem(body)) return { type: 'http', detail: `the server answered ${status}: ${text.slice(0, 200)}`, status };
  const { type, title, detail } = body;
  return { type, detail, status, ...(title !== undefined && { title }) };
}

/** The listed refusals by index; those that can't be read are left out. */
function refusalsOf({ rejected }: Json): ReadonlyMap<number, Problem> {
  const listed = Array.isArray(rejected) ? rejected.filter(isObject) : [];
  return new Map(
    listed.flatMap(({ index, problem }) => (isCount(index) && isProblem(problem) ? [[index, problem] as const] : [])),
  );
}

/** A receipt for `count` events; null for anything else, such as the page of a proxy that answers 200 to everything. */
function receiptOf(body: Json, count: number): Answer | null {
  const { accepted, duplicates, rejectedCount, rejected } = body;
  if (!isCount(accepted) || !isCount(duplicates) || !Array.isArray(rejected)) return null;
  const refused = refusalsOf(body);
  const total = isCount(rejectedCount) ? rejectedCount : rejected.length;
  if (refused.size !== rejected.length || accepted + duplicates + total !== count) return null;
  if (total === refused.size) return { kind: 'receipt', refused, upTo: count };
  // The first so many are listed, in order: what follows the last of them may be stored or not.
  return refused.size === 0 ? null : { kind: 'receipt', refused, upTo: Math.max(...refused.keys()) + 1 };
}

/** Reads the answer to a batch of `count` events. `nowMs` is the client's clock, for a `Retry-After` with a date. */
export function readAnswer(
  response: Pick<Response, 'status' | 'headers'>,
  text: string,
  count: number,
  nowMs: number,
): Answer {
  const { status, headers } = response;
  const body = parse(text);
  const retry = (problem: Problem): Answer => ({ kind: 'retry', problem, retryAfterMs: retryAfterMs(headers, nowMs) });
  if (status >= 200 && status < 300) {
    const detail = `the server answered ${status}, but not with a receipt for ${count} events`;
    return receiptOf(body, count) ?? retry({ type: 'bad-answer', detail, status });
  }
  const problem = problemOf(status, body, text);
  if (status === 408 || status === 425 || status === 429 || status >= 500) return retry(problem);
  if (status === 401 || status === 403) return { kind: 'stop', problem };
  if (status === 413) return { kind: 'too-large', problem };
  return { kind: 'refused', refused: refusalsOf(body), problem };
}
