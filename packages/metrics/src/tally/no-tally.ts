import { FLAGS } from './codes.ts';
import { CONDITIONAL_NAMES } from './conditionals.ts';
import { CURVES, type ClusterTally, type Tally } from './tally.ts';

const NONE = { sizesTimesSuccesses: 0, successes2: 0 };

/** The tally of no cases. */
export const NO_TALLY: Tally = {
  cells: [],
  clusters: {
    clusters: 0,
    sizes2: 0,
    flags: Object.fromEntries(FLAGS.map((flag) => [flag, NONE])) as ClusterTally['flags'],
    conditionals: Object.fromEntries(
      CONDITIONAL_NAMES.map((name) => [name, { clusters: 0, products: 0, successes2: 0 }]),
    ) as ClusterTally['conditionals'],
  },
  curves: Object.fromEntries(CURVES.map((curve) => [curve, []])) as unknown as Tally['curves'],
  customers: { customers: 0, matched: 0, notCovered: 0 },
};
