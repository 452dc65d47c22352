import { parseTimeUs, type LoggedEvent } from '@finest-hour/events';
import {
  eventOfRow,
  type ApiKey,
  type AppendStatus,
  type KeyFinding,
  type LogRow,
  type RejectedEvent,
} from '@finest-hour/store';
import { createLog, NO_TRACER } from '@finest-hour/telemetry';
import type { IngestDeps } from '../deps.ts';
import { createIngestMetrics } from '../metrics.ts';
import type { RejectedStore } from '../rejected-store.ts';

/** Keys that the store in memory knows, by secret. */
export const KEYS: Readonly<Record<string, ApiKey>> = {
  fh_push: { id: 'key-push', name: 'push', scopes: ['ingest'], source: null, origin: 'key-push' },
  fh_desk: { id: 'key-desk', name: 'desk only', scopes: ['ingest'], source: 'desk', origin: 'key-desk' },
  fh_admin: { id: 'key-admin', name: 'admin', scopes: ['admin'], source: null, origin: 'key-admin' },
  fh_read: { id: 'key-read', name: 'read', scopes: ['read'], source: null, origin: 'key-read' },
};

/** Keys that have ended. */
const SINCE = new Date('2026-02-01T00:00:00Z');
const ENDED: Readonly<Record<string, KeyFinding>> = {
  fh_revoked: { ok: false, why: 'revoked', name: 'old shop', since: SINCE },
  fh_expired: { ok: false, why: 'expired', name: 'guest', since: SINCE },
};

const WORKLOAD = { marksWaiting: 3, lagSeconds: 0.25, parkedStreams: 2, rejectedEvents: 5, workers: 1 };

export interface MemoryDeps extends IngestDeps {
  readonly events: readonly LoggedEvent[];
  readonly rejected: readonly RejectedEvent[];
  readonly logged: readonly string[];
  /** From now on every call of the store fails with this. */
  failWith(error: Error): void;
}

const notListed = () => Promise.reject(new Error('the store in memory keeps no list of refused events'));
const NOT_LISTED: RejectedStore = {
  list: notListed,
  countReasons: notListed,
  read: notListed,
  replay: notListed,
  replayAll: notListed,
  discard: notListed,
  discardAll: notListed,
};

const keyOf = ({ family, subject, source, id }: LogRow) => JSON.stringify([family, subject, source, id]);

/** A store in memory that answers as the real one does, with a clock at 2026-03-03T00:00:00Z. */
export function memoryDeps(): MemoryDeps {
  const stored = new Map<string, LogRow>();
  const rejected: RejectedEvent[] = [];
  const logged: string[] = [];
  let failure: Error | null = null;
  const check = () => (failure === null ? Promise.resolve() : Promise.reject(failure));

  function append(row: LogRow): AppendStatus {
    const known = stored.get(keyOf(row));
    if (known !== undefined) return known.hash === row.hash ? 'duplicate' : 'conflict';
    stored.set(keyOf(row), row);
    return 'accepted';
  }

  function find(secret: string): KeyFinding {
    const key = Object.hasOwn(KEYS, secret) ? KEYS[secret] : undefined;
    if (key !== undefined) return { ok: true, key };
    return Object.hasOwn(ENDED, secret) && ENDED[secret] !== undefined ? ENDED[secret] : { ok: false, why: 'unknown' };
  }

  return {
    get events() {
      return [...stored.values()].map(eventOfRow);
    },
    rejected,
    logged,
    failWith: (error) => {
      failure = error;
    },
    appendRows: (rows) => check().then(() => rows.map(append)),
    rejectedEvents: NOT_LISTED,
    customers: null,
    keepRejectedEvents: (refused) => check().then(() => void rejected.push(...refused)),
    findKey: (secret) => check().then(() => find(secret)),
    readiness: async () => {
      const up = failure === null;
      return { ready: up, database: up, migrations: up, waitingMarks: up ? 3 : null, lagSeconds: up ? 0.25 : null };
    },
    nowUs: () => parseTimeUs('2026-03-03T00:00:00Z') ?? 0,
    log: createLog('ingest', 'trace', { write: (line: string) => void logged.push(line) }),
    metrics: createIngestMetrics(() => check().then(() => WORKLOAD)),
    tracer: NO_TRACER,
  };
}
