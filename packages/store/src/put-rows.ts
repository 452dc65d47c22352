import { sql, type RawBuilder } from 'kysely';
import { unnest, type BulkColumn } from './bulk.ts';
import type { Work } from './database.ts';

/** A column and, where rows give it as text, what it is stored as. */
export type PutColumn<Row> = BulkColumn<Row> & { readonly storedAs?: string };

/** Where rows are put: a table, the columns that identify a row, the bucket first, and all the others. */
export interface PutTarget<Row> {
  readonly table: string;
  readonly key: readonly [BulkColumn<Row>, ...(readonly BulkColumn<Row>[])];
  readonly rest: readonly PutColumn<Row>[];
}

function given<Row>({ name, storedAs }: PutColumn<Row>): RawBuilder<unknown> {
  return sql`rows.${sql.ref(name)}${storedAs === undefined ? sql`` : sql.raw(`::${storedAs}`)}`;
}

/** Whether the row that stands says what is given. Of JSON it is the text, as it has no equality. */
function stands<Row>(column: PutColumn<Row>): RawBuilder<unknown> {
  const [old, now] = [sql`old.${sql.ref(column.name)}`, given(column)];
  return column.type === 'json' ? sql`${old}::text = ${now}::text` : sql`${old} is not distinct from ${now}`;
}

/**
 * The buckets of rows. Work comes in the order of the buckets, so little of a table is between them, should the planner
 * choose to read all of it.
 */
function spanOf<Row>(bucket: BulkColumn<Row>, rows: readonly Row[]): { first: number; last: number } {
  let [first, last] = [Infinity, -Infinity];
  for (const row of rows) {
    const value = bucket.of(row) as number;
    if (value < first) first = value;
    if (value > last) last = value;
  }
  return { first, last };
}

/**
 * Puts rows in, or in the place of those with the same key. A row that stands as it is given is left alone: it is not
 * even locked, as `on conflict` by itself would do.
 */
export async function putRows<Row>(work: Work, target: PutTarget<Row>, rows: readonly Row[]): Promise<void> {
  if (rows.length === 0) return;
  const { key, rest } = target;
  const table = sql.table(target.table);
  const columns = [...key, ...rest];
  const names = (some: readonly PutColumn<Row>[]) => sql.join(some.map(({ name }) => sql.ref(name)));
  const same = [...key.map((column) => sql`old.${sql.ref(column.name)} = ${given(column)}`), ...rest.map(stands)];
  const { first, last } = spanOf(key[0], rows);
  await sql`
    insert into ${table} (${names(columns)})
    select ${sql.join(columns.map(given))} from ${unnest(rows, columns)}
    where not exists (
      select from ${table} old where old.bucket between ${first} and ${last} and ${sql.join(same, sql` and `)}
    )
    on conflict (${names(key)}) do update
    set ${sql.join(rest.map(({ name }) => sql`${sql.ref(name)} = excluded.${sql.ref(name)}`))}`.execute(work);
}
