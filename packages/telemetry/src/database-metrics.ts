import { setTimeout as sleep } from 'node:timers/promises';
import { Gauge, type Registry } from 'prom-client';

/** What the database says of the work that waits; numbers only. */
export interface Workload {
  readonly marksWaiting: number;
  /** How long the oldest mark has waited; 0: none waits. */
  readonly lagSeconds: number;
  readonly parkedStreams: number;
  /** Kept, neither replayed nor discarded. */
  readonly rejectedEvents: number;
  /** Seen lately. */
  readonly workers: number;
}

const GAUGES: Readonly<Record<keyof Workload, readonly [name: string, help: string]>> = {
  lagSeconds: ['finest_hour_worker_lag_seconds', 'Age of the oldest mark that waits for a worker; 0: nothing waits.'],
  marksWaiting: ['finest_hour_marks_waiting', 'Marks that wait for a worker, counted up to 100,000.'],
  workers: ['finest_hour_workers', 'Workers seen in the last ten seconds.'],
  parkedStreams: ['finest_hour_parked_streams', 'Streams that can not be folded; finest-hour doctor names them.'],
  rejectedEvents: ['finest_hour_rejected_events', 'Refused events that are kept to be corrected or discarded.'],
};

/** A scrape is answered in time, also where the database is not. */
const PATIENCE_MS = 2_000;

async function withinPatience<Result>(read: () => Promise<Result>): Promise<Result | null> {
  const late = new AbortController();
  try {
    return await Promise.race([read(), sleep(PATIENCE_MS, null, { signal: late.signal })]);
  } catch {
    return null;
  } finally {
    late.abort();
  }
}

/**
 * Gauges of what is in the database, read anew for each scrape; scrapes at the same time share one reading. Where it
 * can't be read they are absent, not 0, and `finest_hour_database_up` is 0.
 */
export function watchDatabase(registry: Registry, read: () => Promise<Workload>): () => Promise<void> {
  const registers = [registry];
  const up = new Gauge({
    name: 'finest_hour_database_up',
    help: 'Whether the database answered this scrape: 1 or 0.',
    registers,
  });
  const gauges = Object.entries(GAUGES).map(([field, [name, help]]) => {
    return { field: field as keyof Workload, gauge: new Gauge({ name, help, registers }) };
  });
  let reading: Promise<void> | null = null;
  const refresh = async () => {
    const workload = await withinPatience(read);
    up.set(workload === null ? 0 : 1);
    for (const { field, gauge } of gauges) {
      if (workload === null) gauge.remove();
      else gauge.set(workload[field]);
    }
  };
  return () => (reading ??= refresh().finally(() => (reading = null)));
}
