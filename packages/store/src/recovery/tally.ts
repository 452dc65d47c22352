import {
  EXCLUDED_CODES,
  FLAGS,
  type ClusterTally,
  type Grouping,
  type Tallies,
  type TallyCell,
  type TallyQuery,
} from '@finest-hour/metrics';
import { sql, type RawBuilder } from 'kysely';
import type { Database, Work } from '../database.ts';
import { columnOf, whereFacts } from './fact-filter.ts';

function keyOf(grouping: Grouping): RawBuilder<string | null> {
  switch (grouping.kind) {
    case 'whole':
      return sql`null::text`;
    case 'dimension':
      return columnOf(grouping.dimension);
    case 'periods':
      return sql`(width_bucket(opened_us, ${[...grouping.edgesUs]}::bigint[]) - 1)::text`;
  }
}

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
  const { rows } = await sql<CellRow>`
    select ${keyOf(query.grouping)} as key, opened_us <= ${query.maturedUntilUs}::bigint as matured,
           verdict, flags, agent_hand_offs, team_hand_offs,
           count(*) as cases, sum(agent_returns) as agent_returns, sum(team_returns) as team_returns
    from recovery.case_fact where ${whereFacts(query)}
    group by 1, 2, 3, 4, 5, 6`.execute(db);
  return rows;
}

type ClusterRow = { readonly key: string | null; readonly clusters: number; readonly sizes2: number } & Readonly<
  Record<string, number>
>;

/** Sums over customers, in two steps: a customer's cases first, which live in one bucket, then over customers. */
async function sumClusters(db: Database | Work, query: TallyQuery): Promise<readonly ClusterRow[]> {
  const successes = FLAGS.map((_, bit) => sql`sum((flags >> ${sql.lit(bit)}) & 1) as ${sql.ref(`y${bit}`)}`);
  const sums = FLAGS.flatMap((_, bit) => [
    sql`sum(n * ${sql.ref(`y${bit}`)})::bigint as ${sql.ref(`ny${bit}`)}`,
    sql`sum(${sql.ref(`y${bit}`)} * ${sql.ref(`y${bit}`)})::bigint as ${sql.ref(`yy${bit}`)}`,
  ]);
  const { rows } = await sql<ClusterRow>`
    select key, count(*) as clusters, sum(n * n)::bigint as sizes2, ${sql.join(sums)}
    from (
      select ${keyOf(query.grouping)} as key, bucket, customer, count(*) as n, ${sql.join(successes)}
      from recovery.case_fact
      where ${whereFacts(query)} and opened_us <= ${query.maturedUntilUs}::bigint
        and not verdict = any(${[...EXCLUDED_CODES]}::smallint[])
      group by 1, 2, 3
    ) customers
    group by 1`.execute(db);
  return rows;
}

function clusterOf(row: ClusterRow | undefined): ClusterTally {
  return {
    clusters: row?.clusters ?? 0,
    sizes2: row?.sizes2 ?? 0,
    flags: Object.fromEntries(
      FLAGS.map((flag, bit) => [
        flag,
        { sizesTimesSuccesses: row?.[`ny${bit}`] ?? 0, successes2: row?.[`yy${bit}`] ?? 0 },
      ]),
    ) as ClusterTally['flags'],
  };
}

/** The database counts: what `tallyFacts` says of the same facts in memory. Statistics are not done here. */
export async function tallyCases(db: Database | Work, query: TallyQuery): Promise<Tallies> {
  const [cells, clusters] = [await countCells(db, query), await sumClusters(db, query)];
  const clustersByKey = new Map(clusters.map((row) => [row.key, row]));
  return new Map(
    [...Map.groupBy(cells, ({ key }) => key)].map(([key, rows]) => [
      key,
      { cells: rows.map(cellOf), clusters: clusterOf(clustersByKey.get(key)) },
    ]),
  );
}
