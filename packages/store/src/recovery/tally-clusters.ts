import {
  CLUSTER_PLANS,
  clusterPatterns,
  clustersFrom,
  NO_CLUSTERS,
  openedFrom,
  type ClusterPlan,
  type ClusterTally,
  type EarlyTallies,
  type OpenedTally,
  type PatternPlan,
  type TallyQuery,
} from '@finest-hour/metrics';
import { sql } from 'kysely';
import type { Database, Work } from '../database.ts';
import { patternSets, readGroups, spanOf } from './tally-patterns.ts';
import { countSets, type Key, type SetRow } from './tally-sets.ts';

export interface ClusterSums {
  readonly clusters: ReadonlyMap<Key, ClusterTally>;
  readonly opened: ReadonlyMap<Key, OpenedTally>;
}

/** The sums over customers that a report is told from, where nothing else is asked for. */
export function planFor({ grouping }: TallyQuery): ClusterPlan {
  return grouping.kind === 'whole' ? CLUSTER_PLANS.whole : CLUSTER_PLANS.groups;
}

/** The sums of a plan, from what was counted of its patterns. */
export async function clustersOf(
  db: Database | Work,
  query: TallyQuery,
  plan: ClusterPlan,
  patterns: PatternPlan,
  rows: readonly (readonly SetRow[])[],
): Promise<ClusterSums> {
  const groups = [...(await readGroups(db, query, patterns, rows))];
  return {
    clusters: new Map(groups.map(([key, counts]) => [key, clustersFrom(query, plan, patterns, counts)])),
    opened: new Map(groups.map(([key, counts]) => [key, openedFrom(query, plan, patterns, counts)])),
  };
}

/**
 * Sums over the customers of each group: of matured cases, and of all that were opened. Most customers have one case, so
 * their sums are counts of cases, which are counted by what they have in common; only the others are read one by one.
 */
export async function sumClusters(
  db: Database | Work,
  query: TallyQuery,
  plan: ClusterPlan = planFor(query),
): Promise<ClusterSums> {
  const patterns = clusterPatterns(query, plan);
  const rows = await countSets(db, query, [sql`${spanOf(query, patterns)} as span`], patternSets(patterns));
  return clustersOf(db, query, plan, patterns, rows);
}

/** What had settled a week after the opening, as `tallyEarly` counts it; `query` is by periods, the second the last. */
export async function tallyEarlySigns(db: Database | Work, query: TallyQuery): Promise<EarlyTallies> {
  const { clusters } = await sumClusters(db, query, CLUSTER_PLANS.early);
  return { usual: clusters.get('0') ?? NO_CLUSTERS, last: clusters.get('1') ?? NO_CLUSTERS };
}
