import { setTimeout as sleep } from 'node:timers/promises';

const LOOK_EVERY_MS = 1_000;

/** Resolves once something no longer runs, within a second or so, or at the signal. */
export async function untilGone(isRunning: () => boolean, signal: AbortSignal): Promise<void> {
  while (!signal.aborted && isRunning()) await sleep(LOOK_EVERY_MS, undefined, { signal }).catch(() => undefined);
}
