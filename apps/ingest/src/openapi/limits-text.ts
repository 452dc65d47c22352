import * as limits from '../limits.ts';

const KIB = 1024;

/** `64 KiB` */
export function bytes(count: number): string {
  return count % (KIB * KIB) === 0 ? `${count / KIB / KIB} MiB` : `${count / KIB} KiB`;
}

export const thousands = (count: number) => count.toLocaleString('en-US');
const seconds = (ms: number) => `${ms / 1000} s`;

/** The limits of a request with events, one a line, from the constants that hold them. */
export const EVENT_LIMITS: readonly string[] = [
  `An event: ${bytes(limits.MAX_EVENT_BYTES)}, as sent when it comes alone or on a line, as compact JSON inside a batch.`,
  `A batch: ${thousands(limits.MAX_BATCH_EVENTS)} events, and ${bytes(limits.MAX_BODY_BYTES)} inflated. A stream of lines: no limit.`,
  `Refusals listed in a receipt: ${limits.MAX_LISTED_REFUSALS}; all are counted and kept.`,
  `Silence in the middle of a body: ${seconds(limits.IDLE_MS)}. A body that is no stream must be there within ${seconds(limits.WHOLE_BODY_MS)}.`,
  `All bodies that are worked on together: ${bytes(limits.MAX_BYTES_IN_FLIGHT)} inflated; beyond it 503.`,
];
