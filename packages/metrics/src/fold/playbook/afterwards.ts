import type { CustomerHistory } from '../../facts.ts';

/** First moment in (afterUs, untilUs] at which the customer recommended us, and not for another case; null: none. */
export function firstRecommended(
  { recommendations }: CustomerHistory,
  caseId: string,
  afterUs: number,
  untilUs: number,
): number | null {
  const found = recommendations.find(
    (one) => one.atUs > afterUs && one.atUs <= untilUs && (one.caseId === null || one.caseId === caseId),
  );
  return found?.atUs ?? null;
}

/** First moment in (afterUs, untilUs] of something bought that was not part of making up for the case; null: none. */
export function firstBought(
  { values }: CustomerHistory,
  caseId: string,
  afterUs: number,
  untilUs: number,
): number | null {
  return values.find((one) => one.atUs > afterUs && one.atUs <= untilUs && one.caseId !== caseId)?.atUs ?? null;
}
