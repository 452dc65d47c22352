import { setTimeout as sleep } from 'node:timers/promises';
import type { Database } from '../database.ts';
import { StaleWorkError } from '../stale-work-error.ts';
import { projectReadings } from './project.ts';
import { isSettled, readWaiting } from './settled.ts';

/** After a round one rests for so many times as long as it took: readings can wait, and take a tenth of a core at most. */
const REST = 9;
const LONGEST_REST_MS = 60_000;

/** Counts the readings of marked days, once they have settled, until the signal. */
export async function runReadings(
  db: Database,
  {
    signal,
    pollMs = 1_000,
    onError,
  }: { readonly signal: AbortSignal; readonly pollMs?: number; readonly onError: (error: unknown) => void },
): Promise<void> {
  while (!signal.aborted) {
    const startMs = performance.now();
    try {
      const waiting = await readWaiting(db);
      if (waiting !== null && isSettled(waiting, Date.now())) await projectReadings(db);
    } catch (error) {
      if (!(error instanceof StaleWorkError)) onError(error);
    }
    const restMs = Math.min(LONGEST_REST_MS, REST * (performance.now() - startMs));
    await sleep(Math.max(pollMs, restMs), undefined, { signal }).catch(() => undefined);
  }
}
