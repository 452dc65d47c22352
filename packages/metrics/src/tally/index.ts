export { EXCLUDED_CODES, FLAGS, MAX_COUNT, hasFlag, packFacts, type FactCodes, type Flag } from './codes.ts';
export { tallyFacts } from './reference.ts';
export {
  DIMENSIONS,
  type ClusterTally,
  type Dimension,
  type Filters,
  type Grouping,
  type Tallies,
  type Tally,
  type TallyCell,
  type TallyQuery,
} from './tally.ts';
