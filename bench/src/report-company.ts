import { appendEvents, BUCKETS, foldEverything, type Database } from '@finest-hour/store';
import { sql } from 'kysely';
import type { Simulation } from '@finest-hour/simulator';
import { loggedBatches } from './simulated-log.ts';

/** Columns of a table of facts, those of a copy's key in other words. */
async function copiedColumns(owner: Database, table: string, copied: Readonly<Record<string, string>>) {
  const { rows } = await sql<{ name: string }>`
    select attname as name from pg_attribute
    where attrelid = ${`recovery.${table}`}::regclass and attnum > 0 and not attisdropped order by attnum`.execute(
    owner,
  );
  return {
    names: sql.join(rows.map(({ name }) => sql.ref(name))),
    values: sql.join(rows.map(({ name }) => (name in copied ? sql.raw(copied[name] ?? '') : sql`f.${sql.ref(name)}`))),
  };
}

/** Who is copied is another person each time, in another bucket, with cases of other names. */
const COPIED = {
  bucket: `((f.bucket + 389 * copy) % ${BUCKETS})::smallint`,
  customer: `f.customer || '~' || copy`,
  case_id: `f.case_id || '~' || copy`,
  lot: `((f.lot + 104729::bigint * copy) & 2147483647)::integer`,
};

/** Adds copies of all facts, in the order in which a rebuild writes them: by bucket, whenever the case was opened. */
async function copyFacts(owner: Database, table: string, copies: number): Promise<void> {
  const { names, values } = await copiedColumns(owner, table, COPIED);
  await sql`
    insert into ${sql.table(`recovery.${table}`)} (${names})
    select ${values} from ${sql.table(`recovery.${table}`)} f cross join generate_series(1, ${copies}::integer) as copy
    order by (f.bucket + 389 * copy) % ${sql.lit(BUCKETS)}`.execute(owner);
}

/**
 * Facts of about `cases` cases: a simulated company of a part of them is sent and folded as any other, and its facts are
 * copied under other names. So they have the shape of real ones, also customers with several cases.
 */
export async function fillWithFacts(
  { ingest, worker, owner }: Record<'ingest' | 'worker' | 'owner', Database>,
  simulation: Simulation,
  cases: number,
): Promise<number> {
  for (const batch of loggedBatches(simulation)) await appendEvents(ingest, batch, 0);
  await foldEverything(worker);
  const folded = await countFacts(owner);
  const copies = Math.max(0, Math.round(cases / folded) - 1);
  for (const table of ['case_fact', 'customer_fact']) await copyFacts(owner, table, copies);
  for (const table of ['case_fact', 'customer_fact', 'case_head'])
    await sql`vacuum (analyze) ${sql.table(`recovery.${table}`)}`.execute(owner);
  return countFacts(owner);
}

async function countFacts(db: Database): Promise<number> {
  const { rows } = await sql<{ cases: number }>`select count(*) as cases from recovery.case_fact`.execute(db);
  return rows[0]?.cases ?? 0;
}
