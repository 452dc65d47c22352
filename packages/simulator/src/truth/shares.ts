import { FATES, type CaseLaw, type Fate } from '../law/case-law.ts';

/** Laws with their shares of the cases; the shares need not add up to 1. */
export type Shares = readonly (readonly [share: number, law: CaseLaw])[];

export const total = (shares: Shares): number => shares.reduce((sum, [share]) => sum + share, 0);

/** Mean of a value over the cases. */
export function mean(shares: Shares, value: (law: CaseLaw) => number): number {
  return shares.reduce((sum, [share, law]) => sum + share * value(law), 0) / total(shares);
}

/** P(a case of the law comes to this). */
export function chanceOf(fate: Fate): (law: CaseLaw) => number {
  const index = FATES.indexOf(fate);
  return ({ fates }) => fates[index] ?? 0;
}
