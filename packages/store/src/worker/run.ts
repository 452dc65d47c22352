import { setTimeout as sleep } from 'node:timers/promises';
import type { BucketSpan } from '../bucket.ts';
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

/** A span in two, so that this process folds one half while the database reads or writes the other. */
function halves({ first, last }: BucketSpan): readonly BucketSpan[] {
  const middle = (first + last) >>> 1;
  return [
    { first, last: middle },
    { first: middle + 1, last },
  ];
}

async function workSpan(db: Database, span: BucketSpan): Promise<number> {
  return (await projectCases(db, span, nowUs())) + (await projectCustomers(db, span, nowUs()));
}

/** Works off what is marked in the worker's spans, once; answers how many marks. */
async function workOnce(db: Database, leases: Leases): Promise<number> {
  let worked = 0;
  for (const span of await leases.hold(performance.now())) {
    // Both are waited for, also if one fails: what still runs would get in the way of the next round.
    const lanes = await Promise.allSettled(halves(span).map((half) => workSpan(db, half)));
    for (const lane of lanes) {
      if (lane.status === 'rejected') throw lane.reason;
      worked += lane.value;
    }
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
