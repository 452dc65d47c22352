import type { Bits, Pattern, PatternCounts, PatternPlan, TallyQuery } from '@finest-hour/metrics';
import { sql, type RawBuilder } from 'kysely';
import type { Database, Work } from '../database.ts';
import { whereFacts } from './fact-filter.ts';
import { packedRows } from './packed-rows.ts';
import { keyOf } from './tally-key.ts';

type Key = string | null;

/** The columns of FLAG_COLUMNS. */
const COLUMNS = ['flags', 'playbook_1', 'playbook_2'] as const;
type Column = (typeof COLUMNS)[number];

interface PatternRow extends Readonly<Record<Column, number>>, Omit<Pattern, 'flags'> {
  readonly key: Key;
  readonly word: number;
  /** Those of them whose customers have other cases. */
  readonly several: number;
}

interface SeveralRow extends Readonly<Record<Column, readonly number[]>> {
  readonly key: Key;
  readonly spans: readonly number[];
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
             count(*) as count, count(*) filter (where several) as several,
             ${sql.join(COLUMNS.map((name, column) => sql`${sql.ref(name)} & ${sql.lit(masks[column])} as ${sql.ref(name)}`))}
      from recovery.case_fact where ${whereFacts(query)}
      group by ${sql.join([sql.lit(2), ...spansOf(plan), ...COLUMNS.map((_, column) => sql.lit(6 + column))])}`,
  );
  return packedRows(db, sql<PatternRow>`${sql.join(words, sql` union all `)}`);
}

/**
 * Cases of customers with several are read one by one, up to about so many; of more, those of some buckets. That leaves
 * every count as it is: what they tell is by how much cases of one customer resemble each other.
 */
const MAX_SEVERAL = 20_000;

async function readSeveral(
  db: Database | Work,
  query: TallyQuery,
  plan: PatternPlan,
  weight: number,
): Promise<readonly SeveralRow[]> {
  return packedRows(
    db,
    sql<SeveralRow>`
    select ${keyOf(query.grouping)} as key, array_agg(${spanOf(plan)}) as spans,
           ${sql.join(COLUMNS.map((name) => sql`array_agg(${sql.ref(name)}) as ${sql.ref(name)}`))}
    from recovery.case_fact where ${whereFacts(query)} and several and bucket % ${sql.lit(weight)} = 0
    group by 1, bucket, customer having count(*) > 1`,
  );
}

function patternOf({ span, count, ...row }: PatternRow): Pattern {
  return { span, count, flags: COLUMNS.map((name) => row[name]) };
}

function casesOf({ spans, ...row }: SeveralRow): readonly Bits[] {
  return spans.map((span, i) => ({ span, flags: COLUMNS.map((name) => row[name][i] ?? 0) }));
}

/** Patterns of each group, and its customers with several cases. */
export async function countGroups(
  db: Database | Work,
  query: TallyQuery,
  plan: PatternPlan,
  maxSeveral: number = MAX_SEVERAL,
): Promise<ReadonlyMap<Key, PatternCounts>> {
  const patterns = Map.groupBy(await countPatterns(db, query, plan), ({ key }) => key);
  const severals = [...patterns.values()].flat().reduce((sum, row) => (row.word === 0 ? sum + row.several : sum), 0);
  const weight = 2 ** Math.max(0, Math.ceil(Math.log2(severals / maxSeveral)));
  const several = Map.groupBy(severals === 0 ? [] : await readSeveral(db, query, plan, weight), ({ key }) => key);
  return new Map(
    [...patterns].map(([key, rows]) => [
      key,
      {
        patterns: plan.words.map((_, word) => rows.filter((row) => row.word === word).map(patternOf)),
        several: (several.get(key) ?? []).map(casesOf),
        weight,
      },
    ]),
  );
}
