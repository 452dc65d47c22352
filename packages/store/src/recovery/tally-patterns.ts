import type { Pattern, PatternCounts, PatternPlan, TallyQuery } from '@finest-hour/metrics';
import { sql, type RawBuilder } from 'kysely';
import type { Database, Work } from '../database.ts';
import { FLAG_COLUMN_NAMES, whereFacts } from './fact-filter.ts';
import { packedRows } from './packed-rows.ts';
import { keyOf } from './tally-key.ts';

type Key = string | null;

const COLUMNS = FLAG_COLUMN_NAMES;
type Column = (typeof COLUMNS)[number];

interface PatternRow extends Readonly<Record<Column, number>>, Omit<Pattern, 'flags'> {
  readonly key: Key;
  readonly word: number;
}

interface SeveralRow extends Readonly<Record<Column, readonly number[]>> {
  readonly key: Key;
  readonly spans: readonly number[];
  readonly counts: readonly number[];
}

/** Whether a case was opened at or after each edge. One by one, as the planner takes of a yes or no that there are two. */
function spansOf({ edgesUs }: PatternPlan): readonly RawBuilder<boolean>[] {
  return edgesUs.map((edgeUs) => sql<boolean>`(opened_us >= ${sql.lit(edgeUs)})`);
}

/** Between which edges a case was opened. */
function spanOf(plan: PatternPlan): RawBuilder<number> {
  return sql`0 ${sql.join(
    spansOf(plan).map((isAfter) => sql`+ ${isAfter}::integer`),
    sql` `,
  )}`;
}

/** Cases by the flags of each word, and by when they were opened. */
async function countPatterns(
  db: Database | Work,
  query: TallyQuery,
  plan: PatternPlan,
): Promise<readonly PatternRow[]> {
  const words = plan.words.map(
    (masks, word) => sql`
      select ${sql.lit(word)} as word, ${keyOf(query.grouping)} as key, ${spanOf(plan)} as span,
             count(*) as count,
             ${sql.join(COLUMNS.map((name, column) => sql`${sql.ref(name)} & ${sql.lit(masks[column])} as ${sql.ref(name)}`))}
      from recovery.case_fact where ${whereFacts(query)}
      group by ${sql.join([sql.lit(2), ...spansOf(plan), ...COLUMNS.map((_, column) => sql.lit(5 + column))])}`,
  );
  return packedRows(db, sql<PatternRow>`${sql.join(words, sql` union all `)}`);
}

/** Cases of customers with several, by customer and pattern: of one with very many cases there are few patterns. */
async function readSeveral(db: Database | Work, query: TallyQuery, plan: PatternPlan): Promise<readonly SeveralRow[]> {
  const masks = COLUMNS.map((_, column) => plan.words.reduce((mask, word) => mask | (word[column] ?? 0), 0));
  const flags = COLUMNS.map((name, column) => sql`${sql.ref(name)} & ${sql.lit(masks[column])} as ${sql.ref(name)}`);
  return packedRows(
    db,
    sql<SeveralRow>`
    select key, array_agg(span) as spans, array_agg(count) as counts,
           ${sql.join(COLUMNS.map((name) => sql`array_agg(${sql.ref(name)}) as ${sql.ref(name)}`))}
    from (
      select ${keyOf(query.grouping)} as key, bucket, customer, ${spanOf(plan)} as span, count(*) as count,
             ${sql.join(flags)}
      from recovery.case_fact where ${whereFacts(query)} and several
      group by ${sql.join([1, 2, 3, 4, ...COLUMNS.map((_, column) => 6 + column)].map((at) => sql.lit(at)))}
    ) patterns
    group by key, bucket, customer having sum(count) > 1`,
  );
}

function patternOf({ span, count, ...row }: PatternRow): Pattern {
  return { span, count, flags: COLUMNS.map((name) => row[name]) };
}

function casesOf({ spans, counts, ...row }: SeveralRow): readonly Pattern[] {
  return spans.map((span, i) => ({ span, count: counts[i] ?? 0, flags: COLUMNS.map((name) => row[name][i] ?? 0) }));
}

/** Patterns of each group, and its customers with several cases. */
export async function countGroups(
  db: Database | Work,
  query: TallyQuery,
  plan: PatternPlan,
): Promise<ReadonlyMap<Key, PatternCounts>> {
  const patterns = Map.groupBy(await countPatterns(db, query, plan), ({ key }) => key);
  const several = Map.groupBy(await readSeveral(db, query, plan), ({ key }) => key);
  return new Map(
    [...patterns].map(([key, rows]) => [
      key,
      {
        patterns: plan.words.map((_, word) => rows.filter((row) => row.word === word).map(patternOf)),
        several: (several.get(key) ?? []).map(casesOf),
      },
    ]),
  );
}
