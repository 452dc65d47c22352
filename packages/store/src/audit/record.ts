import { sql } from 'kysely';
import type { Database, Work } from '../database.ts';
import { LOCKS } from '../locks.ts';
import { auditHash, NO_HASH, type AuditEntry } from './chain.ts';

/** Writes down what somebody does, in the transaction that does it: the one is stored if and only if the other is. */
export async function recordAudit(work: Work, given: AuditEntry): Promise<void> {
  const json = JSON.stringify(given.detail);
  // As it will be read: a date, for one, comes back as text.
  const entry = { ...given, detail: JSON.parse(json) as AuditEntry['detail'] };
  // Records follow on one another, so one is written at a time. Taken last of all locks.
  await sql`select pg_advisory_xact_lock(${LOCKS.audit})`.execute(work);
  const { rows } = await sql<{ seq: number; hash: Buffer }>`
    select seq, hash from access.audit order by seq desc limit 1`.execute(work);
  const { seq: last, hash: previous } = rows[0] ?? { seq: 0, hash: NO_HASH };
  const seq = last + 1;
  await sql`
    insert into access.audit (seq, at_us, actor, action, detail, previous, hash)
    values (${seq}, ${entry.atUs}::bigint, ${entry.actor}, ${entry.action}, ${json}::json,
            ${previous}, ${auditHash(previous, seq, entry)})`.execute(work);
}

/** Who does what, and when. */
export type Act = Omit<AuditEntry, 'detail'>;

/**
 * Does something and writes it down, in one transaction. `tell`: what of it is written down; null: nothing was done.
 */
export function audited<Result>(
  db: Database,
  act: Act,
  run: (work: Work) => Promise<Result>,
  tell: (result: Result) => AuditEntry['detail'] | null,
): Promise<Result> {
  return db.transaction().execute(async (work) => {
    const result = await run(work);
    const detail = tell(result);
    if (detail !== null) await recordAudit(work, { ...act, detail });
    return result;
  });
}

/** Writes it down on its own, for what was done a moment before. */
export function recordAuditAlone(db: Database, entry: AuditEntry): Promise<void> {
  return db.transaction().execute((work) => recordAudit(work, entry));
}
