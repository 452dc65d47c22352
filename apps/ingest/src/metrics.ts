import { EVENT_PROBLEMS } from '@finest-hour/events';
import type { QueueDepth } from '@finest-hour/store';
import {
  Counter,
  createHttpMetrics,
  Gauge,
  Histogram,
  Registry,
  watchDatabase,
  type Handled,
  type Workload,
} from '@finest-hour/telemetry';
import { REQUEST_PROBLEMS, type RequestProblemType } from './http-problem.ts';

/** What became of the events of a batch: counts, and why each of the refused was. */
export interface Received {
  readonly accepted: number;
  readonly duplicates: number;
  readonly reasons: readonly string[];
}

/** What ingest counts while it works; `/metrics` tells it. docs/operations.md lists every metric. */
export interface IngestMetrics {
  readonly registry: Registry;
  /** Reads what is in the database; before each scrape. */
  refresh(): Promise<void>;
  handled(handled: Handled): void;
  /** A batch whose receipt is due. */
  received(received: Received): void;
  /** A request that was refused as a whole. */
  refused(reason: RequestProblemType): void;
  /** A transaction of the log. */
  committed(group: { readonly events: number; readonly ms: number }): void;
  watchQueue(depth: () => QueueDepth): void;
  watchBodies(heldBytes: () => number): void;
}

const EVENTS = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000];
const SECONDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];
const NAME = 'finest_hour_ingest_';

function createCounters(registers: Registry[]) {
  const events = new Counter({
    name: `${NAME}events_total`,
    help: 'Events dealt with: accepted, duplicate or rejected.',
    labelNames: ['result'],
    registers,
  });
  const rejected = new Counter({
    name: `${NAME}rejected_total`,
    help: 'Events that were refused, by reason.',
    labelNames: ['reason'],
    registers,
  });
  const refused = new Counter({
    name: `${NAME}refused_requests_total`,
    help: 'Requests that were refused as a whole, by reason.',
    labelNames: ['reason'],
    registers,
  });
  // Said from the start: a rate can be taken only of what was there before.
  for (const result of ['accepted', 'duplicate', 'rejected']) events.inc({ result }, 0);
  for (const reason of Object.keys(EVENT_PROBLEMS)) rejected.inc({ reason }, 0);
  for (const reason of Object.keys(REQUEST_PROBLEMS)) refused.inc({ reason }, 0);
  return { events, rejected, refused };
}

function createHistograms(registers: Registry[]) {
  const batchEvents = new Histogram({
    name: `${NAME}batch_events`,
    help: 'Events in a request, or in a batch of a stream of lines.',
    buckets: EVENTS,
    registers,
  });
  const commitEvents = new Histogram({
    name: `${NAME}commit_events`,
    help: 'Events in a transaction, of as many requests as waited.',
    buckets: EVENTS,
    registers,
  });
  const commitSeconds = new Histogram({
    name: `${NAME}commit_seconds`,
    help: 'Time of a transaction, from its first statement to its commit.',
    buckets: SECONDS,
    registers,
  });
  return { batchEvents, commitEvents, commitSeconds };
}

/** A gauge that is read when it is asked for; answers how to tell it where. */
function createGauge(registers: Registry[], name: string, help: string): (read: () => number) => void {
  let source = () => 0;
  new Gauge({
    name: NAME + name,
    help,
    registers,
    collect() {
      this.set(source());
    },
  });
  return (read) => {
    source = read;
  };
}

export function createIngestMetrics(readWorkload: () => Promise<Workload>): IngestMetrics {
  const registry = new Registry();
  const registers = [registry];
  const { events, rejected, refused } = createCounters(registers);
  const { batchEvents, commitEvents, commitSeconds } = createHistograms(registers);
  const watchEvents = createGauge(registers, 'queue_events', 'Events that wait for a transaction.');
  const watchRequests = createGauge(registers, 'queue_requests', 'Requests that wait for a transaction.');
  const watchBodies = createGauge(registers, 'in_flight_bytes', 'Bodies and rows in memory until they are committed.');
  return {
    registry,
    refresh: watchDatabase(registry, readWorkload),
    handled: createHttpMetrics(registry),
    received: ({ accepted, duplicates, reasons }) => {
      events.inc({ result: 'accepted' }, accepted);
      events.inc({ result: 'duplicate' }, duplicates);
      events.inc({ result: 'rejected' }, reasons.length);
      for (const reason of reasons) rejected.inc({ reason });
      batchEvents.observe(accepted + duplicates + reasons.length);
    },
    refused: (reason) => refused.inc({ reason }),
    committed: (group) => {
      commitEvents.observe(group.events);
      commitSeconds.observe(group.ms / 1000);
    },
    watchQueue: (depth) => {
      watchEvents(() => depth().items);
      watchRequests(() => depth().requests);
    },
    watchBodies,
  };
}
