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
  type TallyQuery,
} from '@finest-hour/metrics';
import type { Database, Work } from '../database.ts';
import { countGroups } from './tally-patterns.ts';

type Key = string | null;

/**
 * Sums over the customers of each group: of matured cases, and of all that were opened. Most customers have one case, so
 * their sums are counts of cases, which are counted by what they have in common; only the others are read one by one.
 */
export async function sumClusters(
  db: Database | Work,
  query: TallyQuery,
  plan: ClusterPlan = query.grouping.kind === 'whole' ? CLUSTER_PLANS.whole : CLUSTER_PLANS.groups,
): Promise<{ readonly clusters: ReadonlyMap<Key, ClusterTally>; readonly opened: ReadonlyMap<Key, OpenedTally> }> {
  const patterns = clusterPatterns(query, plan);
  const groups = [...(await countGroups(db, query, patterns))];
  return {
    clusters: new Map(groups.map(([key, counts]) => [key, clustersFrom(query, plan, patterns, counts)])),
    opened: new Map(groups.map(([key, counts]) => [key, openedFrom(query, plan, patterns, counts)])),
  };
}

/** What had settled a week after the opening, as `tallyEarly` counts it; `query` is by periods, the second the last. */
export async function tallyEarlySigns(db: Database | Work, query: TallyQuery): Promise<EarlyTallies> {
  const { clusters } = await sumClusters(db, query, CLUSTER_PLANS.early);
  return { usual: clusters.get('0') ?? NO_CLUSTERS, last: clusters.get('1') ?? NO_CLUSTERS };
}
