import type { ClusterSums } from '@finest-hour/statistics';
import type { CaseDimensions } from '../facts.ts';
import type { FactCodes, Flag } from './codes.ts';

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
}

/** Cases that agree in everything a measure asks of them. */
export interface TallyCell extends Omit<FactCodes, 'agentReturns' | 'teamReturns'> {
  readonly matured: boolean;
  readonly cases: number;
  /** Sums over these cases. */
  readonly agentReturns: number;
  readonly teamReturns: number;
}

/** Counts over many cases of one group. Cells add over groups; cluster sums do not. */
export interface Tally {
  readonly cells: readonly TallyCell[];
  /** Over the customers of matured cases that are not excluded. */
  readonly clusters: ClusterTally;
}

export interface ClusterTally extends Pick<ClusterSums, 'clusters' | 'sizes2'> {
  readonly flags: Readonly<Record<Flag, Pick<ClusterSums, 'sizesTimesSuccesses' | 'successes2'>>>;
}

/** Key of a group: a value of the dimension (null: not known), or the index of a period as text. */
export type Tallies = ReadonlyMap<string | null, Tally>;
