import { sql } from 'kysely';
import { bucketOf } from '../bucket.ts';
import { unnest, type BulkColumn } from '../bulk.ts';
import type { Work } from '../database.ts';
import type { Stream } from '../log/read.ts';
import type { PersonIds } from './person-ids.ts';

const STREAM_COLUMNS: readonly BulkColumn<Stream>[] = [
  { name: 'bucket', type: 'smallint', of: (stream) => stream.bucket },
  { name: 'family', type: 'text', of: (stream) => stream.family },
  { name: 'subject', type: 'text', of: (stream) => stream.subject },
];

interface Key {
  readonly bucket: number;
  readonly customer: string;
}

const KEY_COLUMNS: readonly BulkColumn<Key>[] = [
  { name: 'bucket', type: 'smallint', of: (key) => key.bucket },
  { name: 'customer', type: 'text', of: (key) => key.customer },
];

/**
 * Takes away the marks of streams and what is noted of their being parked. First of all: a fold that has read one of these
 * marks is undone by that.
 */
export async function forgetMarks(work: Work, streams: readonly Stream[]): Promise<void> {
  for (const table of [sql.table('recovery.mark'), sql.table('recovery.parked')]) {
    await sql`
      delete from ${table} t using ${unnest(streams, STREAM_COLUMNS)}
      where t.bucket = rows.bucket and t.family = rows.family and t.subject = rows.subject`.execute(work);
  }
}

/** Whatever was made of customers, wherever facts of theirs may stand: under their own ids, and in their group's root's bucket. */
export async function forgetCustomers(work: Work, { group }: PersonIds): Promise<void> {
  const own = group.map((customer) => ({ bucket: bucketOf('customer', customer), customer }));
  const { rows } = await sql<{ root: string }>`
    select distinct root from recovery.link_root join ${unnest(own, KEY_COLUMNS)} using (bucket, customer)`.execute(
    work,
  );
  const buckets = rows.map(({ root }) => bucketOf('customer', root));
  const everywhere = [...own, ...group.flatMap((customer) => buckets.map((bucket) => ({ bucket, customer })))];
  for (const [table, keys] of [
    ['case_fact', everywhere],
    ['customer_fact', everywhere],
    ['link', own],
    ['link_root', own],
  ] as const) {
    await sql`
      delete from ${sql.table(`recovery.${table}`)} t using ${unnest(keys, KEY_COLUMNS)}
      where t.bucket = rows.bucket and t.customer = rows.customer`.execute(work);
  }
}

/** The summaries of customers' cases; they are made again from the cases, for whoever these belong to now. */
export async function forgetSummaries(work: Work, customers: readonly string[]): Promise<void> {
  const keys = customers.map((customer) => ({ bucket: bucketOf('customer', customer), customer }));
  await sql`
    delete from recovery.case_summary s using ${unnest(keys, KEY_COLUMNS)}
    where s.bucket = rows.bucket and s.customer = rows.customer`.execute(work);
}

interface Renamed extends Stream {
  readonly old: string;
  readonly name: string;
}

/** Puts other ids in place of customers' where cases name them, and forgets who acted: what folding them anew will write. */
export async function renameInCases(
  work: Work,
  cases: readonly Stream[],
  names: ReadonlyMap<string, string>,
): Promise<void> {
  const pairs = cases.flatMap((stream) => [...names].map(([old, name]): Renamed => ({ ...stream, old, name })));
  if (pairs.length === 0) return;
  const rows = unnest(pairs, [
    ...(STREAM_COLUMNS as readonly BulkColumn<Renamed>[]),
    { name: 'old', type: 'text', of: (pair) => pair.old },
    { name: 'new', type: 'text', of: (pair) => pair.name },
  ]);
  await sql`
    update recovery.case_head h set customer = rows.new from ${rows}
    where h.bucket = rows.bucket and h.case_id = rows.subject and h.customer = rows.old`.execute(work);
  await sql`
    update recovery.hop h set by_id = null from ${rows}
    where h.bucket = rows.bucket and h.case_id = rows.subject and h.by_kind = 'customer' and h.by_id = rows.old`.execute(
    work,
  );
}
