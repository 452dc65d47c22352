import { DIMENSIONS, EXCLUDED_CODES, FLAGS, type Dimension, type Filters } from '@finest-hour/metrics';
import { sql, type RawBuilder } from 'kysely';

const COLUMNS: Readonly<Record<Dimension, string>> = {
  channel: 'channel',
  team: 'team',
  'resolving-team': 'resolving_team',
  cause: 'cause',
  severity: 'severity',
  product: 'product',
  region: 'region',
  fault: 'fault',
};

/** The column of a fact that holds a dimension. */
export function columnOf(dimension: Dimension): RawBuilder<string | null> {
  return sql.ref<string | null>(COLUMNS[dimension]);
}

/** Waits for an owner, though a person or a queue holds it. */
export const ASSIGNED_NOT_OWNED = sql<boolean>`(own_cause = 0 and (flags >> ${sql.lit(FLAGS.indexOf('held'))}) & 1 = 1)`;

/** Facts opened in [fromUs, toUs) that pass the filters; the empty value stands for "not known". */
export function whereFacts({
  fromUs,
  toUs,
  filters,
}: {
  fromUs: number;
  toUs: number;
  filters: Filters;
}): RawBuilder<boolean> {
  const conditions = [sql<boolean>`opened_us >= ${fromUs}::bigint and opened_us < ${toUs}::bigint`];
  for (const dimension of Object.keys(DIMENSIONS) as Dimension[]) {
    const values = filters[dimension];
    if (values !== undefined)
      conditions.push(sql<boolean>`coalesce(${columnOf(dimension)}, '') = any(${[...values]}::text[])`);
  }
  return sql<boolean>`${sql.join(conditions, sql` and `)}`;
}

/** The columns of FLAG_COLUMNS. */
export const FLAG_COLUMN_NAMES = ['flags', 'playbook_1', 'playbook_2', 'playbook_3'] as const;

/** Left out of every measure. */
export const IS_EXCLUDED = sql<boolean>`verdict = any(${sql.lit(`{${EXCLUDED_CODES.join(',')}}`)}::smallint[])`;

/** Facts of a query without those. */
export function whereCounted(query: Parameters<typeof whereFacts>[0]): RawBuilder<boolean> {
  return sql<boolean>`${whereFacts(query)} and not ${IS_EXCLUDED}`;
}

/**
 * How many of some ascending numbers are at or below another, all whole and below 2^53. As floating-point numbers, which
 * hold these exactly and which the database searches itself; of others it calls a function for each comparison.
 */
export function countAtMost(value: RawBuilder<unknown>, numbers: readonly number[]): RawBuilder<number> {
  return sql`width_bucket((${value})::float8, ${`{${numbers.join(',')}}`}::float8[])`;
}
