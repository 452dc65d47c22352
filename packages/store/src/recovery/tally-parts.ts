import {
  EXCLUDED_CODES,
  FLAGS,
  maskOf,
  SEEN,
  SEEN_NAMES,
  type ClusterPlan,
  type Flag,
  type Part,
  type SeenName,
  type TallyQuery,
} from '@finest-hour/metrics';
import { sql, type RawBuilder } from 'kysely';
import { keyOf } from './tally-key.ts';

/** What no feed of its own tells is known of every case. */
const OWN_FLAGS = maskOf(
  FLAGS.filter((flag) => !SEEN_NAMES.some((name) => (SEEN[name].flags as readonly Flag[]).includes(flag))),
);

function isSeen(name: SeenName, { seen }: TallyQuery): RawBuilder<unknown> {
  const span = seen[name];
  return span === null ? sql`false` : sql`opened_us between ${span.fromUs}::bigint and ${span.toUs}::bigint`;
}

/**
 * Facts with what can be asked of them: whether they are counted, whether each feed of its own could be seen, and the
 * flags, of which those are off that a feed would tell that could not be seen, and all are in what is not counted.
 */
export function countedFacts(
  query: TallyQuery,
  cases: ClusterPlan['cases'],
  where: RawBuilder<boolean>,
): RawBuilder<unknown> {
  const counted =
    cases === 'early'
      ? sql`flags & ${sql.lit(maskOf(['excludedEarly']))} = 0`
      : sql`opened_us <= ${query.maturedUntilUs}::bigint and not verdict = any(${[...EXCLUDED_CODES]}::smallint[])`;
  const feeds = SEEN_NAMES.map((name) => sql`(counted and ${isSeen(name, query)})::integer as ${sql.ref(name)}`);
  const told = SEEN_NAMES.map((name) => sql`${sql.ref(name)} * ${sql.lit(maskOf(SEEN[name].flags))}`);
  return sql`
    select key, bucket, customer, verdict, counted, ${sql.join(SEEN_NAMES.map((name) => sql.ref(name)))},
           flags & (counted::integer * ${sql.lit(OWN_FLAGS)} | ${sql.join(told, sql` | `)}) as flags
    from (
      select *, ${sql.join(feeds)} from (
        select ${keyOf(query.grouping)} as key, bucket, customer, verdict, flags, opened_us, ${counted} as counted
        from recovery.case_fact where ${where}
      ) facts
    ) facts`;
}

/** 1 where one of those facts belongs to a part, else 0. */
export function inPart(part: Part): RawBuilder<number> {
  const bit = (FLAGS as readonly Part[]).indexOf(part);
  return bit < 0 ? sql<number>`${sql.ref(part)}` : sql<number>`((flags >> ${sql.lit(bit)}) & 1)`;
}
