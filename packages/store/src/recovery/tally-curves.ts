import {
  binEdgesUs,
  CURVES,
  OUT,
  type CurveCell,
  type CurveName,
  type CustomerCounts,
  type TallyQuery,
} from '@finest-hour/metrics';
import { sql, type RawBuilder } from 'kysely';
import type { Database, Work } from '../database.ts';
import { whereCounted } from './fact-filter.ts';
import { packedRows } from './packed-rows.ts';
import { keyOf } from './tally-key.ts';

type Key = string | null;
type Condition = RawBuilder<unknown>;

/** Bin of a length of time in microseconds: a bin holds its upper edge, and lengths are whole microseconds. */
function binOf(lengthUs: RawBuilder<unknown>): RawBuilder<number> {
  return sql`width_bucket(${lengthUs} - 1, (select edges from bins))`;
}

/** Facts that count, of the customers' first complaints in the period (of its own, where the report is by period). */
export function isFirst({ grouping, fromUs }: TallyQuery): Condition {
  const edges = grouping.kind === 'periods' ? sql`${[...grouping.edgesUs]}::bigint[]` : null;
  const periodUs =
    edges === null
      ? sql`${fromUs}::bigint`
      : sql`greatest(${fromUs}::bigint, (${edges})[width_bucket(opened_us, ${edges})])`;
  return sql`not shared_customer and (previous_us is null or previous_us < ${periodUs})`;
}

/** What the curves are counted from; of a case without a part in a curve, its column is null. */
function factColumns(query: TallyQuery): readonly RawBuilder<unknown>[] {
  const { valueCoverage: coverage, asOfUs, maturesAfterUs, maturedUntilUs } = query;
  const matured = sql`opened_us <= ${maturedUntilUs}::bigint`;
  const waited = binOf(sql`(${asOfUs}::bigint - opened_us)`);
  const ended = (column: string) => sql`case when ${matured} then ${sql.ref(column)} end as ${sql.ref(column)}`;
  const untilUs = coverage === null ? null : Math.min(asOfUs, coverage.toUs);
  /** The last bin until which a return was watched for. */
  const watched = (startUs: RawBuilder<unknown>, cause: string, where: Condition) =>
    coverage === null
      ? sql`null::integer`
      : sql`case when ${where} and ${sql.ref(cause)} <> ${sql.lit(OUT)} and ${startUs} >= ${coverage.fromUs}::bigint
              and ${startUs} < ${untilUs}::bigint and ${isFirst(query)}
            then ${binOf(sql`(${untilUs}::bigint - ${startUs})`)} end`;
  return [
    sql`${keyOf(query.grouping)} as key`,
    sql`flags & 1 = 1 as recovered`,
    sql`own_cause, coalesce(own_bin, ${waited}) as own_bin`,
    sql`routed_cause, coalesce(routed_bin, ${waited}) as routed_bin`,
    ...['run_around_bin', 'fixing_bin', 'unheld_bin'].map(ended),
    sql`return_cause, return_bin, ${watched(sql`opened_us`, 'return_cause', sql`true`)} as return_watched`,
    sql`later_cause, later_bin,
        ${watched(sql`(opened_us + ${maturesAfterUs}::bigint)`, 'later_cause', matured)} as later_watched`,
  ];
}

interface Curve {
  readonly name: CurveName | RawBuilder<string>;
  readonly bin: RawBuilder<unknown>;
  readonly cause: RawBuilder<unknown>;
  readonly where: Condition;
}

const ended = (name: CurveName, column: string): Curve => ({
  name,
  bin: sql.ref(column),
  cause: sql`1`,
  where: sql`${sql.ref(column)} is not null`,
});

function returned(name: Curve['name'], column: 'return' | 'later'): Curve {
  const [cause, bin, watched] = [`${column}_cause`, `${column}_bin`, `${column}_watched`].map((each) => sql.ref(each));
  return {
    name,
    // Null is no bin to be the least of. Who leaves after purchases are told no more could have bought before.
    bin: sql`least(${bin}, ${watched})`,
    cause: sql`case when ${bin} <= ${watched} then ${cause} else 0 end`,
    where: sql`${watched} is not null`,
  };
}

const CURVES_FROM_FACTS: readonly Curve[] = [
  { name: 'ownership', bin: sql`own_bin`, cause: sql`own_cause`, where: sql`true` },
  { name: 'routed', bin: sql`routed_bin`, cause: sql`routed_cause`, where: sql`true` },
  ended('runAround', 'run_around_bin'),
  ended('fixing', 'fixing_bin'),
  ended('unheld', 'unheld_bin'),
  returned('loyalty', 'return'),
  returned(sql<string>`case when recovered then 'recovered' else 'notRecovered' end`, 'later'),
];

interface CurveRow extends CurveCell {
  readonly key: Key;
  readonly curve: CurveName;
}

export type CurvesByKey = ReadonlyMap<Key, Readonly<Record<CurveName, readonly CurveCell[]>>>;

/** Counts of durations by bin and cause; what still waits is censored at `asOfUs`, asked for here. `only`: one of them. */
export async function countCurves(
  db: Database | Work,
  query: TallyQuery,
  only: CurveName | null = null,
): Promise<CurvesByKey> {
  const counts = CURVES_FROM_FACTS.filter(({ name }) => only === null || name === only).map(
    ({ name, bin, cause, where }) => sql`
      select key, ${typeof name === 'string' ? sql.lit(name) : name} as curve,
             (${bin})::integer as bin, (${cause})::integer as cause, count(*) as count
      from facts where ${where} group by 1, 2, 3, 4`,
  );
  // Hundreds of edges: told once, as text, however often they are asked of.
  const edges = `{${binEdgesUs(query.bins).join(',')}}`;
  const cells = sql<CurveRow>`
    with bins as (select ${edges}::bigint[] as edges), facts as materialized (
      select ${sql.join(factColumns(query))} from recovery.case_fact
      where ${whereCounted(query)}
    )
    ${sql.join(counts, sql` union all `)}`;
  const rows = await packedRows(db, cells);
  return new Map(
    [...Map.groupBy(rows, ({ key }) => key)].map(([key, own]) => {
      const byCurve = Map.groupBy(own, ({ curve }) => curve);
      const cells = (curve: CurveName) =>
        (byCurve.get(curve) ?? []).map(({ bin, cause, count }) => ({ bin, cause, count }));
      return [
        key,
        Object.fromEntries(CURVES.map((curve) => [curve, cells(curve)])) as unknown as Record<CurveName, CurveCell[]>,
      ];
    }),
  );
}

/** First complaints in the period, one a customer. */
export async function countCustomers(
  db: Database | Work,
  query: TallyQuery,
): Promise<ReadonlyMap<Key, CustomerCounts>> {
  const { valueCoverage: coverage, asOfUs } = query;
  const covered =
    coverage === null
      ? sql`false`
      : sql`opened_us >= ${coverage.fromUs}::bigint and opened_us < ${Math.min(asOfUs, coverage.toUs)}::bigint`;
  const { rows } = await sql<CustomerCounts & { key: Key; notcovered: number }>`
    select ${keyOf(query.grouping)} as key, count(*) as customers, count(*) filter (where matched) as matched,
           count(*) filter (where not (${covered})) as "notCovered"
    from recovery.case_fact
    where ${whereCounted(query)} and ${isFirst(query)}
    group by 1`.execute(db);
  return new Map(rows.map(({ key, customers, matched, notCovered }) => [key, { customers, matched, notCovered }]));
}
