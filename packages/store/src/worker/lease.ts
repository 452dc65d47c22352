import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { BUCKETS, type BucketSpan } from '../bucket.ts';
import type { Database } from '../database.ts';

/** The buckets are leased in this many ranges. */
const RANGES = 16;
const BUCKETS_PER_RANGE = BUCKETS / RANGES;
const LEASE_SECONDS = 10;
const RENEW_EVERY_MS = 2_000;

/** Neighbouring ranges as one span, so that one worker alone asks once for everything. */
export function spansOf(ranges: readonly number[]): readonly BucketSpan[] {
  const spans: { first: number; last: number }[] = [];
  for (const range of [...ranges].sort((a, b) => a - b)) {
    const first = range * BUCKETS_PER_RANGE;
    const last = first + BUCKETS_PER_RANGE - 1;
    const open = spans.at(-1);
    if (open !== undefined && open.last + 1 === first) open.last = last;
    else spans.push({ first, last });
  }
  return spans;
}

/**
 * A worker's hold on ranges of buckets. Leases keep workers out of each other's way; what makes the result right is
 * that a worker deletes exactly the marks it read, so a lease that runs out too early costs work, never data.
 */
export class Leases {
  readonly #db: Database;
  readonly #worker = randomUUID();
  #renewedMs = -Infinity;
  #spans: readonly BucketSpan[] = [];

  constructor(db: Database) {
    this.#db = db;
  }

  /** The spans that this worker holds, renewed every two seconds: a fair share among the workers that live. */
  async hold(nowMs: number): Promise<readonly BucketSpan[]> {
    if (nowMs - this.#renewedMs < RENEW_EVERY_MS) return this.#spans;
    const share = await this.#fairShare();
    const { rows } = await sql<{ range: number }>`
      with mine as (
        select range from recovery.lease where holder = ${this.#worker} order by range limit ${share}
      ), free as (
        select range from recovery.lease
        where expires < clock_timestamp() and holder is distinct from ${this.#worker}
        order by range limit greatest(0, ${share} - (select count(*) from mine))
      )
      update recovery.lease set holder = ${this.#worker}, expires = clock_timestamp() + make_interval(secs => ${LEASE_SECONDS})
      where (range in (select range from mine) and holder = ${this.#worker})
         or (range in (select range from free) and expires < clock_timestamp())
      returning range`.execute(this.#db);
    const held = rows.map(({ range }) => range);
    await sql`
      update recovery.lease set holder = null, expires = '-infinity'
      where holder = ${this.#worker} and not range = any(${held}::smallint[])`.execute(this.#db);
    this.#spans = spansOf(held);
    this.#renewedMs = nowMs;
    return this.#spans;
  }

  /** Lets go of everything, so that others need not wait for the leases to run out. */
  async release(): Promise<void> {
    await sql`update recovery.lease set holder = null, expires = '-infinity' where holder = ${this.#worker}`.execute(
      this.#db,
    );
    await sql`delete from recovery.worker where id = ${this.#worker}`.execute(this.#db);
  }

  async #fairShare(): Promise<number> {
    await sql`
      insert into recovery.worker (id, seen) values (${this.#worker}, clock_timestamp())
      on conflict (id) do update set seen = excluded.seen`.execute(this.#db);
    const { rows } = await sql<{ living: number }>`
      select count(*) as living from recovery.worker
      where seen > clock_timestamp() - make_interval(secs => ${LEASE_SECONDS})`.execute(this.#db);
    await sql`
      delete from recovery.worker where seen < clock_timestamp() - interval '1 hour'`.execute(this.#db);
    return Math.ceil(RANGES / Math.max(1, rows[0]?.living ?? 1));
  }
}
