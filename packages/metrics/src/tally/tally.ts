import type { Bins, ClusterSums } from '@finest-hour/statistics';
import type { Span } from '../coverage.ts';
import type { CaseDimensions } from '../facts.ts';
import type { FactCodes } from './codes.ts';
import type { ConditionalName, Part } from './conditionals.ts';
import type { SeenSpans } from './seen.ts';

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
  readonly valueCoverage: Span | null;
  /** In which cases the feeds of their own could be seen. */
  readonly seen: SeenSpans;
}

/** What is summed over the cases of a cell. */
export const CELL_SUMS = [
  'agentReturns',
  'teamReturns',
  'escalations',
  'triages',
  'bulkMoves',
  'shiftMoves',
  'correctionMoves',
] as const satisfies readonly (keyof FactCodes)[];
export type CellSum = (typeof CELL_SUMS)[number];

/**
 * Cases with the same verdict and the same numbers of hand-offs. Each case is in one cell, so all its counts add over
 * groups of any kind, periods and shards (as seen at one moment).
 */
export interface TallyCell
  extends Pick<FactCodes, 'verdict' | 'agentHandOffs' | 'teamHandOffs'>, Readonly<Record<CellSum, number>> {
  readonly matured: boolean;
  readonly cases: number;
  /** Those that wait for an owner, and a person or a queue holds them. */
  readonly assignedNotOwned: number;
}

/**
 * Durations whose distribution is told: each a row of counts by bin and cause (0: censored). Those of cases add over
 * everything, as cells do; the last three are of first complaints, and add as `CustomerCounts` do.
 */
export const CURVES = [
  'ownership',
  'routed',
  'runAround',
  'fixing',
  'unheld',
  'loyalty',
  'recovered',
  'notRecovered',
] as const;
export type CurveName = (typeof CURVES)[number];

export interface CurveCell {
  readonly bin: number;
  readonly cause: number;
  readonly count: number;
}

/**
 * First complaints in the period, one a customer. They add over groups of a dimension and over shards. They do not over
 * periods: who complains in January and in February is a first complaint of each, and one of both together.
 */
export interface CustomerCounts {
  readonly customers: number;
  /** Something other than complaints is known of them. */
  readonly matched: number;
  /** They complained when no purchases were being told: no part of the curve. */
  readonly notCovered: number;
}

/**
 * Counts over many cases of one group, as seen at one moment. What adds is said at each: over groups of a dimension,
 * periods, and shards, of which each has all of a customer.
 */
export interface Tally {
  readonly cells: readonly TallyCell[];
  /** Over the customers of matured cases that are not excluded. */
  readonly clusters: ClusterTally;
  readonly opened: OpenedTally;
  readonly curves: Readonly<Record<CurveName, readonly CurveCell[]>>;
  readonly customers: CustomerCounts;
}

/**
 * Sums over customers of some cases and of those among them with something. `successes` are cases, and add over
 * everything; the others over shards only, as a customer of two groups or periods would be two: 2² is not 1² + 1².
 */
export interface PartSums {
  readonly successes: number;
  /** Σ cases × successes, Σ successes². */
  readonly sizesTimesSuccesses: number;
  readonly successes2: number;
}

/** The same for a share of a part of the cases: `cases` and `successes` add over everything, the rest over shards. */
export interface ConditionalSums {
  /** Customers with any of that part, and Σ part². */
  readonly clusters: number;
  readonly sizes2: number;
  readonly cases: number;
  readonly successes: number;
  readonly products: number;
  readonly successes2: number;
}

/** Sums over the customers of the cases of a plan: `cases` add over everything, the rest over shards only. */
export interface ClusterTally extends Pick<ClusterSums, 'clusters' | 'sizes2'> {
  readonly cases: number;
  readonly flags: Readonly<Record<Part, PartSums>>;
  readonly conditionals: Readonly<Record<ConditionalName, ConditionalSums>>;
}

/** The same over all that were opened, for what is left out of everything else; adds alike. */
export interface OpenedTally extends Pick<ClusterSums, 'clusters' | 'sizes2'> {
  readonly cases: number;
  readonly merged: PartSums;
  readonly illegitimate: PartSums;
}

/** Key of a group: a value of the dimension (null: not known), or the index of a period as text. */
export type Tallies = ReadonlyMap<string | null, Tally>;

/** What settled within a week of the opening, of the last such week and of the weeks before it. */
export interface EarlyTallies {
  readonly last: ClusterTally;
  readonly usual: ClusterTally;
}
