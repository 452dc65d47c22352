import { sql } from 'kysely';
import type { Work } from '../database.ts';
import { LOCKS } from '../locks.ts';

/**
 * Locks of the database, each held to the end of the transaction. Whoever stores events or refused ones shares the first
 * (in `log.assert_tombstones`), whoever folds the second, so neither ever waits for their own kind; an erasure takes them
 * alone. Taken in this order: folds, storing, audit.
 */

/** Nobody stores anything from here on; waits for those who do. */
export async function holdStoring(work: Work): Promise<void> {
  await sql`select pg_advisory_xact_lock(${LOCKS.storing})`.execute(work);
}

/** Nobody folds from here on; waits for those who do. */
export async function holdFolding(work: Work): Promise<void> {
  await sql`select pg_advisory_xact_lock(${LOCKS.folding})`.execute(work);
}

/**
 * Taken by a projection between its marks and the streams: while an erasure runs, it waits, and then finds either the
 * streams as they are now or its marks gone, and is undone.
 */
export async function shareFolding(work: Work): Promise<void> {
  await sql`select pg_advisory_xact_lock_shared(${LOCKS.folding})`.execute(work);
}
