import {
  CLUSTER_PLANS,
  clusterPatterns,
  NO_TALLY,
  type CurveName,
  type Tallies,
  type Tally,
  type TallyCell,
  type TallyQuery,
} from '@finest-hour/metrics';
import { sql } from 'kysely';
import type { Database, Work } from '../database.ts';
import { cellSet, cellsOf } from './tally-cells.ts';
import { clustersOf, planFor } from './tally-clusters.ts';
import { curveColumns, curveSets, curvesOf } from './tally-curves.ts';
import { customerSet, customersOf } from './tally-customers.ts';
import { patternSets, spanOf } from './tally-patterns.ts';
import { countSets, type Key, type SetRow } from './tally-sets.ts';

/** Shares that pages break down and follow over time; two of them are read off a curve. */
export type ShareName = 'recovery' | Extract<CurveName, 'ownership' | 'loyalty'>;

/** Groups by their cells, with what else was counted of each. */
function tallied(
  cells: ReadonlyMap<Key, readonly TallyCell[]>,
  others: { readonly [Part in Exclude<keyof Tally, 'cells'>]?: ReadonlyMap<Key, Tally[Part]> },
): Tallies {
  return new Map(
    [...cells].map(([key, own]) => [
      key,
      {
        cells: own,
        clusters: others.clusters?.get(key) ?? NO_TALLY.clusters,
        opened: others.opened?.get(key) ?? NO_TALLY.opened,
        curves: others.curves?.get(key) ?? NO_TALLY.curves,
        customers: others.customers?.get(key) ?? NO_TALLY.customers,
      },
    ]),
  );
}

const NO_ROWS: readonly SetRow[] = [];

/** The database counts: what `tallyFacts` says of the same facts in memory. Statistics are not done here. */
export async function tallyCases(db: Database | Work, query: TallyQuery): Promise<Tallies> {
  const plan = planFor(query);
  const patterns = clusterPatterns(query, plan);
  const [cells = NO_ROWS, customers = NO_ROWS, ...rest] = await countSets(
    db,
    query,
    [sql`${spanOf(query, patterns)} as span`, ...curveColumns(query)],
    [cellSet(query), customerSet(query), ...patternSets(patterns), ...curveSets()],
  );
  const words = patterns.words.length;
  const sums = await clustersOf(db, query, plan, patterns, rest.slice(0, words));
  return tallied(cellsOf(cells), { ...sums, curves: curvesOf(rest.slice(words)), customers: customersOf(customers) });
}

/** What a page tells of many groups alone: of verdicts, a tenth of the work; of a curve, a third. */
export async function tallyShares(db: Database | Work, query: TallyQuery, of: ShareName): Promise<Tallies> {
  if (of !== 'recovery') {
    const sets = [cellSet(query), ...curveSets(of)];
    const [cells = NO_ROWS, ...rows] = await countSets(db, query, curveColumns(query), sets);
    return tallied(cellsOf(cells), { curves: curvesOf(rows, of) });
  }
  const patterns = clusterPatterns(query, CLUSTER_PLANS.verdicts);
  const sets = [cellSet(query), ...patternSets(patterns)];
  const [cells = NO_ROWS, ...rows] = await countSets(db, query, [sql`${spanOf(query, patterns)} as span`], sets);
  return tallied(cellsOf(cells), await clustersOf(db, query, CLUSTER_PLANS.verdicts, patterns, rows));
}
