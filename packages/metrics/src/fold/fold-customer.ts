import { DAY_US, maturesAfterUs, type BookSettings } from '../book.ts';
import type { CaseFacts, CaseSummary, CustomerHistory, Verdict } from '../facts.ts';
import { isCircular } from './merges.ts';
import { readReturn } from './returns.ts';
import { valueAt } from './since.ts';

/** A customer id with more cases than this in 13 weeks stands for many people (a shared desk, a reseller). */
export const SHARED_CUSTOMER_CASES = 20;
const SHARED_CUSTOMER_WINDOW_US = 91 * DAY_US;

/** Which merges among one customer's cases are applied: into a case that they have, and not in a circle. */
class Merges {
  readonly #cases: ReadonlyMap<string, CaseSummary>;

  constructor(summaries: readonly CaseSummary[]) {
    this.#cases = new Map(summaries.map((summary) => [summary.caseId, summary]));
  }

  isMerged(summary: CaseSummary, atUs: number): boolean {
    const target = valueAt(summary.merges, atUs) ?? null;
    return target !== null && this.#cases.has(target) && !this.#isCircular(summary.caseId);
  }

  /** The last word on a merge is that it stands, yet it can't be applied. */
  isStray(summary: CaseSummary): boolean {
    const target = this.#targetOf(summary.caseId);
    return target !== null && (!this.#cases.has(target) || this.#isCircular(summary.caseId));
  }

  #isCircular(caseId: string): boolean {
    return isCircular(caseId, (id) => this.#targetOf(id));
  }

  #targetOf(caseId: string): string | null {
    return this.#cases.get(caseId)?.merges.at(-1)?.value ?? null;
  }
}

function isIllegitimate(summary: CaseSummary, atUs: number): boolean {
  return valueAt(summary.legitimacy, atUs) === false;
}

function countsAsComplaint(summary: CaseSummary, merges: Merges, atUs: number): boolean {
  return !merges.isMerged(summary, atUs) && !isIllegitimate(summary, atUs);
}

/** Index of the first case opened after a moment, in cases sorted by opening. */
function firstOpenedAfter(sorted: readonly CaseSummary[], atUs: number): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((sorted[middle] as CaseSummary).openedUs <= atUs) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The customer opened another case with the same cause while this one's resolution had to hold. */
function complainedAgain(
  summary: CaseSummary,
  sorted: readonly CaseSummary[],
  merges: Merges,
  { holdUs, maturesUs }: { readonly holdUs: number; readonly maturesUs: number },
): boolean {
  const { resolvedUs, dimensions } = summary;
  if (resolvedUs === null || dimensions.cause === null) return false;
  for (let i = firstOpenedAfter(sorted, resolvedUs); i < sorted.length; i += 1) {
    const other = sorted[i] as CaseSummary;
    if (other.openedUs > resolvedUs + holdUs) return false;
    if (other === summary || !countsAsComplaint(other, merges, maturesUs)) continue;
    if (valueAt(other.causes, maturesUs) === dimensions.cause) return true;
  }
  return false;
}

function verdictOf(summary: CaseSummary, merges: Merges, maturesUs: number, again: boolean): Verdict {
  if (merges.isMerged(summary, maturesUs)) return 'merged';
  if (isIllegitimate(summary, maturesUs)) return 'illegitimate';
  if (summary.resolvedUs === null) return 'unresolved';
  if (summary.reopenedAfterResolution) return 'reopened';
  if (again) return 'complainedAgain';
  if (summary.satisfied === false) return 'saidNo';
  if (summary.nothingDone) return 'nothingDone';
  return summary.satisfied === true ? 'confirmed' : 'noObjection';
}

const NO_HISTORY: CustomerHistory = { values: [], leftUs: [], known: false };

/**
 * Stage 2: the cases of one customer → what each amounts to, sorted by opening.
 *
 * Everything is judged as known when the case matured (opening + T + D); only later events of the case
 * itself that were dated before then can still change it.
 */
export function foldCustomer(
  summaries: readonly CaseSummary[],
  settings: BookSettings,
  history: CustomerHistory = NO_HISTORY,
): readonly CaseFacts[] {
  const sorted = [...summaries].sort((a, b) => a.openedUs - b.openedUs || (a.caseId < b.caseId ? -1 : 1));
  const holdUs = settings.holdForDays * DAY_US;
  const merges = new Merges(sorted);
  let previous: CaseSummary | null = null;
  return sorted.map((summary) => {
    const maturesUs = summary.openedUs + maturesAfterUs(settings);
    const windowEndsUs = summary.resolvedUs === null ? maturesUs : summary.resolvedUs + holdUs;
    const inWindow =
      firstOpenedAfter(sorted, windowEndsUs) - firstOpenedAfter(sorted, windowEndsUs - SHARED_CUSTOMER_WINDOW_US);
    const sharedCustomer = inWindow > SHARED_CUSTOMER_CASES;
    const again = !sharedCustomer && complainedAgain(summary, sorted, merges, { holdUs, maturesUs });
    const previousUs = previous?.openedUs ?? null;
    if (countsAsComplaint(summary, merges, maturesUs)) previous = summary;
    return {
      summary,
      verdict: verdictOf(summary, merges, maturesUs, again),
      strayMerge: merges.isStray(summary),
      previousUs,
      sharedCustomer,
      returned: readReturn(history, summary.caseId, summary.openedUs),
      returnedAfterVerdict: readReturn(history, summary.caseId, maturesUs),
      matched: history.known,
    };
  });
}
