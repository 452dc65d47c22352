import {
  CLUSTER_PLANS,
  CONDITIONALS,
  NO_CLUSTERS,
  NO_TALLY,
  VERDICTS,
  type ClusterPlan,
  type ClusterTally,
  type ConditionalName,
  type ConditionalSums,
  type EarlyTallies,
  type OpenedTally,
  type Part,
  type PartSums,
  type TallyQuery,
} from '@finest-hour/metrics';
import { sql, type RawBuilder } from 'kysely';
import type { Database, Work } from '../database.ts';
import { whereFacts } from './fact-filter.ts';
import { packedRows } from './packed-rows.ts';
import { countedFacts, inPart } from './tally-parts.ts';

type Key = string | null;
type Column = RawBuilder<unknown>;
type ClusterRow = { readonly key: Key } & Readonly<Record<string, number>>;

/** Verdicts that are left out, and whose share of all that was opened is told. */
const LEFT_OUT = ['merged', 'illegitimate'] as const;

const named = (column: Column, name: string) => sql`${column} as ${sql.ref(name)}`;
const ref = (name: string) => sql.ref(name);

/** A customer's number of cases in a part of them; of all, `n`. */
const sizeOf = (part: Part | null) => (part === null ? ref('n') : ref(`y_${part}`));

/** A customer's counts: cases counted, `y_…` in each part, `c_…` of each conditional share, and all that were opened. */
function countsOf({ parts, conditionals }: ClusterPlan): readonly Column[] {
  return [
    sql`count(*) as opened`,
    sql`sum(counted::integer) as n`,
    ...LEFT_OUT.map((verdict) =>
      named(sql`count(*) filter (where verdict = ${sql.lit(VERDICTS.indexOf(verdict))})`, `o_${verdict}`),
    ),
    ...parts.map((part) => named(sql`sum(${inPart(part)})`, `y_${part}`)),
    ...conditionals.map((name) => {
      const { of, without, flag } = CONDITIONALS[name];
      const among = of === null ? sql`counted::integer` : inPart(of);
      const less = without === undefined ? sql`` : sql`* (1 - ${inPart(without)})`;
      return named(sql`sum(${among} * ${inPart(flag)} ${less})`, `c_${name}`);
    }),
  ];
}

/** Their sums over customers. What is taken out of a part is a part of it, so sizes can be subtracted. */
function sumsOf({ parts, conditionals }: ClusterPlan): readonly Column[] {
  const products = (name: string, size: Column, successes: Column) => [
    named(sql`sum(${successes})::bigint`, `s_${name}`),
    named(sql`sum(${size} * ${successes})::bigint`, `p_${name}`),
    named(sql`sum(${successes} * ${successes})::bigint`, `q_${name}`),
  ];
  return [
    sql`count(*) as opened_clusters, sum(opened)::bigint as opened, sum(opened * opened)::bigint as opened2`,
    sql`count(*) filter (where n > 0) as clusters, sum(n)::bigint as cases, sum(n * n)::bigint as sizes2`,
    ...LEFT_OUT.flatMap((verdict) => products(verdict, ref('opened'), ref(`o_${verdict}`))),
    ...parts.flatMap((part) => products(part, ref('n'), ref(`y_${part}`))),
    ...conditionals.flatMap((name) => {
      const { of, without } = CONDITIONALS[name];
      const size = without === undefined ? sizeOf(of) : sql`(${sizeOf(of)} - ${sizeOf(without)})`;
      return [
        named(sql`count(*) filter (where ${size} > 0)`, `cn_${name}`),
        named(sql`sum(${size})::bigint`, `ck_${name}`),
        named(sql`sum(${size} * ${size})::bigint`, `cz_${name}`),
        ...products(`c_${name}`, size, ref(`c_${name}`)),
      ];
    }),
  ];
}

function partOf(row: ClusterRow, name: string): PartSums {
  const number = (column: string) => row[`${column}_${name}`] ?? 0;
  return { successes: number('s'), sizesTimesSuccesses: number('p'), successes2: number('q') };
}

function conditionalOf(row: ClusterRow, name: ConditionalName): ConditionalSums {
  const number = (column: string) => row[`${column}_${name}`] ?? 0;
  const { successes, sizesTimesSuccesses: products, successes2 } = partOf(row, `c_${name}`);
  return { clusters: number('cn'), cases: number('ck'), sizes2: number('cz'), successes, products, successes2 };
}

function clustersOf(row: ClusterRow, { parts, conditionals }: ClusterPlan): ClusterTally {
  return {
    cases: row['cases'] ?? 0,
    clusters: row['clusters'] ?? 0,
    sizes2: row['sizes2'] ?? 0,
    flags: { ...NO_CLUSTERS.flags, ...Object.fromEntries(parts.map((part) => [part, partOf(row, part)])) },
    conditionals: {
      ...NO_CLUSTERS.conditionals,
      ...Object.fromEntries(conditionals.map((name) => [name, conditionalOf(row, name)])),
    },
  };
}

function openedOf(row: ClusterRow): OpenedTally {
  return {
    ...NO_TALLY.opened,
    cases: row['opened'] ?? 0,
    clusters: row['opened_clusters'] ?? 0,
    sizes2: row['opened2'] ?? 0,
    merged: partOf(row, 'merged'),
    illegitimate: partOf(row, 'illegitimate'),
  };
}

/**
 * Sums over customers, in two steps: a customer's cases first, which live in one bucket, then over customers. Facts are
 * materialized, or what is counted would be asked anew for every flag of every case.
 */
async function sumRows(db: Database | Work, query: TallyQuery, plan: ClusterPlan): Promise<readonly ClusterRow[]> {
  return packedRows(
    db,
    sql<ClusterRow>`
    with facts as materialized (${countedFacts(query, plan.cases, whereFacts(query))})
    select key, ${sql.join(sumsOf(plan))}
    from (
      select key, bucket, customer, ${sql.join(countsOf(plan))}
      from facts group by 1, 2, 3
    ) customers
    group by 1`,
  );
}

/** Sums over the customers of each group: of matured cases, and of all that were opened. */
export async function sumClusters(
  db: Database | Work,
  query: TallyQuery,
  plan: ClusterPlan = query.grouping.kind === 'whole' ? CLUSTER_PLANS.whole : CLUSTER_PLANS.groups,
): Promise<{ readonly clusters: ReadonlyMap<Key, ClusterTally>; readonly opened: ReadonlyMap<Key, OpenedTally> }> {
  const rows = await sumRows(db, query, plan);
  return {
    clusters: new Map(rows.map((row) => [row.key, clustersOf(row, plan)])),
    opened: new Map(rows.map((row) => [row.key, openedOf(row)])),
  };
}

/** What had settled a week after the opening, as `tallyEarly` counts it; `query` is by periods, the second the last. */
export async function tallyEarlySigns(db: Database | Work, query: TallyQuery): Promise<EarlyTallies> {
  const rows = await sumRows(db, query, CLUSTER_PLANS.early);
  const tallied = (period: string) => {
    const row = rows.find(({ key }) => key === period);
    return row === undefined ? NO_CLUSTERS : clustersOf(row, CLUSTER_PLANS.early);
  };
  return { usual: tallied('0'), last: tallied('1') };
}
