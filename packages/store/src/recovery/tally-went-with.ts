import {
  lastBackBin,
  maskOf,
  OUT,
  watchedAfterVerdict,
  WEEK_OUTCOMES,
  type TallyQuery,
  type WeekCell,
  type WeekClusters,
  type WeekOutcome,
  type WentWithTally,
} from '@finest-hour/metrics';
import { sql, type RawBuilder } from 'kysely';
import type { Database, Work } from '../database.ts';
import { whereCounted } from './fact-filter.ts';
import { packedRows } from './packed-rows.ts';

interface Asked {
  /** Cases in which the outcome could be seen. */
  readonly seen: RawBuilder<boolean>;
  readonly succeeded: RawBuilder<boolean>;
}

function outcomesOf(query: TallyQuery): Readonly<Record<WeekOutcome, Asked>> {
  const watched = watchedAfterVerdict(query);
  return {
    recovered: { seen: sql`true`, succeeded: sql`(flags & ${sql.lit(maskOf(['recovered']))}) <> 0` },
    back: {
      seen:
        watched === null
          ? sql`false`
          : sql`opened_us between ${watched.fromUs}::bigint and ${watched.toUs}::bigint and later_cause <> ${sql.lit(OUT)}`,
      succeeded: sql`later_cause = 1 and later_bin <= ${sql.lit(lastBackBin(query))}`,
    },
  };
}

/** Cases of an outcome, one a row: few of all, as most are resolved within a week. */
function casesOf(query: TallyQuery, outcome: WeekOutcome): RawBuilder<unknown> {
  const { seen, succeeded } = outcomesOf(query)[outcome];
  return sql`(
    select ${sql.lit(outcome)} as outcome, least(week_hand_offs, 3) as "handOffs", cause, severity, bucket, customer,
           ${succeeded} as succeeded
    from recovery.case_fact
    where ${whereCounted(query)} and week_hand_offs is not null
      and opened_us <= ${query.maturedUntilUs}::bigint and ${seen}
  ) cases`;
}

async function countCells(db: Database | Work, query: TallyQuery): Promise<readonly WeekCell[]> {
  const counts = WEEK_OUTCOMES.map(
    (outcome) => sql`
      select outcome, "handOffs", cause, severity, count(*) as cases, count(*) filter (where succeeded) as successes
      from ${casesOf(query, outcome)} group by 1, 2, 3, 4`,
  );
  return packedRows(db, sql<WeekCell>`${sql.join(counts, sql` union all `)}`);
}

async function sumCustomers(db: Database | Work, query: TallyQuery): Promise<readonly WeekClusters[]> {
  const sums = WEEK_OUTCOMES.map(
    (outcome) => sql`
      select outcome, "handOffs", count(*) as clusters, sum(cases * cases) as sizes2,
             sum(cases * successes) as "sizesTimesSuccesses", sum(successes * successes) as successes2
      from (
        select outcome, "handOffs", count(*) as cases, count(*) filter (where succeeded) as successes
        from ${casesOf(query, outcome)} group by 1, 2, bucket, customer
      ) customers group by 1, 2`,
  );
  return packedRows(db, sql<WeekClusters>`${sql.join(sums, sql` union all `)}`);
}

/** What went with hand-offs of a week: what `tallyWentWith` says of the same facts in memory. */
export async function countWentWith(db: Database | Work, query: TallyQuery): Promise<WentWithTally> {
  return { cells: await countCells(db, query), clusters: await sumCustomers(db, query) };
}
