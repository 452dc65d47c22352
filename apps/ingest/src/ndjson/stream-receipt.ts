import type { HttpProblem } from '../http-problem.ts';
import { MAX_LISTED_REFUSALS } from '../limits.ts';
import { problemBody } from '../problem-response.ts';
import type { Receipt } from '../receipt.ts';

/** A line of the answer: what became of the lines of a batch, or of several where the sender does not read in time. */
export interface StreamReceipt extends Receipt {
  /** So many lines of the body, from its beginning, are dealt with. */
  readonly lines: number;
}

export function mergeReceipts(first: StreamReceipt | null, next: StreamReceipt): StreamReceipt {
  if (first === null) return next;
  return {
    lines: next.lines,
    accepted: first.accepted + next.accepted,
    duplicates: first.duplicates + next.duplicates,
    rejectedCount: first.rejectedCount + next.rejectedCount,
    rejected: [...first.rejected, ...next.rejected].slice(0, MAX_LISTED_REFUSALS),
  };
}

/** What became of a whole stream. */
export interface Totals {
  readonly lines: number;
  readonly accepted: number;
  readonly duplicates: number;
  readonly rejected: number;
}

export const NOTHING: Totals = { lines: 0, accepted: 0, duplicates: 0, rejected: 0 };

export function addReceipt(totals: Totals, { lines, accepted, duplicates, rejectedCount }: StreamReceipt): Totals {
  return {
    lines,
    accepted: totals.accepted + accepted,
    duplicates: totals.duplicates + duplicates,
    rejected: totals.rejected + rejectedCount,
  };
}

/** The last line of an answer to a stream that was read to its end. */
export function doneLine({ accepted, duplicates, rejected }: Totals): string {
  return `${JSON.stringify({ done: true, accepted, duplicates, rejected })}\n`;
}

/** The last line of an answer to one that broke off: why, and up to where it was dealt with. */
export function errorLine(totals: Totals, problem: HttpProblem): string {
  const seconds = problem.options.headers?.['Retry-After'];
  const error = { ...problemBody(problem), ...(seconds !== undefined && { retryAfterSeconds: Number(seconds) }) };
  return `${JSON.stringify({ error, ...totals })}\n`;
}
