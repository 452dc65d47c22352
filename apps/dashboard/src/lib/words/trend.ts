import type { TrendPoint } from '#lib/charts/trend-points.ts';
import { isDrawn } from '#lib/charts/trend-points.ts';
import type { TrendUnit } from '#lib/period/unit.ts';
import { counted } from './numbers.ts';

/** How the trend of a share is worded. */
export interface TrendWords {
  /** "Share recovered of complaints". */
  readonly share: string;
  /** Heads the column of shares: "Recovered". */
  readonly value: string;
  /** Heads the column of what the share is of: "With a verdict". */
  readonly of: string;
  /** Heads the column of what is not told yet, and ends "120 complaints …": "pending". */
  readonly pending: string;
  readonly unit: readonly [one: string, many: string];
  /** Why there is no share at all: "No verdict yet". */
  readonly none: string;
}

export const RECOVERY_TREND: TrendWords = {
  share: 'Share recovered of complaints',
  value: 'Recovered',
  of: 'With a verdict',
  pending: 'pending',
  unit: ['complaint', 'complaints'],
  none: 'No verdict yet',
};

/** `within`: "1 h". */
export function ownershipTrend(within: string): TrendWords {
  return {
    share: `Share owned within ${within} of complaints`,
    value: `Owned within ${within}`,
    of: 'Opened',
    pending: 'still without an owner',
    unit: ['complaint', 'complaints'],
    none: 'Nothing told yet',
  };
}

export function loyaltyTrend(days: number): TrendWords {
  return {
    share: `Share who came back within ${days} days of customers`,
    value: `Came back within ${days} days`,
    of: 'Customers',
    pending: `not all watched for ${days} days`,
    unit: ['customer', 'customers'],
    none: `Nobody has been watched for ${days} days`,
  };
}

/** What a trend shows, above it. */
export function trendLabel({ share, none, unit }: TrendWords, points: readonly TrendPoint[], by: TrendUnit): string {
  const opened = unit[0] === 'customer' ? 'in which they first complained' : 'in which they opened';
  if (!points.some(({ value }) => value !== null))
    return `${none}, so there is no share to draw: ${unit[1]} by the ${by} ${opened}`;
  if (by === 'period')
    return `${share}, of each period as a whole, which has too few for finer steps; bars are 95 % intervals`;
  return `${share} by the ${by} ${opened}; bars are 95 % intervals`;
}

/** Which periods have too few for a dot; none → null. */
export function untoldWords(points: readonly TrendPoint[], by: TrendUnit, of: string): string | null {
  if (!points.some(isDrawn)) return null;
  const untold = points.filter((point) => point.n > 0 && !isDrawn(point)).length;
  return untold === 0 ? null : `${counted(untold, by)} with fewer than 30 (${of.toLowerCase()}): in the table alone`;
}

/** What the hatched strip counts; nothing → null. */
export function pendingWords(points: readonly TrendPoint[], { unit, pending }: TrendWords): string | null {
  const shown = points.reduce((sum, point) => sum + point.pending, 0);
  return shown === 0 ? null : `${counted(shown, ...unit)} ${pending}, as counts`;
}
