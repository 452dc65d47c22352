import { RETURN_EXITS, type CustomerHistory, type ReturnFacts } from '../facts.ts';

type Values = CustomerHistory['values'];

function firstAfter(times: readonly number[], startUs: number): number | null {
  for (const atUs of times) if (atUs > startUs) return atUs;
  return null;
}

/** The first value event after a moment that is not part of making up for the case. */
function firstValueAfter(values: Values, caseId: string, startUs: number): number | null {
  for (const value of values) if (value.atUs > startUs && value.caseId !== caseId) return value.atUs;
  return null;
}

function lastBy(times: readonly number[], untilUs: number): number | null {
  let lastUs: number | null = null;
  for (const atUs of times) if (atUs <= untilUs) lastUs = atUs;
  return lastUs;
}

/**
 * Whether a customer came back after a moment: the first value event after it that is not part of making up for the
 * case itself, against leaving, which competes. Null where they had left by then, and not come back since.
 */
export function readReturn({ values, leftUs }: CustomerHistory, caseId: string, startUs: number): ReturnFacts | null {
  const lastLeftUs = lastBy(leftUs, startUs);
  if (lastLeftUs !== null && (firstValueAfter(values, caseId, lastLeftUs) ?? Infinity) > startUs) return null;
  const returnedUs = firstValueAfter(values, caseId, startUs);
  const goneUs = firstAfter(leftUs, startUs);
  if (returnedUs !== null && (goneUs === null || returnedUs <= goneUs))
    return { exit: RETURN_EXITS.returned, afterUs: returnedUs - startUs };
  if (goneUs !== null) return { exit: RETURN_EXITS.left, afterUs: goneUs - startUs };
  return { exit: RETURN_EXITS.none, afterUs: null };
}
