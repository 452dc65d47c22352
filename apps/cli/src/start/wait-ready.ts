import { setTimeout as sleep } from 'node:timers/promises';

/** Waits until a server says that it is ready. Throws where it does not within the time. */
export async function waitReady(name: string, url: string, withinMs: number, signal: AbortSignal): Promise<void> {
  const deadlineMs = performance.now() + withinMs;
  while (!signal.aborted) {
    const response = await fetch(url, { signal }).catch(() => null);
    await response?.body?.cancel();
    if (response?.ok === true) return;
    if (performance.now() > deadlineMs) throw new Error(`${name} is not ready after ${withinMs / 1000} s: ${url}`);
    await sleep(100, undefined, { signal }).catch(() => undefined);
  }
}
