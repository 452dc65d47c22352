import { NO_TALLY, type Tallies, type Tally, type TallyCell, type TallyQuery } from '@finest-hour/metrics';
import { sql } from 'kysely';
import type { Database, Work } from '../database.ts';
import { whereFacts } from './fact-filter.ts';
import { packedRows } from './packed-rows.ts';
import { sumClusters } from './tally-clusters.ts';
import { countCurves, countCustomers } from './tally-curves.ts';
import { keyOf } from './tally-key.ts';

interface CellRow {
  readonly key: string | null;
  readonly matured: boolean;
  readonly verdict: number;
  readonly flags: number;
  readonly agent_hand_offs: number;
  readonly team_hand_offs: number;
  readonly cases: number;
  readonly agent_returns: number;
  readonly team_returns: number;
}

function cellOf(row: CellRow): TallyCell {
  const { matured, verdict, flags, cases } = row;
  return {
    matured,
    verdict,
    flags,
    cases,
    agentHandOffs: row.agent_hand_offs,
    teamHandOffs: row.team_hand_offs,
    agentReturns: row.agent_returns,
    teamReturns: row.team_returns,
  };
}

async function countCells(db: Database | Work, query: TallyQuery): Promise<readonly CellRow[]> {
  const cells = sql<CellRow>`
    select ${keyOf(query.grouping)} as key, opened_us <= ${query.maturedUntilUs}::bigint as matured,
           verdict, flags, agent_hand_offs, team_hand_offs,
           count(*) as cases, sum(agent_returns) as agent_returns, sum(team_returns) as team_returns
    from recovery.case_fact where ${whereFacts(query)}
    group by 1, 2, 3, 4, 5, 6`;
  return packedRows(db, cells);
}

/** Groups by their cells, with what else was counted of each. */
function tallied(
  cells: readonly CellRow[],
  others: { readonly [Part in Exclude<keyof Tally, 'cells'>]?: ReadonlyMap<string | null, Tally[Part]> },
): Tallies {
  return new Map(
    [...Map.groupBy(cells, ({ key }) => key)].map(([key, rows]) => [
      key,
      {
        cells: rows.map(cellOf),
        clusters: others.clusters?.get(key) ?? NO_TALLY.clusters,
        curves: others.curves?.get(key) ?? NO_TALLY.curves,
        customers: others.customers?.get(key) ?? NO_TALLY.customers,
      },
    ]),
  );
}

/** The database counts: what `tallyFacts` says of the same facts in memory. Statistics are not done here. */
export async function tallyCases(db: Database | Work, query: TallyQuery): Promise<Tallies> {
  const cells = await countCells(db, query);
  const clusters = await sumClusters(db, query);
  const curves = await countCurves(db, query);
  const customers = await countCustomers(db, query);
  return tallied(cells, { clusters, curves, customers });
}

/** Without the curves, which verdicts and hand-offs do not need: a third of the work. */
export async function tallyVerdicts(db: Database | Work, query: TallyQuery): Promise<Tallies> {
  const cells = await countCells(db, query);
  return tallied(cells, { clusters: await sumClusters(db, query) });
}
