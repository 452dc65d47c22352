import { ACTIVE_WITHIN_US, binEdgesUs, DAY_US, type CurveCell, type TallyQuery } from '@finest-hour/metrics';
import { sql } from 'kysely';
import type { Database, Work } from '../database.ts';
import { packedRows } from './packed-rows.ts';

/**
 * The return of customers who did not complain, counted as `tallyBaseline` does: each has an index day in the period,
 * drawn once for ever, and is watched from there to the first purchase, leaving, complaint or end of what is known.
 */
export async function countBaseline(db: Database | Work, query: TallyQuery): Promise<readonly CurveCell[]> {
  const { fromUs, toUs, asOfUs, valueCoverage: coverage, bins } = query;
  if (coverage === null) return [];
  const days = Math.max(1, Math.floor((toUs - fromUs) / DAY_US));
  const untilUs = Math.min(asOfUs, coverage.toUs);
  const edges = `{${binEdgesUs(bins).join(',')}}`;
  const cells = sql<CurveCell>`
    with indexed as (
      select bucket, customer, values_us, complaints_us, left_us,
        ${fromUs}::bigint + (lot % ${days}::integer) * ${DAY_US}::bigint as start_us
      from recovery.customer_fact
    ), watched as (
      select start_us, returned_us, gone_us, least(complained_us, ${untilUs}::bigint) as censored_us
      from indexed
      cross join lateral (
        select min(at) filter (where at > start_us) as returned_us, max(at) filter (where at <= start_us) as bought_us
        from unnest(values_us) at
      ) bought
      cross join lateral (
        select min(at) filter (where at > start_us) as gone_us, max(at) filter (where at <= start_us) as left_us
        from unnest(indexed.left_us) at
      ) gone
      cross join lateral (
        select min(at) filter (where at > start_us) as complained_us, max(at) filter (where at <= start_us) as last_us
        from unnest(complaints_us) at
      ) complained
      where start_us >= ${coverage.fromUs}::bigint and start_us < ${untilUs}::bigint
        and bought_us > start_us - ${ACTIVE_WITHIN_US}::bigint
        and (last_us is null or last_us <= start_us - ${ACTIVE_WITHIN_US}::bigint)
        and (gone.left_us is null or gone.left_us < bought_us)
    ), ended as (
      select start_us, case
          when returned_us <= least(gone_us, censored_us) then 1
          when gone_us <= censored_us then 2 else 0 end as cause,
        least(returned_us, gone_us, censored_us) as end_us
      from watched
    )
    select width_bucket(end_us - start_us - 1, ${edges}::bigint[])::integer as bin, cause, count(*) as count
    from ended group by 1, 2`;
  return packedRows(db, cells);
}
