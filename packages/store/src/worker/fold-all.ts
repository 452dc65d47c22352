import { setTimeout as sleep } from 'node:timers/promises';
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
  let done = Promise.withResolvers<unknown>();
  const worker = runWorker(db, {
    signal: stop.signal,
    pollMs: 20,
    yields: false,
    onDone: () => {
      done.resolve(null);
      done = Promise.withResolvers<unknown>();
    },
    onError: (error) => {
      failed ??= error;
      stop.abort();
    },
  });
  const pause = (ms: number) => Promise.race([sleep(ms), done.promise]);
  const aborted = new Promise<void>((resolve) => stop.signal.addEventListener('abort', () => resolve()));
  try {
    await Promise.race([waitUntilFolded(db, 500, stop.signal, pause), aborted]);
  } finally {
    stop.abort();
    await worker;
  }
  if (failed !== undefined) throw failed;
}
