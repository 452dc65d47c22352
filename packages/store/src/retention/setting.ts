import { sql } from 'kysely';
import type { Database, Work } from '../database.ts';

/** A stream keeps what may tell of persons for so many days after its last event; not set: for ever. */
export const STREAM_RETENTION = { name: 'streamRetentionDays', from: 1, to: 36_500 } as const;

/** null: for ever. */
export async function readStreamRetentionDays(db: Database | Work): Promise<number | null> {
  const { rows } = await sql<{ value: number | null }>`
    select value from access.setting where name = ${STREAM_RETENTION.name}`.execute(db);
  return rows[0]?.value ?? null;
}

export async function writeStreamRetentionDays(db: Database | Work, days: number | null): Promise<void> {
  await sql`
    insert into access.setting (name, value) values (${STREAM_RETENTION.name}, ${JSON.stringify(days)}::json)
    on conflict (name) do update set value = excluded.value`.execute(db);
}
