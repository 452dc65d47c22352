import { RETURN_EXITS, type CustomerHistory, type ReturnFacts } from '../facts.ts';

function firstAfter(times: readonly number[], startUs: number): number | null {
  return times.find((atUs) => atUs > startUs) ?? null;
}

/**
 * Whether a customer came back after a moment: the first value event after it that is not part of making up for the
 * case itself, against leaving, which competes. Null where they had left by then, and not come back since.
 */
export function readReturn({ values, leftUs }: CustomerHistory, caseId: string, startUs: number): ReturnFacts | null {
  const own = values.filter((value) => value.caseId !== caseId).map(({ atUs }) => atUs);
  const lastLeftUs = leftUs.findLast((atUs) => atUs <= startUs) ?? null;
  if (lastLeftUs !== null && !own.some((atUs) => atUs > lastLeftUs && atUs <= startUs)) return null;
  const returnedUs = firstAfter(own, startUs);
  const goneUs = firstAfter(leftUs, startUs);
  if (returnedUs !== null && (goneUs === null || returnedUs <= goneUs))
    return { exit: RETURN_EXITS.returned, afterUs: returnedUs - startUs };
  if (goneUs !== null) return { exit: RETURN_EXITS.left, afterUs: goneUs - startUs };
  return { exit: RETURN_EXITS.none, afterUs: null };
}
