import { setTimeout as sleep } from 'node:timers/promises';
import type { BucketSpan } from '../bucket.ts';
import type { Database } from '../database.ts';
import { markOutdated } from '../recovery/mark.ts';
import { projectCases } from '../recovery/project-cases.ts';
import { projectCustomers } from '../recovery/project-customers.ts';
import { StaleWorkError } from '../stale-work-error.ts';
import { Leases } from './lease.ts';
import { LaneTurn, type Turn } from './turn.ts';

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

/** Whose turn it is in either stage, by the span that a lane works in. */
class Turns {
  readonly #bySpan = new Map<string, { readonly cases: Turn; readonly customers: Turn }>();

  of({ first, last }: BucketSpan): { readonly cases: Turn; readonly customers: Turn } {
    const name = `${first}–${last}`;
    const turns = this.#bySpan.get(name) ?? { cases: new LaneTurn(), customers: new LaneTurn() };
    this.#bySpan.set(name, turns);
    return turns;
  }
}

async function workSpan(db: Database, span: BucketSpan, turns: Turns): Promise<number> {
  const { cases, customers } = turns.of(span);
  const worked = await projectCases(db, span, nowUs(), { turn: cases });
  return worked + (await projectCustomers(db, span, nowUs(), { turn: customers }));
}

/** Works off what is marked in the worker's spans, once; answers how many marks. */
async function workOnce(db: Database, leases: Leases, turns: Turns): Promise<number> {
  let worked = 0;
  for (const span of await leases.hold(performance.now())) {
    // Both are waited for, also if one fails: what still runs would get in the way of the next round.
    const lanes = await Promise.allSettled(halves(span).map((half) => workSpan(db, half, turns)));
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
  const turns = new Turns();
  let checkedBook = false;
  while (!signal.aborted) {
    try {
      if (!checkedBook) await markOutdated(db);
      checkedBook = true;
      if ((await workOnce(db, leases, turns)) === 0) await sleep(pollMs, undefined, { signal }).catch(() => undefined);
    } catch (error) {
      if (error instanceof StaleWorkError) continue;
      onError(error);
      await sleep(1_000, undefined, { signal }).catch(() => undefined);
    }
  }
  await leases.release().catch(onError);
}
