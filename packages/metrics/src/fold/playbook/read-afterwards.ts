import { DAY_US } from '../../book.ts';
import { RETURN_EXITS, type CaseSummary, type CustomerHistory, type ReturnFacts, type Verdict } from '../../facts.ts';
import { hasPlaybookFlag, packPlaybook } from '../../playbook/bits.ts';
import type { AfterwardsFlag } from '../../playbook/flags.ts';
import { AFTERWARDS_DAYS } from '../../playbook/shares.ts';

const AFTERWARDS_US = AFTERWARDS_DAYS * DAY_US;

/** What stage 2 knows of a case by now. */
export interface KnownAfterwards {
  readonly verdict: Verdict;
  readonly maturesUs: number;
  readonly returned: ReturnFacts | null;
  readonly returnedAfterVerdict: ReturnFacts | null;
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

/** By maturity the customer had neither come back nor left: only of such a one can be told what followed. */
function isAwaited(openedUs: number, { returned, returnedAfterVerdict, maturesUs }: KnownAfterwards): boolean {
  if (returned === null || returnedAfterVerdict === null) return false;
  return returned.afterUs === null || openedUs + returned.afterUs > maturesUs;
}

/** The bits of a case's playbook, with what the customer did up to 90 days after the verdict. */
export function readAfterwards(summary: CaseSummary, known: KnownAfterwards): readonly number[] {
  const { verdict, maturesUs, history, returnedAfterVerdict: later } = known;
  const { caseId, openedUs, resolvedUs, playbook } = summary;
  const untilUs = maturesUs + AFTERWARDS_US;
  const surprised = hasPlaybookFlag(playbook.flags, 'surprised');
  const wonBack = verdict === 'confirmed' || verdict === 'noObjection';
  const awaited = isAwaited(openedUs, known);
  const told: Readonly<Record<AfterwardsFlag, boolean>> = {
    wonBack,
    finestHour:
      wonBack &&
      resolvedUs !== null &&
      ((playbook.surprisedAfterUs !== null && playbook.surprisedAfterUs <= untilUs) ||
        isRecommended(history, caseId, resolvedUs, untilUs) ||
        isBought(history, caseId, resolvedUs, untilUs)),
    recommended: isRecommended(history, caseId, openedUs, untilUs),
    awaitedSurprised: awaited && surprised,
    awaitedUnsurprised: awaited && !surprised,
    backAfterVerdict: later?.exit === RETURN_EXITS.returned && later.afterUs !== null && later.afterUs <= AFTERWARDS_US,
  };
  return packPlaybook(told, playbook.flags);
}
