import type { Client } from './client.ts';
import { hostProcess } from './flush-timer.ts';

export interface CloseOnSignalsOptions {
  /** SIGTERM and SIGINT, if left out. */
  readonly signals?: readonly string[] | undefined;
  /** As for `close`. */
  readonly withinMs?: number | undefined;
}

/**
 * Closes the client when the process is told to end, then lets the signal do what it would have done: unless somebody else
 * listens for it too, the process ends by it. Does nothing where there are no signals. Call the result to undo it.
 */
export function closeOnSignals(client: Pick<Client, 'close'>, options: CloseOnSignalsOptions = {}): () => void {
  const { signals = ['SIGTERM', 'SIGINT'], withinMs } = options;
  const host = hostProcess();
  const undo = () => signals.forEach((signal) => host?.off(signal, onSignal));
  const onSignal = (signal: string) =>
    void client.close({ withinMs }).then(() => {
      undo();
      if (host?.listenerCount(signal) === 0) host.kill(host.pid, signal);
    });
  signals.forEach((signal) => host?.on(signal, onSignal));
  return undo;
}
