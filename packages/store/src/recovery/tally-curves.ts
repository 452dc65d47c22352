import {
  binEdgesUs,
  CURVES,
  EXCLUDED_CODES,
  OUT,
  type CurveCell,
  type CurveName,
  type CustomerCounts,
  type TallyQuery,
} from '@finest-hour/metrics';
import { sql, type RawBuilder } from 'kysely';
import type { Database, Work } from '../database.ts';
import { whereFacts } from './fact-filter.ts';
import { packedRows } from './packed-rows.ts';
import { keyOf } from './tally-key.ts';

type Key = string | null;
type Condition = RawBuilder<unknown>;

/** Bin of a length of time in microseconds: a bin holds its upper edge, and lengths are whole microseconds. */
function binOf(lengthUs: RawBuilder<unknown>): RawBuilder<number> {
  return sql`width_bucket(${lengthUs} - 1, (select edges from bins))`;
}

/** Facts that count, of the customers' first complaints in the period (of its own, where the report is by period). */
function isFirst({ grouping, fromUs }: TallyQuery): Condition {
  const edges = grouping.kind === 'periods' ? sql`${[...grouping.edgesUs]}::bigint[]` : null;
  const periodUs =
    edges === null
      ? sql`${fromUs}::bigint`
      : sql`greatest(${fromUs}::bigint, (${edges})[width_bucket(opened_us, ${edges})])`;
  return sql`not shared_customer and (previous_us is null or previous_us < ${periodUs})`;
}

interface Curve {
  readonly name: CurveName | RawBuilder<string>;
  readonly bin: RawBuilder<unknown>;
  readonly cause: RawBuilder<unknown>;
  readonly where: Condition;
}

function curvesOf(query: TallyQuery): readonly Curve[] {
  const matured = sql`opened_us <= ${query.maturedUntilUs}::bigint`;
  const waited = binOf(sql`(${query.asOfUs}::bigint - opened_us)`);
  const always: Curve[] = [
    { name: 'ownership', bin: sql`coalesce(own_bin, ${waited})`, cause: sql`own_cause`, where: sql`true` },
    { name: 'routed', bin: sql`coalesce(routed_bin, ${waited})`, cause: sql`routed_cause`, where: sql`true` },
    {
      name: 'runAround',
      bin: sql`run_around_bin`,
      cause: sql`1`,
      where: sql`${matured} and run_around_bin is not null`,
    },
    { name: 'fixing', bin: sql`fixing_bin`, cause: sql`1`, where: sql`${matured} and fixing_bin is not null` },
    { name: 'unheld', bin: sql`unheld_bin`, cause: sql`1`, where: sql`${matured} and unheld_bin is not null` },
  ];
  const { valueCoverage: coverage, asOfUs, maturesAfterUs } = query;
  if (coverage === null) return always;
  const untilUs = Math.min(asOfUs, coverage.toUs);
  const returns = (
    name: Curve['name'],
    startUs: RawBuilder<unknown>,
    column: 'return' | 'later',
    where: Condition,
  ): Curve => {
    const [cause, bin] = [sql.ref(`${column}_cause`), sql.ref(`${column}_bin`)];
    const lastBin = binOf(sql`(${untilUs}::bigint - ${startUs})`);
    return {
      name,
      // Null is no bin to be the least of. Who leaves after purchases are told no more could have bought before.
      bin: sql`least(${bin}, ${lastBin})`,
      cause: sql`case when ${bin} <= ${lastBin} then ${cause} else 0 end`,
      where: sql`${where} and ${isFirst(query)} and ${cause} <> ${sql.lit(OUT)}
        and ${startUs} >= ${coverage.fromUs}::bigint and ${startUs} < ${untilUs}::bigint`,
    };
  };
  const name = sql<string>`case when flags & 1 = 1 then 'recovered' else 'notRecovered' end`;
  const verdictUs = sql`(opened_us + ${maturesAfterUs}::bigint)`;
  return [
    ...always,
    returns('loyalty', sql`opened_us`, 'return', sql`true`),
    returns(name, verdictUs, 'later', matured),
  ];
}

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
  const curves = curvesOf(query).filter(({ name }) => only === null || name === only);
  if (curves.length === 0) return new Map();
  const counts = curves.map(
    ({ name, bin, cause, where }) => sql`
      select ${keyOf(query.grouping)} as key, ${typeof name === 'string' ? sql.lit(name) : name} as curve,
             (${bin})::integer as bin, (${cause})::integer as cause, count(*) as count
      from facts where ${where} group by 1, 2, 3, 4`,
  );
  // Hundreds of edges: told once, as text, however often they are asked of.
  const edges = `{${binEdgesUs(query.bins).join(',')}}`;
  const cells = sql<CurveRow>`
    with bins as (select ${edges}::bigint[] as edges), facts as materialized (
      select * from recovery.case_fact
      where ${whereFacts(query)} and not verdict = any(${[...EXCLUDED_CODES]}::smallint[])
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
    where ${whereFacts(query)} and not verdict = any(${[...EXCLUDED_CODES]}::smallint[]) and ${isFirst(query)}
    group by 1`.execute(db);
  return new Map(rows.map(({ key, customers, matched, notCovered }) => [key, { customers, matched, notCovered }]));
}
