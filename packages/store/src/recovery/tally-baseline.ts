import { ACTIVE_WITHIN_US, binEdgesUs, DAY_US, type CurveCell, type TallyQuery } from '@finest-hour/metrics';
import { sql } from 'kysely';
import type { Database, Work } from '../database.ts';

/**
 * The return of customers who did not complain, counted as `tallyBaseline` does: each has an index day in the period,
 * drawn once for ever, and is watched from there to the first purchase, leaving, complaint or end of what is known.
 */
export async function countBaseline(db: Database | Work, query: TallyQuery): Promise<readonly CurveCell[]> {
  const { fromUs, toUs, asOfUs, valueCoverage: coverage, bins } = query;
  if (coverage === null) return [];
  const days = Math.max(1, Math.floor((toUs - fromUs) / DAY_US));
  const untilUs = Math.min(asOfUs, coverage.toUs);
  const { rows } = await sql<CurveCell>`
    with indexed as materialized (
      select ${fromUs}::bigint + (lot % ${days}::integer) * ${DAY_US}::bigint as start_us, values_us, complaints_us, left_us
      from recovery.customer_fact
    ), watched as (
      select start_us,
        (select min(at) from unnest(values_us) at where at > start_us) as returned_us,
        (select min(at) from unnest(left_us) at where at > start_us) as gone_us,
        least((select min(at) from unnest(complaints_us) at where at > start_us), ${untilUs}::bigint) as censored_us
      from indexed
      where start_us >= ${coverage.fromUs}::bigint and start_us < ${untilUs}::bigint
        and exists (select from unnest(values_us) at where at > start_us - ${ACTIVE_WITHIN_US}::bigint and at <= start_us)
        and not exists (select from unnest(complaints_us) at where at > start_us - ${ACTIVE_WITHIN_US}::bigint and at <= start_us)
        and coalesce((select max(at) from unnest(left_us) at where at <= start_us), -1)
          < (select max(at) from unnest(values_us) at where at <= start_us)
    ), ended as (
      select start_us, case
          when returned_us <= least(gone_us, censored_us) then 1
          when gone_us <= censored_us then 2 else 0 end as cause,
        least(returned_us, gone_us, censored_us) as end_us
      from watched
    )
    select width_bucket(end_us - start_us - 1, ${[...binEdgesUs(bins)]}::bigint[])::integer as bin, cause, count(*) as count
    from ended group by 1, 2`.execute(db);
  return rows;
}
