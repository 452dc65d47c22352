import { hmacSha256 } from '../erasure/hmac.ts';
import type { RejectedEvent } from './rejected.ts';

/** A refused event as its row, however often it came. */
export interface CountedRefusal {
  readonly id: string;
  /** As it came last. */
  readonly event: RejectedEvent;
  readonly times: number;
  /** When it came first. */
  readonly firstUs: number;
}

/** RFC 9562, version 8: what its bits mean is ours to say. */
function uuidOf(digest: Buffer): string {
  const bytes = Buffer.from(digest.subarray(0, 16));
  bytes[6] = ((bytes[6] as number) & 0x0f) | 0x80;
  bytes[8] = ((bytes[8] as number) & 0x3f) | 0x80;
  const hex = bytes.toString('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}

/**
 * The same content by the same key, refused for the same reason, is one row, whenever it comes: its id is made of them. Under
 * the key of the tombstones, since an id outlives a payload that is emptied by an erasure, and nobody may try texts against
 * it. In the order of ids, in which all write.
 */
export function countRefusals(rejected: readonly RejectedEvent[], key: Buffer): readonly CountedRefusal[] {
  const digest = hmacSha256(key);
  const counted = new Map<string, CountedRefusal>();
  for (const event of rejected) {
    const { keyId, source, problem, payload } = event;
    const id = uuidOf(digest(JSON.stringify(['refused', keyId, source, event.id, problem.type, payload])));
    const known = counted.get(id) ?? { event, times: 0, firstUs: event.receivedUs };
    counted.set(id, {
      id,
      event: event.receivedUs > known.event.receivedUs ? event : known.event,
      times: known.times + 1,
      firstUs: Math.min(known.firstUs, event.receivedUs),
    });
  }
  return [...counted.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
}
