import { setTimeout as sleep } from 'node:timers/promises';
import type { Database } from '../database.ts';
import { StaleWorkError } from '../stale-work-error.ts';
import { projectReadings } from './project.ts';

/** Counts the readings of marked days until the signal. */
export async function runReadings(
  db: Database,
  {
    signal,
    pollMs = 1_000,
    onError,
  }: { readonly signal: AbortSignal; readonly pollMs?: number; readonly onError: (error: unknown) => void },
): Promise<void> {
  while (!signal.aborted) {
    try {
      if ((await projectReadings(db)) > 0) continue;
    } catch (error) {
      if (!(error instanceof StaleWorkError)) onError(error);
    }
    await sleep(pollMs, undefined, { signal }).catch(() => undefined);
  }
}
