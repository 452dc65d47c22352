import type { TallyQuery } from '@finest-hour/metrics';
import { sql, type RawBuilder } from 'kysely';
import type { Database, Work } from '../database.ts';
import { whereFacts } from './fact-filter.ts';
import { keyOf } from './tally-key.ts';

export type Key = string | null;
type Column = RawBuilder<unknown>;

/** What cases are counted by: whole numbers of theirs, told from the columns of a fact and those given beside. */
export type CountSet = readonly [Column, ...Column[]];

/** So many cases of a group with the same numbers; null where a set has fewer. */
export interface SetRow {
  readonly key: Key;
  readonly values: readonly (number | null)[];
  readonly count: number;
}

type PackedRow = readonly [Key, grouped: number, count: number, values: readonly (number | null)[]];

/** The database gives one scan of grouping sets to one process: of so many and more it is given two, which share them. */
const MIN_SHARED = 4;

/** `grouping` of more would not fit its number. */
const MAX_SETS = 31;

const nameOf = (set: number, column: number) => sql.ref(`s${set}_${column}`);

/** One reading of the facts, in which every case is counted once in each set. */
function counted(query: TallyQuery, beside: readonly Column[], sets: readonly CountSet[]): RawBuilder<unknown> {
  const width = Math.max(...sets.map((columns) => columns.length));
  const values = Array.from({ length: width }, (_, column) => {
    const names = sets.flatMap((columns, set) => (column < columns.length ? [nameOf(set, column)] : []));
    return sql`coalesce(${sql.join(names)})`;
  });
  return sql`
    select key, grouping(${sql.join(sets.map((_, set) => nameOf(set, 0)))}) as grouped, count(*) as count,
           json_build_array(${sql.join(values)}) as values
    from (
      select key, ${sql.join(sets.flatMap((columns, set) => columns.map((one, column) => sql`${one} as ${nameOf(set, column)}`)))}
      from (
        select *, ${sql.join([sql`${keyOf(query.grouping)} as key`, ...beside])}
        from recovery.case_fact where ${whereFacts(query)} offset '0'
      ) facts
    ) numbers
    group by grouping sets (${sql.join(sets.map((columns, set) => sql`(key, ${sql.join(columns.map((_, column) => nameOf(set, column)))})`))})`;
}

/**
 * Counts the cases of a query by several sets of numbers while reading them once: reading a million rows costs as much as
 * counting them by five sets. `beside`: columns that sets are told from.
 */
export async function countSets(
  db: Database | Work,
  query: TallyQuery,
  beside: readonly Column[],
  sets: readonly CountSet[],
): Promise<readonly (readonly SetRow[])[]> {
  if (sets.length > MAX_SETS) throw new RangeError(`more than ${MAX_SETS} sets to count: ${sets.length}`);
  const half = Math.ceil(sets.length / 2);
  const parts = sets.length < MIN_SHARED ? [sets] : [sets.slice(0, half), sets.slice(half)];
  // Each gives one row, or the planner would expect a million to be handed from the one process to the other.
  const counts = parts.map(
    (part, index) => sql`
      select ${sql.lit(index)} as part, json_agg(json_build_array(key, grouped, count, values)) as packed
      from (${counted(query, beside, part)}) counted`,
  );
  const { rows } = await sql<{ part: number; packed: readonly PackedRow[] | null }>`
    select part, packed from (${sql.join(counts, sql` union all `)}) parts`.execute(db);
  const found: SetRow[][] = sets.map(() => []);
  for (const { part, packed } of rows) {
    const size = parts[part]?.length ?? 0;
    for (const [key, grouped, count, values] of packed ?? []) {
      const set = Array.from({ length: size }).findIndex((_, index) => ((grouped >> (size - 1 - index)) & 1) === 0);
      found[part * half + set]?.push({ key, values, count });
    }
  }
  return found;
}
