import { sql, type RawBuilder } from 'kysely';
import { JSON_TEXT, unnest, type BulkColumn } from './bulk.ts';
import type { Work } from './database.ts';

/** A column and, where rows give it as text, what it is stored as. Of JSON that is always so. */
export type PutColumn<Row> = BulkColumn<Row> & { readonly storedAs?: string };

function asText<Row>(column: PutColumn<Row>): PutColumn<Row> {
  return column.type === 'json' ? { ...column, type: JSON_TEXT, storedAs: 'json' } : column;
}

/** Where rows are put: a table, the columns that identify a row, the bucket first, and all the others. */
export interface PutTarget<Row> {
  readonly table: string;
  readonly key: readonly [BulkColumn<Row>, ...(readonly BulkColumn<Row>[])];
  readonly rest: readonly PutColumn<Row>[];
}

function given<Row>({ name, storedAs }: PutColumn<Row>): RawBuilder<unknown> {
  return sql`rows.${sql.ref(name)}${storedAs === undefined ? sql`` : sql.raw(`::${storedAs}`)}`;
}

/** Whether the row that stands says what is given. Of JSON it is the text, as it has no equality: mostly it need not be read. */
function stands<Row>(column: PutColumn<Row>): RawBuilder<unknown> {
  const old = sql`old.${sql.ref(column.name)}`;
  return column.type === JSON_TEXT
    ? sql`${old}::text = rows.${sql.ref(column.name)}`
    : sql`${old} is not distinct from ${given(column)}`;
}

/**
 * Puts rows in, or in the place of those with the same key. A row that stands as it is given is left alone: it is not
 * even locked, as `on conflict` by itself would do. Each is looked up by its key (`offset 0`), as `lookUp` does.
 */
export async function putRows<Row>(work: Work, target: PutTarget<Row>, rows: readonly Row[]): Promise<void> {
  if (rows.length === 0) return;
  const { key } = target;
  const rest = target.rest.map(asText);
  const table = sql.table(target.table);
  const columns = [...key, ...rest];
  const names = (some: readonly PutColumn<Row>[]) => sql.join(some.map(({ name }) => sql.ref(name)));
  const same = [...key.map((column) => sql`old.${sql.ref(column.name)} = ${given(column)}`), ...rest.map(stands)];
  await sql`
    insert into ${table} (${names(columns)})
    select ${sql.join(columns.map(given))} from ${unnest(rows, columns)}
    where not exists (
      select from ${table} old where ${sql.join(same, sql` and `)} offset 0
    )
    on conflict (${names(key)}) do update
    set ${sql.join(rest.map(({ name }) => sql`${sql.ref(name)} = excluded.${sql.ref(name)}`))}`.execute(work);
}
