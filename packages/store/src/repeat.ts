import { setTimeout as sleep } from 'node:timers/promises';

export interface Repetition {
  readonly signal: AbortSignal;
  readonly everyMs: number;
  /** Told of what went wrong; it is done again when its time comes. */
  readonly onError: (error: unknown) => void;
}

/** Does something at once and then every so often, until the signal. */
export async function repeat(run: () => Promise<unknown>, { signal, everyMs, onError }: Repetition): Promise<void> {
  while (!signal.aborted) {
    await run().catch(onError);
    await sleep(everyMs, undefined, { signal }).catch(() => undefined);
  }
}
