import { setTimeout as sleep } from 'node:timers/promises';
import type { Database } from '../database.ts';
import { markOutdated } from '../recovery/mark.ts';
import { projectCases } from '../recovery/project-cases.ts';
import { projectCustomers } from '../recovery/project-customers.ts';
import { StaleWorkError } from '../stale-work-error.ts';
import { Leases } from './lease.ts';

export interface WorkerOptions {
  readonly signal: AbortSignal;
  readonly pollMs?: number;
  /** Told of what went wrong; the worker goes on after a second. */
  readonly onError: (error: unknown) => void;
}

function nowUs(): number {
  return Date.now() * 1000;
}

/** Works off what is marked in the worker's spans, once; answers how many marks. */
async function workOnce(db: Database, leases: Leases): Promise<number> {
  let worked = 0;
  for (const span of await leases.hold(performance.now())) {
    worked += await projectCases(db, span, nowUs());
    worked += await projectCustomers(db, span, nowUs());
  }
  return worked;
}

/** Folds what arrives until the signal: polls, works until nothing is left, and polls again. */
export async function runWorker(db: Database, { signal, pollMs = 200, onError }: WorkerOptions): Promise<void> {
  const leases = new Leases(db);
  let checkedBook = false;
  while (!signal.aborted) {
    try {
      if (!checkedBook) await markOutdated(db);
      checkedBook = true;
      if ((await workOnce(db, leases)) === 0) await sleep(pollMs, undefined, { signal }).catch(() => undefined);
    } catch (error) {
      if (error instanceof StaleWorkError) continue;
      onError(error);
      await sleep(1_000, undefined, { signal }).catch(() => undefined);
    }
  }
  await leases.release().catch(onError);
}
