import { sql, type RawBuilder } from 'kysely';

/** Column of a bulk statement: its name, its PostgreSQL type, and how a row gives its value. */
export interface BulkColumn<Row> {
  readonly name: string;
  readonly type: string;
  readonly of: (row: Row) => unknown;
}

function isPlain(value: unknown): boolean {
  return value === null || typeof value === 'string' || typeof value === 'boolean' || Number.isFinite(value);
}

/**
 * An array as PostgreSQL writes it: a plain string, as the driver's own way of writing arrays costs several times more.
 * Where JSON has nothing to escape it writes the same, in half the time.
 */
function literal(values: readonly unknown[]): string {
  if (values.every(isPlain)) {
    const json = JSON.stringify(values);
    if (!json.includes('\\')) return `{${json.slice(1, -1)}}`;
  }
  const parts = values.map((value) => {
    if (value === null) return 'NULL';
    return typeof value === 'string' ? `"${value.replace(QUOTED, '\\$&')}"` : String(value);
  });
  return `{${parts.join(',')}}`;
}

const QUOTED = /["\\]/g;

/** JSON that the database is to read only where it stores it. */
export const JSON_TEXT = 'json as text';

function arrayOf(type: string, values: readonly unknown[]): RawBuilder<unknown> {
  // JSON is on one line and never empty: as lines of one text it needs no quoting here, and no unquoting there.
  // In a query of its own, or the planner would take it apart, and copy all of it about.
  if (type === JSON_TEXT) return sql`string_to_array((select ${values.join('\n')}::text), E'\n', '')`;
  if (type === 'json') return sql`${arrayOf(JSON_TEXT, values)}::json[]`;
  return sql`${type === 'bytea' ? values : literal(values)}::${sql.raw(`${type}[]`)}`;
}

/**
 * `select * from unnest(…)` over rows: one parameter a column, so that a statement of any number of rows is planned
 * alike. JSON values are as `JSON.stringify` writes them. Array-valued columns are passed as literals (`arrayLiteral`)
 * with type text and cast back by the caller.
 */
export function unnest<Row>(rows: readonly Row[], columns: readonly BulkColumn<Row>[]): RawBuilder<unknown> {
  const arrays = columns.map(({ type, of }) => arrayOf(type, rows.map(of)));
  return sql`unnest(${sql.join(arrays)}) as rows(${sql.join(columns.map(({ name }) => sql.ref(name)))})`;
}

/**
 * `from …` the rows of a table under some keys, as `found`, each key looked up by itself: `offset 0` keeps the planner from
 * reading all of a table because it believes that to be small, as it does of one that has grown since it was looked at last.
 */
export function lookUp<Key>(
  table: string,
  columns: readonly BulkColumn<Key>[],
  keys: readonly Key[],
): RawBuilder<unknown> {
  const same = columns.map(({ name }) => sql`t.${sql.ref(name)} = rows.${sql.ref(name)}`);
  return sql`${unnest(keys, columns)}
    cross join lateral (select * from ${sql.table(table)} t where ${sql.join(same, sql` and `)} offset 0) as found`;
}

/** A text array as PostgreSQL writes it, for columns that hold one array a row. */
export function arrayLiteral(values: readonly string[]): string {
  return literal(values);
}
