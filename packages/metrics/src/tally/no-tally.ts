import { CONDITIONAL_NAMES, PARTS } from './conditionals.ts';
import { CURVES, type ClusterTally, type EarlyTallies, type Tally } from './tally.ts';

const NO_PART = { successes: 0, sizesTimesSuccesses: 0, successes2: 0 };
const NO_CONDITIONAL = { clusters: 0, sizes2: 0, cases: 0, successes: 0, products: 0, successes2: 0 };

/** The sums over no customers. */
export const NO_CLUSTERS: ClusterTally = {
  cases: 0,
  clusters: 0,
  sizes2: 0,
  flags: Object.fromEntries(PARTS.map((part) => [part, NO_PART])) as ClusterTally['flags'],
  conditionals: Object.fromEntries(
    CONDITIONAL_NAMES.map((name) => [name, NO_CONDITIONAL]),
  ) as ClusterTally['conditionals'],
};

/** The tally of no cases. */
export const NO_TALLY: Tally = {
  cells: [],
  clusters: NO_CLUSTERS,
  opened: { cases: 0, clusters: 0, sizes2: 0, merged: NO_PART, illegitimate: NO_PART },
  curves: Object.fromEntries(CURVES.map((curve) => [curve, []])) as unknown as Tally['curves'],
  customers: { customers: 0, matched: 0, notCovered: 0 },
};

export const NO_EARLY: EarlyTallies = { last: NO_CLUSTERS, usual: NO_CLUSTERS };
