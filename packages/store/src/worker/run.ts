import { setTimeout as sleep } from 'node:timers/promises';
import type { BucketSpan } from '../bucket.ts';
import type { Database } from '../database.ts';
import { markOutdated } from '../recovery/mark.ts';
import { MAX_STREAMS } from '../recovery/poison.ts';
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
  /** Told each time that everything there was to do is done. */
  readonly onDone?: () => void;
}

function nowUs(): number {
  return Date.now() * 1000;
}

/** So many batches are under way at once, so that this process folds one while the database reads or writes the others. */
const LANES = 3;

function lanesOf({ first, last }: BucketSpan): readonly BucketSpan[] {
  const start = (lane: number) => first + Math.floor(((last - first + 1) * lane) / LANES);
  return Array.from({ length: LANES }, (_, lane) => ({ first: start(lane), last: start(lane + 1) - 1 }));
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

/** How long the spans are worked on, all together, before the leases are looked after. */
const STINT_MS = 1_000;

/** Works off batch after batch until fewer come than a whole one, or the stint is over; answers how many marks. */
async function whileFull(untilMs: number, next: () => Promise<number>): Promise<number> {
  let worked = 0;
  let marks: number;
  do worked += marks = await next();
  while (marks >= MAX_STREAMS && performance.now() < untilMs);
  return worked;
}

/**
 * While cases come in whole batches their customers wait, since each batch marks many of them anew. They have a batch
 * in every stint, so that facts move on also where more arrives than can be folded.
 */
async function workSpan(db: Database, span: BucketSpan, turns: Turns, stintMs: number): Promise<number> {
  const untilMs = performance.now() + stintMs;
  const { cases, customers } = turns.of(span);
  const worked = await whileFull(untilMs, () => projectCases(db, span, nowUs(), { turn: cases }));
  return worked + (await whileFull(untilMs, () => projectCustomers(db, span, nowUs(), { turn: customers })));
}

/** Works off what is marked in the worker's spans, once; answers how many marks. */
async function workOnce(db: Database, leases: Leases, turns: Turns): Promise<number> {
  let worked = 0;
  const spans = await leases.hold(performance.now());
  for (const span of spans) {
    // All are waited for, also if one fails: what still runs would get in the way of the next round.
    const lanes = await Promise.allSettled(
      lanesOf(span).map((lane) => workSpan(db, lane, turns, STINT_MS / spans.length)),
    );
    for (const lane of lanes) {
      if (lane.status === 'rejected') throw lane.reason;
      worked += lane.value;
    }
  }
  return worked;
}

/** Folds what arrives until the signal: polls, works until nothing is left, and polls again. */
export async function runWorker(db: Database, { signal, pollMs = 200, onError, onDone }: WorkerOptions): Promise<void> {
  const leases = new Leases(db);
  const turns = new Turns();
  let checkedBook = false;
  let busy = true;
  while (!signal.aborted) {
    try {
      if (!checkedBook) await markOutdated(db);
      checkedBook = true;
      const worked = await workOnce(db, leases, turns);
      if (worked === 0 && busy) onDone?.();
      busy = worked > 0;
      if (!busy) await sleep(pollMs, undefined, { signal }).catch(() => undefined);
    } catch (error) {
      if (error instanceof StaleWorkError) continue;
      onError(error);
      await sleep(1_000, undefined, { signal }).catch(() => undefined);
    }
  }
  await leases.release().catch(onError);
}
