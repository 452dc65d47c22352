import { Worker } from 'node:worker_threads';
import { expect, test } from 'vitest';

/** Counts the events of a simulation in a thread with a heap of so many MB; fails where that is not enough. */
function countWithin(heapMb: number, scale: number): Promise<number> {
  const worker = new Worker(new URL('./testing/count-events.ts', import.meta.url), {
    workerData: { scale },
    resourceLimits: { maxOldGenerationSizeMb: heapMb, maxYoungGenerationSizeMb: 16 },
  });
  return new Promise((resolve, reject) => {
    worker.once('message', resolve);
    worker.once('error', reject);
  });
}

test('a million events stream through a heap of 96 MB', { timeout: 120_000 }, async () => {
  expect(await countWithin(96, 8)).toBeGreaterThan(1_000_000);
});
