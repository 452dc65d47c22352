import { ACTIVE_WITHIN_US, binEdgesUs, DAY_US, type CurveCell, type TallyQuery } from '@finest-hour/metrics';
import { sql } from 'kysely';
import { BUCKETS } from '../bucket.ts';
import type { Database, Work } from '../database.ts';
import { packedRows } from './packed-rows.ts';

/** Of more customers than about so many, those of some buckets are looked at: a share of a sample is as good. */
const MAX_CUSTOMERS = 50_000;
const BUCKETS_COUNTED = 64;

/** Every how many buckets are looked at, a power of two. */
async function strideOf(db: Database | Work, maxCustomers: number): Promise<number> {
  const { rows } = await sql<{ customers: number }>`
    select count(*) as customers from recovery.customer_fact where bucket < ${BUCKETS_COUNTED}`.execute(db);
  const customers = ((rows[0]?.customers ?? 0) * BUCKETS) / BUCKETS_COUNTED;
  return Math.min(BUCKETS, 2 ** Math.max(0, Math.ceil(Math.log2(customers / maxCustomers))));
}

/**
 * The return of customers who did not complain, counted as `tallyBaseline` does: each has an index day in the period,
 * drawn once for ever, and is watched from there to the first purchase, leaving, complaint or end of what is known.
 * Times are ascending, so the last one until that day and the first after it are found by halves.
 */
export async function countBaseline(
  db: Database | Work,
  query: TallyQuery,
  maxCustomers: number = MAX_CUSTOMERS,
): Promise<readonly CurveCell[]> {
  const { fromUs, toUs, asOfUs, valueCoverage: coverage, bins } = query;
  if (coverage === null) return [];
  const stride = await strideOf(db, maxCustomers);
  const days = Math.max(1, Math.floor((toUs - fromUs) / DAY_US));
  const untilUs = Math.min(asOfUs, coverage.toUs);
  const edges = `{${binEdgesUs(bins).join(',')}}`;
  const buckets = Array.from({ length: BUCKETS / stride }, (_, i) => i * stride);
  const cells = sql<CurveCell>`
    with indexed as (
      select bucket, customer, values_us, complaints_us, left_us,
        ${fromUs}::bigint + (lot % ${days}::integer) * ${DAY_US}::bigint as start_us
      from recovery.customer_fact
      where ${stride === 1 ? sql`true` : sql`bucket = any(${buckets}::smallint[])`}
    ), found as (
      select *, width_bucket(start_us, values_us) as bought, width_bucket(start_us, complaints_us) as complained,
        width_bucket(start_us, left_us) as gone
      from indexed
      where start_us >= ${coverage.fromUs}::bigint and start_us < ${untilUs}::bigint
      offset 0
    ), watched as (
      select start_us, values_us[bought + 1] as returned_us, left_us[gone + 1] as gone_us,
        least(complaints_us[complained + 1], ${untilUs}::bigint) as censored_us
      from found
      where values_us[bought] > start_us - ${ACTIVE_WITHIN_US}::bigint
        and coalesce(complaints_us[complained] <= start_us - ${ACTIVE_WITHIN_US}::bigint, true)
        and coalesce(left_us[gone] < values_us[bought], true)
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
