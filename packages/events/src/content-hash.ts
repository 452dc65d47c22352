import { hash } from 'node:crypto';
import { canonicalJson } from './canonical-json.ts';
import type { LoggedEvent } from './event.ts';

const HASH_BYTES = 16;

/**
 * 16 bytes (of SHA-256) that tell a repeated event from another one with the same source and id: they cover type, time,
 * subject, sequence, data and extensions, and neither the order of keys nor the form in which the event was sent.
 */
export function contentHash(event: LoggedEvent): Buffer {
  const { type, timeUs, subject, sequence, data, extensions } = event;
  const content = canonicalJson([type, timeUs, subject, sequence, data, extensions]);
  return hash('sha256', content, 'buffer').subarray(0, HASH_BYTES);
}
