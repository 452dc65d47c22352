import { sql } from 'kysely';
import { batchId } from '../batch-id.ts';
import { unnest } from '../bulk.ts';
import type { Work } from '../database.ts';
import { markStreams } from '../recovery/mark.ts';
import { markDays } from '../vanity/mark.ts';
import {
  COLUMNS,
  KEY_COLUMNS,
  keyOf,
  statusesOf,
  uniqueRows,
  type AppendStatus,
  type LogRow,
  type StoredContent,
} from './row.ts';

type Key = Pick<LogRow, 'family' | 'subject' | 'source' | 'id'>;

async function insert(work: Work, rows: readonly LogRow[]): Promise<ReadonlySet<string>> {
  const names = sql.join(COLUMNS.map(({ name }) => sql.ref(name)));
  const result = await sql<Key>`
    insert into log.event (${names})
    select ${names} from ${unnest(rows, COLUMNS)}
    on conflict (bucket, family, subject, source, id) do nothing
    returning family, subject, source, id`.execute(work);
  return new Set(result.rows.map(keyOf));
}

/** What stands in the log already. A second statement, so it sees what a rival has just committed. */
async function readStored(work: Work, rows: readonly LogRow[]): Promise<ReadonlyMap<string, StoredContent>> {
  if (rows.length === 0) return new Map();
  const result = await sql<Key & StoredContent>`
    select family, subject, source, id, encode(content_hash, 'hex') as hash, redacted_us is not null as redacted
    from log.event join ${unnest(rows, KEY_COLUMNS)} using (bucket, family, subject, source, id)`.execute(work);
  return new Map(result.rows.map((row) => [keyOf(row), row]));
}

/** Stores rows of which some may be there already, with their marks, inside somebody's transaction. */
export async function appendExactly(work: Work, rows: readonly LogRow[]): Promise<readonly AppendStatus[]> {
  const unique = uniqueRows(rows);
  const keys = await insert(work, unique);
  const inserted = new Map(unique.map((row) => [keyOf(row), row] as const).filter(([key]) => keys.has(key)));
  const stored = await readStored(
    work,
    unique.filter((row) => !inserted.has(keyOf(row))),
  );
  const accepted = [...inserted.values()];
  const batch = batchId();
  await markStreams(work, accepted, batch);
  await markDays(work, accepted, batch);
  return statusesOf(rows, inserted, stored);
}
