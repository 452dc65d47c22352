import {
  CONDITIONAL_NAMES,
  CONDITIONALS,
  EXCLUDED_CODES,
  FLAGS,
  type ClusterTally,
  type TallyQuery,
} from '@finest-hour/metrics';
import { sql } from 'kysely';
import type { Database, Work } from '../database.ts';
import { whereFacts } from './fact-filter.ts';
import { packedRows } from './packed-rows.ts';
import { keyOf } from './tally-key.ts';

type ClusterRow = { readonly key: string | null; readonly clusters: number; readonly sizes2: number } & Readonly<
  Record<string, number>
>;

const bitOf = (flag: (typeof FLAGS)[number]) => FLAGS.indexOf(flag);

/** A customer's counts: cases `n`, `y…` with each flag, `c…` with both flags of each conditional share. */
const COUNTS = [
  ...FLAGS.map((_, bit) => sql`sum((flags >> ${sql.lit(bit)}) & 1) as ${sql.ref(`y${bit}`)}`),
  ...CONDITIONAL_NAMES.map((name, i) => {
    const { of, flag } = CONDITIONALS[name];
    return sql`sum((flags >> ${sql.lit(bitOf(of))}) & (flags >> ${sql.lit(bitOf(flag))}) & 1) as ${sql.ref(`c${i}`)}`;
  }),
];

/** Their sums over customers. */
const SUMS = [
  ...FLAGS.flatMap((_, bit) => {
    const y = sql.ref(`y${bit}`);
    return [
      sql`sum(n * ${y})::bigint as ${sql.ref(`ny${bit}`)}`,
      sql`sum(${y} * ${y})::bigint as ${sql.ref(`yy${bit}`)}`,
    ];
  }),
  ...CONDITIONAL_NAMES.flatMap((name, i) => {
    const [part, both] = [sql.ref(`y${bitOf(CONDITIONALS[name].of)}`), sql.ref(`c${i}`)];
    return [
      sql`count(*) filter (where ${part} > 0) as ${sql.ref(`cn${i}`)}`,
      sql`sum(${part} * ${both})::bigint as ${sql.ref(`cp${i}`)}`,
      sql`sum(${both} * ${both})::bigint as ${sql.ref(`cc${i}`)}`,
    ];
  }),
];

function clusterOf(row: ClusterRow): ClusterTally {
  const number = (name: string) => row[name] ?? 0;
  return {
    clusters: row.clusters,
    sizes2: row.sizes2,
    flags: Object.fromEntries(
      FLAGS.map((flag, bit) => [flag, { sizesTimesSuccesses: number(`ny${bit}`), successes2: number(`yy${bit}`) }]),
    ) as ClusterTally['flags'],
    conditionals: Object.fromEntries(
      CONDITIONAL_NAMES.map((name, i) => [
        name,
        { clusters: number(`cn${i}`), products: number(`cp${i}`), successes2: number(`cc${i}`) },
      ]),
    ) as ClusterTally['conditionals'],
  };
}

/** Sums over customers, in two steps: a customer's cases first, which live in one bucket, then over customers. */
export async function sumClusters(
  db: Database | Work,
  query: TallyQuery,
): Promise<ReadonlyMap<string | null, ClusterTally>> {
  const sums = sql<ClusterRow>`
    select key, count(*) as clusters, sum(n * n)::bigint as sizes2, ${sql.join(SUMS)}
    from (
      select ${keyOf(query.grouping)} as key, bucket, customer, count(*) as n, ${sql.join(COUNTS)}
      from recovery.case_fact
      where ${whereFacts(query)} and opened_us <= ${query.maturedUntilUs}::bigint
        and not verdict = any(${[...EXCLUDED_CODES]}::smallint[])
      group by 1, 2, 3
    ) customers
    group by 1`;
  return new Map((await packedRows(db, sums)).map((row) => [row.key, clusterOf(row)]));
}
