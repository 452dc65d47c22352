import { DAY_US } from '../../book.ts';
import type { CaseSummary, CustomerHistory, Verdict } from '../../facts.ts';
import { packPlaybook } from '../../playbook/bits.ts';
import type { AfterwardsFlag } from '../../playbook/flags.ts';
import { AFTERWARDS_DAYS } from '../../playbook/shares.ts';

const AFTERWARDS_US = AFTERWARDS_DAYS * DAY_US;

/** What stage 2 knows of a case by now. */
export interface KnownAfterwards {
  readonly verdict: Verdict;
  readonly maturesUs: number;
  readonly history: CustomerHistory;
}

/** The customer recommended us after a moment, and not for another case. */
function isRecommended(
  { recommendations }: CustomerHistory,
  caseId: string,
  afterUs: number,
  untilUs: number,
): boolean {
  return recommendations.some(
    (one) => one.atUs > afterUs && one.atUs <= untilUs && (one.caseId === null || one.caseId === caseId),
  );
}

/** Something was bought after a moment that was not part of making up for the case. */
function isBought({ values }: CustomerHistory, caseId: string, afterUs: number, untilUs: number): boolean {
  return values.some((one) => one.atUs > afterUs && one.atUs <= untilUs && one.caseId !== caseId);
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
        isRecommended(history, caseId, resolvedUs, untilUs) ||
        isBought(history, caseId, resolvedUs, untilUs)),
    recommended: isRecommended(history, caseId, openedUs, untilUs),
  };
  return packPlaybook(told, playbook.flags);
}
