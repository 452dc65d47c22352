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

/** The same without those that are left out of every measure. */
export function whereCounted(query: Parameters<typeof whereFacts>[0]): RawBuilder<boolean> {
  return sql<boolean>`${whereFacts(query)} and not verdict = any(${[...EXCLUDED_CODES]}::smallint[])`;
}
