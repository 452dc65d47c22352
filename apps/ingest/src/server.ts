import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  createAppender,
  keepRejectedEvents,
  KeyRing,
  openDatabase,
  readiness,
  type Database,
} from '@finest-hour/store';
import { readWorkload } from '@finest-hour/store/recovery';
import {
  createLog,
  NO_TRACER,
  startTracer,
  stopTracers,
  watchProcess,
  type Logger,
  type Tracer,
} from '@finest-hour/telemetry';
import { DEFAULT_EVENTS_PER_SECOND, DEFAULT_OPTIONS, rateOf } from './app-options.ts';
import { createIngestApp } from './app.ts';
import { customersStore } from './customers-store.ts';
import type { IngestDeps } from './deps.ts';
import { drain } from './drain.ts';
import { createHttpServer } from './http-server.ts';
import { createIngestMetrics } from './metrics.ts';
import { rejectedStore } from './rejected-store.ts';
import { readSettings, type IngestSettings } from './settings.ts';

const CONNECTIONS = 5;
/** Given back, connections close at once; one that hangs on a lock is not waited for. */
const CLOSE_MS = 500;

/** An erasure reads the whole log, once. */
const ERASURE_MS = 600_000;

function openEraser(url: string): Database {
  return openDatabase(url, { max: 2, applicationName: 'finest-hour eraser', statementTimeoutMs: ERASURE_MS });
}

/** The app's needs, met by the real store. */
export function storeDeps(
  db: Database,
  keys: KeyRing,
  log: Logger,
  { tracer = NO_TRACER, eraser = null }: { readonly tracer?: Tracer; readonly eraser?: Database | null } = {},
): IngestDeps {
  const metrics = createIngestMetrics(() => readWorkload(db));
  const appender = createAppender(db, {
    onCommit: ({ events, ms }) => {
      metrics.committed({ events, ms });
      tracer.record({ name: 'commit', kind: 'internal', ms, attributes: { 'finest_hour.events': events } });
    },
  });
  metrics.watchQueue(() => appender.depth);
  return {
    appendRows: (rows) => appender.append(rows),
    rejectedEvents: rejectedStore(db),
    keepRejectedEvents: (rejected) => keepRejectedEvents(db, rejected),
    customers: eraser === null ? null : customersStore(eraser),
    findKey: (secret) => keys.find(secret),
    readiness: () => readiness(db),
    nowUs: () => Date.now() * 1000,
    log,
    metrics,
    tracer,
  };
}

/** A server that listens. */
export interface RunningIngest {
  /** `http://host:port` */
  readonly url: string;
  /** Lets what is under way finish (5 s at most), then gives the database back. */
  close(): Promise<void>;
}

/** Serves the ingest API; port 0 takes a free one. Rejects where the address is taken. */
export async function serveIngest(settings: IngestSettings): Promise<RunningIngest> {
  const {
    port,
    host,
    databaseUrl,
    eraserUrl = null,
    logLevel,
    metricsToken = null,
    eventsPerSecond = DEFAULT_EVENTS_PER_SECOND,
  } = settings;
  const log = createLog('ingest', logLevel);
  const tracer = await startTracer('ingest');
  const db = openDatabase(databaseUrl, { max: CONNECTIONS, applicationName: 'finest-hour ingest' });
  const keys = new KeyRing(db, { onError: (err) => log.warn({ err }, 'the use of a key was not noted') });
  const stop = new AbortController();
  const options = { ...DEFAULT_OPTIONS, rate: rateOf(eventsPerSecond), metricsToken, stopping: stop.signal };
  const eraser = eraserUrl === null ? null : openEraser(eraserUrl);
  const deps = storeDeps(db, keys, log, { tracer, eraser });
  watchProcess({ register: deps.metrics.registry });
  const server = createHttpServer(createIngestApp(deps, options));
  try {
    await once(server.listen(port, host), 'listening');
  } catch (error) {
    await Promise.all([db.destroy(), eraser?.destroy()]);
    throw error;
  }
  const address = server.address();
  const bound = typeof address === 'object' && address !== null ? address.port : port;
  const url = `http://${host.includes(':') ? `[${host}]` : host}:${bound}`;
  log.info({ url }, 'listening');
  return {
    url,
    close: async () => {
      stop.abort();
      await drain(server);
      await Promise.race([
        Promise.all([keys.settle().then(() => db.destroy()), eraser?.destroy(), stopTracers()]),
        sleep(CLOSE_MS),
      ]);
      log.info('stopped');
    },
  };
}

async function main(): Promise<void> {
  const settings = readSettings(process.env);
  if ('mistakes' in settings) {
    for (const mistake of settings.mistakes) console.error(mistake);
    process.exitCode = 2;
    return;
  }
  const running = await serveIngest(settings);
  let closing: Promise<void> | null = null;
  const stop = () => {
    // Whatever still hangs on to the database must not keep the process.
    closing ??= running.close().finally(() => process.exit());
  };
  // Ctrl-C reaches the whole group, and `start` asks once more; whoever started it may also have died without a word.
  process.on('SIGINT', stop).on('SIGTERM', stop).on('disconnect', stop);
}

if (import.meta.main) await main();
