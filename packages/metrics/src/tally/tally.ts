import type { Bins, ClusterSums } from '@finest-hour/statistics';
import type { CaseDimensions } from '../facts.ts';
import type { FactCodes, Flag } from './codes.ts';
import type { ConditionalName } from './conditionals.ts';

/** Names of the dimensions as written in addresses and options, and where the facts hold them. */
export const DIMENSIONS = {
  channel: 'channel',
  team: 'team',
  'resolving-team': 'resolvingTeam',
  cause: 'cause',
  severity: 'severity',
  product: 'product',
  region: 'region',
  fault: 'fault',
} as const satisfies Record<string, keyof CaseDimensions>;
export type Dimension = keyof typeof DIMENSIONS;

/** For each dimension the values that count; the empty text stands for "not known". */
export type Filters = Readonly<Partial<Record<Dimension, readonly string[]>>>;

export type Grouping =
  | { readonly kind: 'whole' }
  | { readonly kind: 'dimension'; readonly dimension: Dimension }
  /** Periods [edge i, edge i + 1), in microseconds; ascending, the first at or before `fromUs`. */
  | { readonly kind: 'periods'; readonly edgesUs: readonly number[] };

/** Which cases to count: opened in [fromUs, toUs), as seen at asOfUs. */
export interface TallyQuery {
  readonly fromUs: number;
  readonly toUs: number;
  /** Opened at or before this: matured. */
  readonly maturedUntilUs: number;
  readonly filters: Filters;
  readonly grouping: Grouping;
  /** What still waits is censored here. */
  readonly asOfUs: number;
  /** From opening to verdict: T + D. */
  readonly maturesAfterUs: number;
  /** Bins of durations. */
  readonly bins: Bins;
  /** While purchases, renewals or visits arrived; null: they never did. */
  readonly valueCoverage: { readonly fromUs: number; readonly toUs: number } | null;
}

/** Cases that agree in everything a measure asks of them. */
export interface TallyCell extends Pick<FactCodes, 'verdict' | 'flags' | 'agentHandOffs' | 'teamHandOffs'> {
  readonly matured: boolean;
  readonly cases: number;
  /** Sums over these cases. */
  readonly agentReturns: number;
  readonly teamReturns: number;
}

/** Durations whose distribution is told: each a row of counts by bin and cause (0: censored). */
export const CURVES = ['ownership', 'runAround', 'fixing', 'loyalty', 'recovered', 'notRecovered'] as const;
export type CurveName = (typeof CURVES)[number];

export interface CurveCell {
  readonly bin: number;
  readonly cause: number;
  readonly count: number;
}

/** First complaints in the period, one a customer. */
export interface CustomerCounts {
  readonly customers: number;
  /** Something other than complaints is known of them. */
  readonly matched: number;
  /** They complained when no purchases were being told: no part of the curve. */
  readonly notCovered: number;
}

/** Counts over many cases of one group. Cells add over groups; cluster sums do not. */
export interface Tally {
  readonly cells: readonly TallyCell[];
  /** Over the customers of matured cases that are not excluded. */
  readonly clusters: ClusterTally;
  readonly curves: Readonly<Record<CurveName, readonly CurveCell[]>>;
  readonly customers: CustomerCounts;
}

export interface ClusterTally extends Pick<ClusterSums, 'clusters' | 'sizes2'> {
  readonly flags: Readonly<Record<Flag, Pick<ClusterSums, 'sizesTimesSuccesses' | 'successes2'>>>;
  /** For shares of a part of the cases: customers with any of that part, Σ part × success in it, Σ success². */
  readonly conditionals: Readonly<
    Record<ConditionalName, { readonly clusters: number; readonly products: number; readonly successes2: number }>
  >;
}

/** Key of a group: a value of the dimension (null: not known), or the index of a period as text. */
export type Tallies = ReadonlyMap<string | null, Tally>;
