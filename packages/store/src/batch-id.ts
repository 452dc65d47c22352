import { randomUUID } from 'node:crypto';

/**
 * A new name for a batch of marks, which tells since when they wait: a UUID of version 7 (RFC 9562). `sinceMs`:
 * milliseconds since 1970.
 */
export function batchId(sinceMs: number = Date.now()): string {
  const time = Math.trunc(sinceMs).toString(16).padStart(12, '0');
  return `${time.slice(0, 8)}-${time.slice(8)}-7${randomUUID().slice(15)}`;
}

/** The moment in a batch's name, in milliseconds since 1970; null: it holds none. */
export function batchMs(batch: string): number | null {
  return batch[14] === '7' ? Number.parseInt(batch.slice(0, 8) + batch.slice(9, 13), 16) : null;
}
