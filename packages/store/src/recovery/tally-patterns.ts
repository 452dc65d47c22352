import {
  alike,
  type Bits,
  type Pattern,
  type PatternCounts,
  type PatternPlan,
  type TallyQuery,
} from '@finest-hour/metrics';
import { sql, type RawBuilder } from 'kysely';
import type { Database, Work } from '../database.ts';
import { countAtMost, FLAG_COLUMN_NAMES, whereFacts } from './fact-filter.ts';
import { keyOf } from './tally-key.ts';
import { countSets, type CountSet, type Key, type SetRow } from './tally-sets.ts';

const COLUMNS = FLAG_COLUMN_NAMES;
const NONE: readonly number[] = COLUMNS.map(() => 0);

/**
 * Between which edges a case was opened: of how many it is at or after. Nearly all are between the two that lie farthest
 * apart, which is known sooner than by searching.
 */
export function spanOf({ fromUs, toUs }: TallyQuery, { edgesUs }: PatternPlan): RawBuilder<number> {
  if (edgesUs.length === 0) return sql`0`;
  const ends = [fromUs, ...edgesUs, toUs];
  const lengthOf = (span: number) => (ends[span + 1] ?? 0) - (ends[span] ?? 0);
  const longest = ends.slice(1).reduce((best, _, span) => (lengthOf(span) > lengthOf(best) ? span : best), 0);
  return sql`case when opened_us >= ${sql.lit(ends[longest])} and opened_us < ${sql.lit(ends[longest + 1])}
    then ${sql.lit(longest)} else ${countAtMost(sql`opened_us`, edgesUs)} end`;
}

/** The columns in which a word has flags; in those of the others there is nothing to count. */
function columnsOf(word: readonly number[]): readonly number[] {
  return COLUMNS.map((_, column) => column).filter((column) => word[column] !== 0);
}

const masked = (column: number, mask = 0) => sql`${sql.ref(COLUMNS[column] ?? '')} & ${sql.lit(mask)}`;

/** Cases by the flags of each word, and by when they were opened (`span`, a column beside). */
export function patternSets({ words }: PatternPlan): readonly CountSet[] {
  return words.map((word) => [sql`span`, ...columnsOf(word).map((column) => masked(column, word[column]))]);
}

/** What the columns that are read hold, and 0 for the others. */
function bitsOf(span: number, columns: readonly number[], values: readonly (number | null)[]): Bits {
  const flags = [...NONE];
  columns.forEach((column, i) => (flags[column] = values[i] ?? 0));
  return { flags, span };
}

/** Patterns of each word by group, from the rows of `patternSets`. */
function patternsOf(words: PatternPlan['words'], rows: readonly (readonly SetRow[])[]) {
  return words.map((word, index) => {
    const columns = columnsOf(word);
    return Map.groupBy(
      (rows[index] ?? []).map(({ key, values: [span, ...flags], count }) => ({
        key,
        pattern: { ...bitsOf(span ?? 0, columns, flags), count } satisfies Pattern,
      })),
      ({ key }) => key,
    );
  });
}

/**
 * Cases of customers with several, by customer, as one text a group: `span flags …,` for each case, `;` after each
 * customer. As JSON, a number a value, it would take the database and us several times as long.
 */
async function readSeveral(
  db: Database | Work,
  query: TallyQuery,
  plan: PatternPlan,
): Promise<ReadonlyMap<Key, readonly (readonly Bits[])[]>> {
  const masks = COLUMNS.map((_, column) => plan.words.reduce((mask, word) => mask | (word[column] ?? 0), 0));
  const columns = columnsOf(masks);
  const numbers = [spanOf(query, plan), ...columns.map((column) => masked(column, masks[column]))];
  const { rows } = await sql<{ key: Key; packed: string }>`
    select key, string_agg(own, ';') as packed
    from (
      select ${keyOf(query.grouping)} as key, string_agg(concat_ws(' ', ${sql.join(numbers)}), ',') as own
      from recovery.case_fact where ${whereFacts(query)} and several
      group by 1, bucket, customer having count(*) > 1
    ) customers group by key`.execute(db);
  const casesOf = (own: string) =>
    own.split(',').map((one) => {
      const [span = 0, ...flags] = one.split(' ').map(Number);
      return bitsOf(span, columns, flags);
    });
  return new Map(rows.map(({ key, packed }) => [key, packed.split(';').map(casesOf)]));
}

/** The groups of a query by their patterns, and its customers with several cases; `rows` are those of `patternSets`. */
export async function readGroups(
  db: Database | Work,
  query: TallyQuery,
  plan: PatternPlan,
  rows: readonly (readonly SetRow[])[],
): Promise<ReadonlyMap<Key, PatternCounts>> {
  const patterns = patternsOf(plan.words, rows);
  const several = await readSeveral(db, query, plan);
  return new Map(
    [...(patterns[0]?.keys() ?? [])].map((key) => [
      key,
      {
        patterns: patterns.map((word) => (word.get(key) ?? []).map(({ pattern }) => pattern)),
        several: alike(plan.words, several.get(key) ?? []),
      },
    ]),
  );
}

/** The same where nothing else is counted of the query. */
export async function countGroups(
  db: Database | Work,
  query: TallyQuery,
  plan: PatternPlan,
): Promise<ReadonlyMap<Key, PatternCounts>> {
  const rows = await countSets(db, query, [sql`${spanOf(query, plan)} as span`], patternSets(plan));
  return readGroups(db, query, plan, rows);
}
