import type { Dimension, Estimate, Measures, Report } from '@finest-hour/metrics';
import { duration } from './numbers.ts';

/** A group of a breakdown: its share, and where asked for, the share that stayed in one team. */
export interface BreakdownRow {
  readonly key: string | null;
  readonly share: Estimate;
  readonly kept: number | null;
}

export interface BrokenDownBy {
  readonly dimension: Dimension;
  readonly rows: readonly BreakdownRow[];
}

/** A share that is told by the groups of a dimension, and how it is worded. */
export interface BrokenDown {
  /** Page that a group's name leads to, filtered by it. */
  readonly path: '/' | '/ownership' | '/loyalty';
  /** Name of the share in the report. */
  readonly measure: string;
  readonly shareOf: (measures: Measures) => Estimate | null;
  /** "share recovered". */
  readonly axis: string;
  /** Those that the share misses, beside their number and in a sentence: "lost". */
  readonly missed: readonly [brief: string, whole: string];
  /** "complaints with a verdict". */
  readonly units: string;
  /** Narrows the list of a group's cases to its n, so that n can lead to them; null: n is no number of cases. */
  readonly cases: 'settled' | 'counted' | null;
}

export const RECOVERED: BrokenDown = {
  path: '/',
  measure: 'recoveryRate',
  shareOf: ({ recoveryRate }) => recoveryRate,
  axis: 'share recovered',
  missed: ['lost', 'complaints lost'],
  units: 'complaints with a verdict',
  cases: 'settled',
};

export function ownedWithin({ definition }: Pick<Report, 'definition'>): BrokenDown {
  return {
    path: '/ownership',
    measure: 'timeToOwnership.withinTarget',
    shareOf: ({ timeToOwnership }) => timeToOwnership.withinTarget,
    axis: `share owned within ${duration(definition.ownershipTargetSeconds)}`,
    missed: ['not', 'complaints not owned by then'],
    units: 'complaints',
    cases: 'counted',
  };
}

export const CAME_BACK: BrokenDown = {
  path: '/loyalty',
  measure: 'repeatLoyalty',
  shareOf: ({ repeatLoyalty }) => repeatLoyalty,
  axis: 'share who came back',
  missed: ['not', 'customers who did not come back'],
  units: 'customers',
  cases: null,
};
