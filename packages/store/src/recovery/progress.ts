import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import type { Database } from '../database.ts';

/** Whether anything is still to be folded. */
export async function hasMarks(db: Database): Promise<boolean> {
  const { rows } = await sql<{ marked: boolean }>`select exists (select from recovery.mark) as marked`.execute(db);
  return rows[0]?.marked ?? false;
}

async function batches(db: Database, family: string): Promise<readonly string[]> {
  const { rows } = await sql<{
    batch: string;
  }>`select distinct batch from recovery.mark where family = ${family}`.execute(db);
  return rows.map(({ batch }) => batch);
}

type Pause = (ms: number) => Promise<unknown>;

async function waitUntilGone(
  db: Database,
  family: string,
  pollMs: number,
  pause: Pause,
  signal: AbortSignal | undefined,
): Promise<void> {
  const waited = await batches(db, family);
  while (signal?.aborted !== true) {
    const askedMs = performance.now();
    const { rows } = await sql<{ left: boolean }>`
      select exists (select from recovery.mark where family = ${family} and batch = any(${[...waited]}::uuid[])) as left`.execute(
      db,
    );
    if (rows[0]?.left !== true) return;
    // Where there is much to wait for, asking costs much, and the workers need the database more.
    await pause(Math.min(1_000, Math.max(pollMs, 20 * (performance.now() - askedMs))));
  }
}

/** Folding marks what hangs on it: a case what it is merged into, an id those linked with it. So far that is followed. */
const ROUNDS = 8;

/**
 * Returns once everything that is in the log by now is in the facts, while some worker runs. What arrives meanwhile
 * is not waited for, so it ends also where events never stop coming. The signal ends the wait before; a pause may end
 * before its time, where somebody knows that it is worth asking.
 */
export async function waitUntilFolded(
  db: Database,
  pollMs = 50,
  signal?: AbortSignal,
  pause: Pause = (ms) => sleep(ms),
): Promise<void> {
  for (let round = 0; round < ROUNDS && (round === 0 || (await hasMarks(db))); round += 1) {
    await waitUntilGone(db, 'case', pollMs, pause, signal);
    await waitUntilGone(db, 'customer', pollMs, pause, signal);
    if (signal?.aborted === true) return;
  }
}

/** Whether nothing was ever pushed. */
export async function isEmpty(db: Database): Promise<boolean> {
  const { rows } = await sql<{ filled: boolean }>`select exists (select from log.event) as filled`.execute(db);
  return rows[0]?.filled !== true;
}
