import type { CustomerCounts, TallyQuery } from '@finest-hour/metrics';
import { sql, type RawBuilder } from 'kysely';
import { countAtMost, IS_EXCLUDED } from './fact-filter.ts';
import type { CountSet, Key, SetRow } from './tally-sets.ts';

/** The customers' first complaints in the period (of its own, where the report is by period). */
export function isFirst({ grouping, fromUs }: TallyQuery): RawBuilder<boolean> {
  const periodUs =
    grouping.kind === 'periods'
      ? sql`greatest(${fromUs}::bigint,
          (${[...grouping.edgesUs]}::bigint[])[${countAtMost(sql`opened_us`, grouping.edgesUs)}])`
      : sql`${fromUs}::bigint`;
  return sql<boolean>`not shared_customer and (previous_us is null or previous_us < ${periodUs})`;
}

const [MATCHED, COVERED] = [1, 2];

/** First complaints that count, by whether something else is known of the customer, and purchases were being told. */
export function customerSet(query: TallyQuery): CountSet {
  const { valueCoverage: coverage, asOfUs } = query;
  const covered =
    coverage === null
      ? sql`false`
      : sql`opened_us >= ${coverage.fromUs}::bigint and opened_us < ${Math.min(asOfUs, coverage.toUs)}::bigint`;
  return [
    sql`case when not ${IS_EXCLUDED} and ${isFirst(query)}
      then matched::integer * ${sql.lit(MATCHED)} + (${covered})::integer * ${sql.lit(COVERED)} end`,
  ];
}

/** First complaints in the period, one a customer, from the rows of `customerSet`. */
export function customersOf(rows: readonly SetRow[]): ReadonlyMap<Key, CustomerCounts> {
  const first = rows.flatMap(({ key, values: [code], count }) =>
    code === null || code === undefined ? [] : [{ key, code, count }],
  );
  return new Map(
    [...Map.groupBy(first, ({ key }) => key)].map(([key, own]) => {
      const sum = (of: (code: number) => boolean) =>
        own.reduce((all, { code, count }) => all + (of(code) ? count : 0), 0);
      return [
        key,
        {
          customers: sum(() => true),
          matched: sum((code) => (code & MATCHED) !== 0),
          notCovered: sum((code) => (code & COVERED) === 0),
        },
      ];
    }),
  );
}
