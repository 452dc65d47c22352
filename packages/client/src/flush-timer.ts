import { after, type Timer } from './timers.ts';

/** What this package uses of Node's `process`, where there is one. */
export interface Host {
  readonly pid: number;
  on(name: string, listener: (name: string) => void): unknown;
  off(name: string, listener: (name: string) => void): unknown;
  listenerCount(name: string): number;
  kill(pid: number, signal: string): unknown;
}

/** `process` in Node, Bun and Deno; undefined in runtimes that have none, or only a part of it. */
export function hostProcess(): Host | undefined {
  const { process } = globalThis as { process?: Partial<Host> };
  return typeof process?.off === 'function' && typeof process.kill === 'function' ? (process as Host) : undefined;
}

/** Where a timer is an object, it can be told not to keep the process alive; its type depends on who looks. */
const release = (timer: unknown) => (timer as { unref?: () => void }).unref?.();

export interface FlushTimer {
  /** Flushes in `waitMs` from the first call, or sooner, if the process has nothing else left to do. */
  arm(): void;
  disarm(): void;
}

/**
 * The wait for a batch to fill. It keeps no process alive: one that is about to end flushes at once (`beforeExit`). Listens
 * only while something waits, so that clients that are thrown away leave nothing behind.
 */
export function createFlushTimer(waitMs: number, flush: () => void): FlushTimer {
  let timer: Timer | undefined;
  const disarm = () => {
    clearTimeout(timer);
    timer = undefined;
    hostProcess()?.off('beforeExit', flush);
  };
  const arm = () => {
    if (timer !== undefined) return;
    timer = after(waitMs, flush);
    const host = hostProcess();
    if (host === undefined) return;
    release(timer);
    host.on('beforeExit', flush);
  };
  return { arm, disarm };
}
