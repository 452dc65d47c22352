import { EARLY_AGE_US, type BookSettings } from '../book.ts';
import type { CaseFacts, CaseSummary, CustomerHistory } from '../facts.ts';
import { PersonCases } from './person-cases.ts';
import { readAfterwards } from './playbook/read-afterwards.ts';
import { readReturn } from './returns.ts';

const NO_HISTORY: CustomerHistory = { values: [], leftUs: [], recommendations: [], known: false };

/**
 * What each case of one person amounts to, sorted by opening. `casesAt`: those of whoever had the case as known at some
 * moment, for what nothing later changes, like early signs and the verdict; everything else goes by whose it is now.
 */
export function foldPerson(
  cases: PersonCases,
  casesAt: (summary: CaseSummary, atUs: number) => PersonCases,
  history: CustomerHistory,
): readonly CaseFacts[] {
  let previous: CaseSummary | null = null;
  return cases.sorted.map((summary) => {
    const previousUs = previous?.openedUs ?? null;
    if (cases.isComplaint(summary)) previous = summary;
    const [earlyUs, maturesUs] = [summary.openedUs + EARLY_AGE_US, cases.maturesUs(summary)];
    const verdict = casesAt(summary, maturesUs).verdictOf(summary);
    return {
      summary,
      verdict,
      excludedEarly: !casesAt(summary, earlyUs).isComplaintAt(summary, earlyUs),
      strayMerge: cases.isStray(summary),
      previousUs,
      sharedCustomer: cases.isShared(summary),
      returned: readReturn(history, summary.caseId, summary.openedUs),
      returnedAfterVerdict: readReturn(history, summary.caseId, maturesUs),
      playbook: readAfterwards(summary, { verdict, maturesUs, history }),
      matched: history.known,
    };
  });
}

/**
 * Stage 2: the cases of one customer who has a single id → what each amounts to, sorted by opening.
 *
 * Everything is judged as known when the case matured (opening + T + D); only later events of the case
 * itself that were dated before then can still change it.
 */
export function foldCustomer(
  summaries: readonly CaseSummary[],
  settings: BookSettings,
  history: CustomerHistory = NO_HISTORY,
): readonly CaseFacts[] {
  const cases = new PersonCases(summaries, settings);
  return foldPerson(cases, () => cases, history);
}
