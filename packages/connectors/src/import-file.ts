import { LogFollower, type ImportSummary } from './follow-log.ts';
import type { Mapping } from './mapping/mapping.ts';
import { openBytes } from './readers/bytes.ts';
import { csvReader } from './readers/csv.ts';
import type { LogReader } from './readers/row.ts';
import { xesReader } from './readers/xes.ts';
import { columnsOf } from './row-to-snapshot.ts';
import type { EventEnvelope } from '@finest-hour/events';

export interface ImportOptions {
  /** `source` of the events; by default the mapping's. */
  readonly source?: string;
}

/** How far an import is. Bytes are those of the file as it lies there, gzipped or not. */
export interface ImportProgress {
  readonly bytesRead: number;
  readonly bytesTotal: number;
  readonly rows: number;
}

/** A piece of an import, about a thousand events; never without any. */
export interface ImportBatch {
  readonly events: readonly EventEnvelope[];
  readonly progress: ImportProgress;
}

/** A log on its way to events. `batches` can be read once; `summary` tells what was read so far. */
export interface LogImport {
  readonly batches: AsyncIterable<ImportBatch>;
  readonly summary: () => ImportSummary;
}

/**
 * Reads a log (CSV or XES, plain or gzip) as a stream of events. The same file and mapping give the same events with
 * the same ids, however often and in whatever pieces. Reading throws an ImportError where the file can't be read.
 */
export function importFile(path: string, mapping: Mapping, options: ImportOptions = {}): LogImport {
  const follower = new LogFollower(mapping, options.source ?? mapping.source);
  return { batches: batchesOf(path, mapping, follower), summary: () => follower.summary() };
}

async function* batchesOf(path: string, mapping: Mapping, follower: LogFollower): AsyncGenerator<ImportBatch> {
  const { pieces, bytesTotal, bytesRead } = await openBytes(path);
  const reader = readerOf(path, mapping);
  const batch = (events: readonly EventEnvelope[]): ImportBatch => ({
    events,
    progress: { bytesRead: bytesRead(), bytesTotal, rows: follower.rows },
  });
  for await (const piece of pieces) {
    const events = follower.take(await reader.take(piece));
    if (events.length > 0) yield batch(events);
  }
  const events = follower.take(await reader.end());
  if (events.length > 0) yield batch(events);
}

function readerOf(path: string, mapping: Mapping): LogReader {
  const columns = columnsOf(mapping);
  return mapping.format === 'csv' ? csvReader({ path, columns, ...mapping.csv }) : xesReader({ path, columns });
}
