import type { ApiKey, AppendStatus } from '@finest-hour/store';
import type { IngestDeps } from './deps.ts';
import { makeReceipt, type Receipt } from './receipt.ts';
import type { SortedEvents } from './sort-events.ts';

function count(statuses: readonly AppendStatus[], status: AppendStatus): number {
  let found = 0;
  for (const each of statuses) if (each === status) found += 1;
  return found;
}

/**
 * Stores what can be read and keeps what can't; the receipt is made only once both are committed.
 * Events first: if keeping the refused fails, the request fails, and sending it again finds duplicates.
 */
export async function receiveEvents(deps: IngestDeps, key: ApiKey, events: SortedEvents): Promise<Receipt> {
  const statuses = events.rows.length === 0 ? [] : await deps.appendRows(events.rows);
  const refusals = events.refusals(statuses);
  if (refusals.length > 0) {
    const { receivedUs } = events;
    const kept = refusals.map(({ index: _, ...refusal }) => ({ ...refusal, keyId: key.id, receivedUs }));
    await deps.keepRejectedEvents(kept);
  }
  const [accepted, duplicates] = [count(statuses, 'accepted'), count(statuses, 'duplicate')];
  deps.metrics.received({ accepted, duplicates, reasons: refusals.map(({ problem }) => problem.type) });
  return makeReceipt(accepted, duplicates, refusals);
}
