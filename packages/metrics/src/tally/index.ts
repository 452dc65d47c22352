export { ACTIVE_WITHIN_US, tallyBaseline, type BaselineQuery, type CustomerRecord } from './baseline.ts';
export { CLUSTER_PLANS, CONDITIONALS, type ClusterPlan, type ConditionalName, type Part } from './conditionals.ts';
export {
  EXCLUDED_CODES,
  FLAG_COLUMNS,
  FLAGS,
  MAX_COUNT,
  OUT,
  hasFlag,
  maskOf,
  packFacts,
  type FactCodes,
  type Flag,
} from './codes.ts';
export { tallyEarly, tallyFacts } from './reference.ts';
export { feedOf, SEEN, SEEN_NAMES, seenSpans, type SeenName, type SeenSpans } from './seen.ts';
export {
  CELL_SUMS,
  CURVES,
  DIMENSIONS,
  type CellSum,
  type ClusterTally,
  type CurveCell,
  type CurveName,
  type ConditionalSums,
  type CustomerCounts,
  type Dimension,
  type EarlyTallies,
  type Filters,
  type Grouping,
  type OpenedTally,
  type PartSums,
  type Tallies,
  type Tally,
  type TallyCell,
  type TallyQuery,
} from './tally.ts';
export { type Bits, type Pattern, type PatternCounts, type PatternPlan, type Several } from './bits.ts';
export { alike } from './several.ts';
export { clusterPatterns, clustersFrom, openedFrom } from './patterns.ts';
export { NO_CLUSTERS, NO_EARLY, NO_TALLY } from './no-tally.ts';
export { tallyWentWith } from './reference-went-with.ts';
export {
  lastBackBin,
  NO_WENT_WITH,
  watchedAfterVerdict,
  WEEK_OUTCOMES,
  type WeekCell,
  type WeekClusters,
  type WeekOutcome,
  type WentWithTally,
} from './went-with.ts';
export { tallyOpenInPublic, tallyPlaybook } from './reference-playbook.ts';
export {
  NO_PLAYBOOK,
  playbookPatterns,
  playbookShares,
  type PlaybookQuery,
  type PlaybookSums,
  type PlaybookTally,
} from './playbook.ts';
export {
  PLAYBOOK_DURATIONS,
  playbookWindows,
  type PlaybookDuration,
  type PlaybookWindows,
} from './playbook-windows.ts';
export { coachingQuery, type CoachingCell, type CoachingQuery } from './coaching.ts';
export { NO_RATIOS, RATIOS, type RatioName, type RatioSums } from './ratios.ts';
