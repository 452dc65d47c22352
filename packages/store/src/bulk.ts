import { sql, type RawBuilder } from 'kysely';

/** Column of a bulk statement: its name, its PostgreSQL type, and how a row gives its value. */
export interface BulkColumn<Row> {
  readonly name: string;
  readonly type: string;
  readonly of: (row: Row) => unknown;
}

/**
 * `select * from unnest(…)` over rows: one parameter a column, so that a statement of any number of rows is planned
 * alike. Array-valued columns are passed as literals (`arrayLiteral`) with type text and cast back by the caller.
 */
export function unnest<Row>(rows: readonly Row[], columns: readonly BulkColumn<Row>[]): RawBuilder<unknown> {
  const arrays = columns.map(({ type, of }) => sql`${rows.map(of)}::${sql.raw(`${type}[]`)}`);
  return sql`unnest(${sql.join(arrays)}) as rows(${sql.join(columns.map(({ name }) => sql.ref(name)))})`;
}

/** A text array as PostgreSQL writes it, for columns that hold one array a row. */
export function arrayLiteral(values: readonly string[]): string {
  return `{${values.map((value) => `"${value.replace(/["\\]/g, '\\$&')}"`).join(',')}}`;
}
