import { sql, type RawBuilder } from 'kysely';

/** Waiting for somebody to correct or discard it; in the log after all. */
export const REJECTED_STATUSES = ['waiting', 'replayed'] as const;
export type RejectedStatus = (typeof REJECTED_STATUSES)[number];

/** Which refused events are meant. null: any. */
export interface RejectedFilter {
  /** Types of problem: `bad-data`, `conflict`, … */
  readonly reasons: readonly string[] | null;
  readonly source: string | null;
  /** Id, name or prefix of the key by which they came. */
  readonly key: string | null;
  /** Received in [from, to), microseconds since 1970. */
  readonly fromUs: number | null;
  readonly toUs: number | null;
  readonly status: RejectedStatus | null;
  /** Only what came by keys of this origin: a key sees what its predecessors sent, and nobody else's. */
  readonly origin: string | null;
}

export const EVERY_REJECTED: RejectedFilter = {
  reasons: null,
  source: null,
  key: null,
  fromUs: null,
  toUs: null,
  status: null,
  origin: null,
};

/** Rows whose key is of an origin; null: all. */
export function ofOrigin(origin: string | null): RawBuilder<boolean> {
  if (origin === null) return sql`true`;
  return sql`r.key_id in (select k.id from access.api_key k where coalesce(k.origin, k.id) = ${origin}::uuid)`;
}

/** The filter as a condition on `log.rejected_event r`. */
export function whereRejected(filter: RejectedFilter): RawBuilder<boolean> {
  const { reasons, source, key, fromUs, toUs, status, origin } = filter;
  const conditions = [ofOrigin(origin)];
  if (reasons !== null) conditions.push(sql`r.reason = any(${[...reasons]}::text[])`);
  if (source !== null) conditions.push(sql`r.source = ${source}`);
  if (key !== null) {
    conditions.push(sql`r.key_id in (
      select k.id from access.api_key k where k.id::text = ${key} or k.name = ${key} or k.prefix = ${key})`);
  }
  if (fromUs !== null) conditions.push(sql`r.received_us >= ${fromUs}::bigint`);
  if (toUs !== null) conditions.push(sql`r.received_us < ${toUs}::bigint`);
  if (status !== null)
    conditions.push(status === 'waiting' ? sql`r.replayed_us is null` : sql`r.replayed_us is not null`);
  return sql`${sql.join(conditions, sql` and `)}`;
}
