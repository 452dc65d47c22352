import type { EventProblem } from '@finest-hour/events';
import { MAX_LISTED_REFUSALS } from './limits.ts';

/** An event that was refused: its place in the request, and why. */
export interface Refusal {
  readonly index: number;
  readonly id: string | null;
  readonly source: string | null;
  readonly problem: EventProblem;
}

/** What became of the events of a request. */
export interface Receipt {
  readonly accepted: number;
  readonly duplicates: number;
  /** All that were refused; `rejected` lists at most 100 of them. */
  readonly rejectedCount: number;
  readonly rejected: readonly Refusal[];
}

export function makeReceipt(accepted: number, duplicates: number, refusals: readonly Refusal[]): Receipt {
  const rejected = refusals
    .slice(0, MAX_LISTED_REFUSALS)
    .map(({ index, id, source, problem }) => ({ index, id, source, problem }));
  return { accepted, duplicates, rejectedCount: refusals.length, rejected };
}

/** Whether nothing of the request was of use. */
export function isAllRefused({ accepted, duplicates, rejectedCount }: Receipt): boolean {
  return rejectedCount > 0 && accepted + duplicates === 0;
}
