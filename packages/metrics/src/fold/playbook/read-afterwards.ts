import { DAY_US } from '../../book.ts';
import type { CaseSummary, CustomerHistory, Verdict } from '../../facts.ts';
import { packPlaybook } from '../../playbook/bits.ts';
import type { AfterwardsFlag } from '../../playbook/flags.ts';
import { AFTERWARDS_DAYS } from '../../playbook/shares.ts';
import { firstBought, firstRecommended } from './afterwards.ts';

const AFTERWARDS_US = AFTERWARDS_DAYS * DAY_US;

/** What stage 2 knows of a case by now. */
export interface KnownAfterwards {
  readonly verdict: Verdict;
  readonly maturesUs: number;
  readonly history: CustomerHistory;
}

/** The bits of a case's playbook, with what the customer did up to 90 days after the verdict. */
export function readAfterwards(summary: CaseSummary, known: KnownAfterwards): readonly number[] {
  const { verdict, maturesUs, history } = known;
  const { caseId, openedUs, resolvedUs, playbook } = summary;
  const untilUs = maturesUs + AFTERWARDS_US;
  const wonBack = verdict === 'confirmed' || verdict === 'noObjection';
  const told: Readonly<Record<AfterwardsFlag, boolean>> = {
    wonBack,
    finestHour:
      wonBack &&
      resolvedUs !== null &&
      ((playbook.surprisedAfterUs !== null && playbook.surprisedAfterUs <= untilUs) ||
        firstRecommended(history, caseId, resolvedUs, untilUs) !== null ||
        firstBought(history, caseId, resolvedUs, untilUs) !== null),
    recommended: firstRecommended(history, caseId, openedUs, untilUs) !== null,
  };
  return packPlaybook(told, playbook.flags);
}
