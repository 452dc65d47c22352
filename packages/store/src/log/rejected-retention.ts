import { sql } from 'kysely';
import type { Database, Work } from '../database.ts';
import { repeat, type Repetition } from '../repeat.ts';

const DAY_US = 86_400_000_000;
const BATCH = 500;

/** Refused events are kept for so many days after they were received. */
export const REJECTED_RETENTION = { name: 'rejectedRetentionDays', default: 90, from: 1, to: 3650 } as const;

export async function readRejectedRetentionDays(db: Database): Promise<number> {
  const { rows } = await sql<{ value: number }>`
    select value from access.setting where name = ${REJECTED_RETENTION.name}`.execute(db);
  return rows[0]?.value ?? REJECTED_RETENTION.default;
}

export async function writeRejectedRetentionDays(db: Database | Work, days: number): Promise<void> {
  await sql`
    insert into access.setting (name, value) values (${REJECTED_RETENTION.name}, ${JSON.stringify(days)}::json)
    on conflict (name) do update set value = excluded.value`.execute(db);
}

/** Deletes refused events received longer ago than they are kept, in small batches; answers how many. */
export async function forgetRejected(db: Database, nowUs: number, signal?: AbortSignal): Promise<number> {
  const beforeUs = nowUs - (await readRejectedRetentionDays(db)) * DAY_US;
  let forgotten = 0;
  while (signal?.aborted !== true) {
    const result = await sql`
      delete from log.rejected_event where id in (
        select id from log.rejected_event where received_us < ${beforeUs}::bigint
        order by received_us limit ${BATCH})`.execute(db);
    const count = Number(result.numAffectedRows ?? 0n);
    forgotten += count;
    if (count < BATCH) break;
  }
  return forgotten;
}

/** Forgets what is too old every ten minutes, until the signal. Several workers may do so at once. */
export function runRejectedRetention(
  db: Database,
  { signal, everyMs = 600_000, onError }: Omit<Repetition, 'everyMs'> & Partial<Pick<Repetition, 'everyMs'>>,
): Promise<void> {
  return repeat(() => forgetRejected(db, Date.now() * 1000, signal), { signal, everyMs, onError });
}
