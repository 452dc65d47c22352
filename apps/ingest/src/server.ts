import { once } from 'node:events';
import { createServer } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import { KeyRing, appendEvents, keepRejectedEvents, openDatabase, readiness, type Database } from '@finest-hour/store';
import { pino, type Logger } from 'pino';
import { createIngestApp } from './app.ts';
import type { IngestDeps } from './deps.ts';
import { drain } from './drain.ts';
import { rejectedStore } from './rejected-store.ts';
import { readSettings, type IngestSettings } from './settings.ts';

const CONNECTIONS = 5;

/** The app's needs, met by the real store. */
export function storeDeps(db: Database, keys: KeyRing, log: Logger): IngestDeps {
  return {
    appendEvents: (events, receivedUs) => appendEvents(db, events, receivedUs),
    rejectedEvents: rejectedStore(db),
    keepRejectedEvents: (rejected) => keepRejectedEvents(db, rejected),
    findKey: (secret) => keys.find(secret),
    readiness: () => readiness(db),
    nowUs: () => Date.now() * 1000,
    log,
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
  const { port, host, databaseUrl, logLevel } = settings;
  const log = pino({ name: 'ingest', level: logLevel });
  const db = openDatabase(databaseUrl, { max: CONNECTIONS, applicationName: 'finest-hour ingest' });
  const keys = new KeyRing(db, { onError: (err) => log.warn({ err }, 'the use of a key was not noted') });
  const listener = getRequestListener(createIngestApp(storeDeps(db, keys, log)).fetch);
  const server = createServer((request, response) => void listener(request, response));
  try {
    await once(server.listen(port, host), 'listening');
  } catch (error) {
    await db.destroy();
    throw error;
  }
  const address = server.address();
  const bound = typeof address === 'object' && address !== null ? address.port : port;
  const url = `http://${host.includes(':') ? `[${host}]` : host}:${bound}`;
  log.info({ url }, 'listening');
  return {
    url,
    close: async () => {
      await drain(server);
      await keys.settle();
      await db.destroy();
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
    closing ??= running.close().finally(() => {
      if (process.connected) process.disconnect();
    });
  };
  // Ctrl-C reaches the whole group, and `start` asks once more; whoever started it may also have died without a word.
  process.on('SIGINT', stop).on('SIGTERM', stop).on('disconnect', stop);
}

if (import.meta.main) await main();
