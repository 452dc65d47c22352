import {
  CLUSTER_PLANS,
  CELL_SUMS,
  NO_TALLY,
  type CellSum,
  type CurveName,
  type Tallies,
  type Tally,
  type TallyCell,
  type TallyQuery,
} from '@finest-hour/metrics';
import { sql } from 'kysely';
import type { Database, Work } from '../database.ts';
import { ASSIGNED_NOT_OWNED, whereFacts } from './fact-filter.ts';
import { packedRows } from './packed-rows.ts';
import { sumClusters } from './tally-clusters.ts';
import { countCurves, countCustomers } from './tally-curves.ts';
import { keyOf } from './tally-key.ts';

type CellRow = TallyCell & { readonly key: string | null };

/** The columns behind what is summed over the cases of a cell. */
const SUMMED: Readonly<Record<CellSum, string>> = {
  agentReturns: 'agent_returns',
  teamReturns: 'team_returns',
  escalations: 'escalations_from_bot',
  triages: 'triages',
  bulkMoves: 'bulk_moves',
  shiftMoves: 'shift_moves',
  correctionMoves: 'correction_moves',
};

async function countCells(db: Database | Work, query: TallyQuery): Promise<readonly CellRow[]> {
  const sums = CELL_SUMS.map((name) => sql`sum(${sql.ref(SUMMED[name])}) as ${sql.ref(name)}`);
  const cells = sql<CellRow>`
    select ${keyOf(query.grouping)} as key, opened_us <= ${query.maturedUntilUs}::bigint as matured,
           verdict, agent_hand_offs as "agentHandOffs", team_hand_offs as "teamHandOffs", count(*) as cases,
           count(*) filter (where ${ASSIGNED_NOT_OWNED}) as "assignedNotOwned", ${sql.join(sums)}
    from recovery.case_fact where ${whereFacts(query)}
    group by 1, 2, 3, 4, 5`;
  return packedRows(db, cells);
}

/** Shares that pages break down and follow over time; two of them are read off a curve. */
export type ShareName = 'recovery' | Extract<CurveName, 'ownership' | 'loyalty'>;

/** Groups by their cells, with what else was counted of each. */
function tallied(
  cells: readonly CellRow[],
  others: { readonly [Part in Exclude<keyof Tally, 'cells'>]?: ReadonlyMap<string | null, Tally[Part]> },
): Tallies {
  return new Map(
    [...Map.groupBy(cells, ({ key }) => key)].map(([key, rows]) => [
      key,
      {
        cells: rows.map(({ key: _, ...cell }) => cell),
        clusters: others.clusters?.get(key) ?? NO_TALLY.clusters,
        opened: others.opened?.get(key) ?? NO_TALLY.opened,
        curves: others.curves?.get(key) ?? NO_TALLY.curves,
        customers: others.customers?.get(key) ?? NO_TALLY.customers,
      },
    ]),
  );
}

/** The database counts: what `tallyFacts` says of the same facts in memory. Statistics are not done here. */
export async function tallyCases(db: Database | Work, query: TallyQuery): Promise<Tallies> {
  const cells = await countCells(db, query);
  const sums = await sumClusters(db, query);
  const curves = await countCurves(db, query);
  const customers = await countCustomers(db, query);
  return tallied(cells, { ...sums, curves, customers });
}

/** What a page tells of many groups alone: of verdicts, a tenth of the work; of a curve, a third. */
export async function tallyShares(db: Database | Work, query: TallyQuery, of: ShareName): Promise<Tallies> {
  const cells = await countCells(db, query);
  return of === 'recovery'
    ? tallied(cells, await sumClusters(db, query, CLUSTER_PLANS.verdicts))
    : tallied(cells, { curves: await countCurves(db, query, of) });
}
