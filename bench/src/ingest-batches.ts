import { sql } from 'kysely';
import { median, rounded, run, SENDERS, untilFolded, type Part, type Row } from './ingest-part.ts';
import type { Product } from './ingest-product.ts';

const ROUNDS = 3;
const BATCH_EVENTS = 100_000;

/** Rows a second of a COPY of everything that is in the log into an empty table with the same keys. */
async function copyRate({ db }: Product, since: number): Promise<number> {
  const { rows: places } = await sql<{ folder: string }>`select current_setting('data_directory') as folder`.execute(
    db,
  );
  const file = sql.lit(`${places[0]?.folder ?? ''}/bench.copy`);
  await sql`copy (select * from log.event where received_us > ${sql.lit(since)}) to ${file}`.execute(db);
  await sql`create table log.copied (like log.event including all)`.execute(db);
  await sql`checkpoint`.execute(db);
  const startMs = performance.now();
  await sql`copy log.copied from ${file}`.execute(db);
  const seconds = (performance.now() - startMs) / 1000;
  const { rows } = await sql<{ count: number }>`select count(*) as count from log.copied`.execute(db);
  await sql`drop table log.copied`.execute(db);
  return (rows[0]?.count ?? NaN) / seconds;
}

/** Batches of 1,000 over HTTP, each receipt durable, against a COPY of the very rows that they gave. */
export async function batchesAgainstCopy(product: Product): Promise<Part> {
  const rows: Row[] = [];
  const ratios: number[] = [];
  for (let round = 0; round <= ROUNDS; round += 1) {
    const since = Date.now() * 1000;
    const job = {
      kind: 'batches',
      name: `b${round}`,
      connections: SENDERS,
      events: BATCH_EVENTS,
      cases: null,
    } as const;
    const { result, row } = await run(product, 'events in batches of 1,000', job);
    await untilFolded(product);
    if (round === 0) continue; // warms up
    const copied = await copyRate(product, since);
    ratios.push(result.events / result.seconds / copied);
    rows.push(row, { what: 'rows by COPY', 'per second': Math.round(copied) });
  }
  return { rows, figures: { batchVsCopy: rounded(median(ratios)) } };
}
