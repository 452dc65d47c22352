import type { AppendStatus, KeyFinding, LogRow, Readiness, RejectedEvent } from '@finest-hour/store';
import type { Logger, Tracer } from '@finest-hour/telemetry';
import type { CustomersStore } from './customers-store.ts';
import type { IngestMetrics } from './metrics.ts';
import type { RejectedStore } from './rejected-store.ts';

/** All that the app needs from outside; tests give it a store in memory and a clock that stands still. */
export interface IngestDeps {
  /** All or nothing; answers for each event in order, and only once they are committed. */
  appendRows(rows: readonly LogRow[]): Promise<readonly AppendStatus[]>;
  /** Those that were kept, for whoever corrects them. */
  readonly rejectedEvents: RejectedStore;
  keepRejectedEvents(rejected: readonly RejectedEvent[]): Promise<void>;
  /** Persons, for whoever has to tell what is held of them, or erase them; null: this process may not. */
  readonly customers: CustomersStore | null;
  /** Who presents a secret, or why nobody does. */
  findKey(secret: string): Promise<KeyFinding>;
  readiness(): Promise<Readiness>;
  /** Microseconds since 1970. */
  nowUs(): number;
  readonly log: Logger;
  readonly metrics: IngestMetrics;
  readonly tracer: Tracer;
}
