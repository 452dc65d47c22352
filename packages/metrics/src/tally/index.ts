export { ACTIVE_WITHIN_US, tallyBaseline, type BaselineQuery, type CustomerRecord } from './baseline.ts';
export { CONDITIONAL_NAMES, CONDITIONALS, type ConditionalName } from './conditionals.ts';
export { EXCLUDED_CODES, FLAGS, MAX_COUNT, OUT, hasFlag, packFacts, type FactCodes, type Flag } from './codes.ts';
export { tallyFacts } from './reference.ts';
export {
  CURVES,
  DIMENSIONS,
  type ClusterTally,
  type CurveCell,
  type CurveName,
  type CustomerCounts,
  type Dimension,
  type Filters,
  type Grouping,
  type Tallies,
  type Tally,
  type TallyCell,
  type TallyQuery,
} from './tally.ts';
export { NO_TALLY } from './no-tally.ts';
