import type { Database } from '../database.ts';
import { waitUntilFolded } from '../recovery/progress.ts';
import { runWorker } from './run.ts';

/**
 * Returns once everything in the log is in the facts, working along: also where no other worker runs.
 * Throws the first error that the folding meets.
 */
export async function foldEverything(db: Database): Promise<void> {
  const stop = new AbortController();
  let failed: unknown;
  const worker = runWorker(db, {
    signal: stop.signal,
    pollMs: 20,
    onError: (error) => {
      failed ??= error;
      stop.abort();
    },
  });
  const aborted = new Promise<void>((resolve) => stop.signal.addEventListener('abort', () => resolve()));
  try {
    await Promise.race([waitUntilFolded(db, 50, stop.signal), aborted]);
  } finally {
    stop.abort();
    await worker;
  }
  if (failed !== undefined) throw failed;
}
