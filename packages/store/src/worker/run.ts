import { setTimeout as sleep } from 'node:timers/promises';
import type { BucketSpan } from '../bucket.ts';
import type { Database } from '../database.ts';
import { markOutdated } from '../recovery/mark.ts';
import { projectCases } from '../recovery/project-cases.ts';
import { projectCustomers } from '../recovery/project-customers.ts';
import { StaleWorkError } from '../stale-work-error.ts';
import { Leases } from './lease.ts';
import { isFlood, NO_CYCLE, restMs, type Cycle } from './pace.ts';
import { Rests } from './rests.ts';
import { stillComes } from './still-comes.ts';
import { isFull, LaneTurn, type Round } from './turn.ts';

export interface WorkerOptions {
  readonly signal: AbortSignal;
  readonly pollMs?: number;
  /** Whether who sends goes first, so that much that has just come waits a little. */
  readonly yields?: boolean;
  /** Told of what went wrong; the worker goes on after a second. */
  readonly onError: (error: unknown) => void;
  /** Told each time that everything there was to do is done. */
  readonly onDone?: () => void;
}

/**
 * So many batches are under way at once where more waits than a batch, so that this process folds one while the database
 * reads or writes others. Each needs a connection.
 */
export const LANES = 3;

function lanesOf({ first, last }: BucketSpan, lanes: number): readonly BucketSpan[] {
  const start = (lane: number) => first + Math.floor(((last - first + 1) * lane) / lanes);
  return Array.from({ length: lanes }, (_, lane) => ({ first: start(lane), last: start(lane + 1) - 1 }));
}

interface StageTurns {
  readonly cases: LaneTurn;
  readonly customers: LaneTurn;
}

/** Whose turn it is in either stage, by the span that a lane works in. */
class Turns {
  readonly #rests = { cases: new Rests(), customers: new Rests() };
  readonly #bySpan = new Map<string, StageTurns>();

  of({ first, last }: BucketSpan): StageTurns {
    const name = `${first}–${last}`;
    const { cases, customers } = this.#rests;
    const turns = this.#bySpan.get(name) ?? { cases: new LaneTurn(cases), customers: new LaneTurn(customers) };
    this.#bySpan.set(name, turns);
    return turns;
  }
}

/** A worker that rests looks so often whether it still has to. */
const LOOK_EVERY_MS = 500;

/** How long the spans are worked on, all together, before the leases are looked after. */
const STINT_MS = 1_000;

/** Goes through the worker's spans once, as long as the stint allows. */
class Stint {
  readonly #db: Database;
  readonly #yields: boolean;
  readonly #startMs = performance.now();
  #marks = 0;
  #isFull = false;
  #newestMs = -Infinity;
  #oldestMs = Infinity;

  constructor(db: Database, yields: boolean) {
    this.#db = db;
    this.#yields = yields;
  }

  get cycle(): Cycle {
    const nowMs = Date.now();
    return {
      marks: this.#marks,
      isFull: this.#isFull,
      tookMs: performance.now() - this.#startMs,
      newestMs: nowMs - this.#newestMs,
      oldestMs: Math.max(0, nowMs - this.#oldestMs),
    };
  }

  #note({ streams, sinceMs, untilMs }: Round): void {
    if (streams.length === 0) return;
    this.#newestMs = Math.max(this.#newestMs, untilMs);
    this.#oldestMs = Math.min(this.#oldestMs, sinceMs);
  }

  /** Works off batch after batch until fewer come than a whole one, the time is over, or who sends is to go first. */
  async #whileFull(untilMs: number, turn: LaneTurn, next: () => Promise<number>): Promise<void> {
    for (let goesOn = true; goesOn;) {
      this.#marks += await next();
      const round = turn.last;
      if (round !== null) this.#note(round);
      const more = round !== null && isFull(round);
      goesOn = more && performance.now() < untilMs && !(this.#yields && isFlood({ ...this.cycle, isFull: more }));
      if (more && !goesOn) this.#isFull = true;
    }
  }

  /**
   * While cases come in whole batches their customers wait, since each batch marks many of them anew. They have a batch
   * in every stint, so that facts move on also where more arrives than can be folded.
   */
  async work(span: BucketSpan, { cases, customers }: StageTurns, stintMs: number): Promise<void> {
    const untilMs = performance.now() + stintMs;
    const nowUs = () => Date.now() * 1000;
    await this.#whileFull(untilMs, cases, () => projectCases(this.#db, span, nowUs(), { turn: cases }));
    await this.#whileFull(untilMs, customers, () => projectCustomers(this.#db, span, nowUs(), { turn: customers }));
  }
}

/** Folds what arrives until the signal: works off what there is, rests, and looks again. */
export async function runWorker(
  db: Database,
  { signal, pollMs = 300, yields = true, onError, onDone }: WorkerOptions,
): Promise<void> {
  const leases = new Leases(db);
  const turns = new Turns();
  let checkedBook = false;
  let cycle = NO_CYCLE;

  const workOnce = async (): Promise<Cycle> => {
    const stint = new Stint(db, yields);
    const spans = await leases.hold(performance.now());
    for (const span of spans) {
      // All are waited for, also if one fails: what still runs would get in the way of the next round.
      // One lane alone ends with its first full batch, and the others join in.
      const [lanes, stintMs] = cycle.isFull ? [LANES, STINT_MS / spans.length] : [1, 0];
      const worked = await Promise.allSettled(
        lanesOf(span, lanes).map((lane) => stint.work(lane, turns.of(lane), stintMs)),
      );
      for (const lane of worked) if (lane.status === 'rejected') throw lane.reason;
    }
    return stint.cycle;
  };

  /** In parts, so that a flood that is over is worked off at once. */
  const rest = async (ms: number): Promise<void> => {
    for (let leftMs = ms; leftMs > 0 && !signal.aborted; leftMs -= LOOK_EVERY_MS) {
      await sleep(Math.min(leftMs, LOOK_EVERY_MS), undefined, { signal }).catch(() => undefined);
      if (leftMs > LOOK_EVERY_MS && !(await stillComes(db))) return;
    }
  };

  while (!signal.aborted) {
    try {
      if (!checkedBook) await markOutdated(db);
      checkedBook = true;
      const wasBusy = cycle.marks > 0 || cycle === NO_CYCLE;
      cycle = await workOnce();
      if (cycle.marks === 0 && wasBusy) onDone?.();
      await rest(yields || !cycle.isFull ? restMs(cycle, pollMs) : 0);
    } catch (error) {
      if (error instanceof StaleWorkError) continue;
      onError(error);
      await sleep(1_000, undefined, { signal }).catch(() => undefined);
    }
  }
  await leases.release().catch(onError);
}
