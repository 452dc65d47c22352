import type { Database } from '../database.ts';
import { appendRows } from './append.ts';
import { GroupCommit, type QueueDepth } from './group-commit.ts';
import type { AppendStatus, LogRow } from './row.ts';

/** One group, for who watches. */
export interface GroupCommitted {
  readonly events: number;
  /** From the first statement to the commit. */
  readonly ms: number;
}

export interface AppenderOptions {
  /** Commits under way at a time; each needs a connection. */
  readonly lanes?: number;
  readonly queueEvents?: number;
  readonly waitMs?: number;
  readonly onCommit?: (group: GroupCommitted) => void;
}

/** Stores events for many who ask at once. */
export interface Appender {
  /**
   * As `appendEvents`, of what was made into rows already, since what waits should be small; committed together with what
   * others send meanwhile. Rejects with QueueFullError where too many events wait for the database.
   */
  append(rows: readonly LogRow[]): Promise<readonly AppendStatus[]>;
  readonly depth: QueueDepth;
}

/** So many are worth a commit of their own beside another; and one that takes so long is not waited for. */
const CROWD_EVENTS = 250;
const SLOW_MS = 25;
/** A group larger than this gains nothing, and holds up those who come after. */
const GROUP_EVENTS = 2_000;

/** What the data itself can cause: the database's class of bad data, broken constraints, exceeded limits, its own faults. */
const OWN_FAULT = /^(22|23|42|54|XX)/;

function isOwnFault(error: unknown): boolean {
  return OWN_FAULT.test(String((error as { readonly code?: unknown } | null)?.code ?? ''));
}

export function createAppender(db: Database, options: AppenderOptions = {}): Appender {
  const { lanes = 2, queueEvents = 50_000, waitMs = 10_000, onCommit } = options;
  const commit = async (rows: readonly LogRow[]) => {
    const startMs = performance.now();
    const statuses = await appendRows(db, rows);
    onCommit?.({ events: rows.length, ms: performance.now() - startMs });
    return statuses;
  };
  const group = new GroupCommit(commit, {
    lanes,
    crowdItems: CROWD_EVENTS,
    slowMs: SLOW_MS,
    groupItems: GROUP_EVENTS,
    queueItems: queueEvents,
    waitMs,
    isOwnFault,
  });
  return {
    append: (rows) => group.submit(rows),
    get depth() {
      return group.depth;
    },
  };
}
