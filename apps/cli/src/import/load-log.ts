import { importFile, type ImportSummary, type Mapping } from '@finest-hour/connectors';
import type { Database } from '@finest-hour/store';
import { checkEvents, noCounts, pushEvents, type PushCounts } from './push-events.ts';

export interface LoadOptions {
  readonly source?: string;
  /** Share of the file read so far, 0–1. */
  readonly onProgress?: (share: number, events: number) => void;
  /** Ends the load after the batch at hand; repeating it goes on from there without counting anything twice. */
  readonly signal?: AbortSignal;
}

export interface Loaded {
  readonly summary: ImportSummary;
  readonly counts: PushCounts;
  readonly interrupted: boolean;
}

/** Reads a log and stores its events (`db` null: only checks them), a batch on its way while the next is read. */
export async function loadLog(
  db: Database | null,
  path: string,
  mapping: Mapping,
  options: LoadOptions = {},
): Promise<Loaded> {
  const log = importFile(path, mapping, options.source === undefined ? {} : { source: options.source });
  const counts = noCounts();
  const nowUs = Date.now() * 1000;
  let writing: Promise<void> = Promise.resolve();
  let events = 0;
  for await (const { events: batch, progress } of log.batches) {
    await writing;
    if (options.signal?.aborted === true) break;
    if (db === null) checkEvents(batch, nowUs, counts);
    else writing = pushEvents(db, batch, nowUs, counts);
    // Awaited in the next round; an error before then must not count as unhandled.
    writing.catch(() => undefined);
    events += batch.length;
    options.onProgress?.(progress.bytesTotal === 0 ? 1 : progress.bytesRead / progress.bytesTotal, events);
  }
  await writing;
  return { summary: log.summary(), counts, interrupted: options.signal?.aborted ?? false };
}
