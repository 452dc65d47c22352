import { listener } from './listener.ts';
import type { Problem, Rejection } from './problem.ts';

export interface ClientOptions {
  /** Where ingest listens, without `/v1/events`: `https://events.example.com`. */
  readonly url: string;
  /** A key with the scope `ingest`. It is a secret: not for browsers. */
  readonly key: string;
  /** Who pushes. `source` and `id` identify an event for ever, so keep it the same. */
  readonly source: string;

  /** Called for every event that was refused or given up, once. Prints to the console if left out. */
  readonly onRejected?: ((rejection: Rejection) => void) | undefined;
  /** Called before each wait for another try. */
  readonly onRetry?: ((problem: Problem, waitMs: number) => void) | undefined;

  /** A batch is sent when it has this many events (100: a receipt lists so many refusals) … */
  readonly maxBatchEvents?: number | undefined;
  /** … or this many bytes as JSON (1 MiB) … */
  readonly maxBatchBytes?: number | undefined;
  /** … or when its first event has waited this long (1,000 ms). */
  readonly maxWaitMs?: number | undefined;

  /** Events held at most, waiting and under way (10,000); what is pushed beyond is refused. */
  readonly maxQueueEvents?: number | undefined;
  /** Bytes held at most, as JSON (16 MiB). */
  readonly maxQueueBytes?: number | undefined;

  /** One try takes at most this long, answer included (30,000 ms). */
  readonly timeoutMs?: number | undefined;
  /** The first wait before another try is random between 0 and this (500 ms); the bound doubles each time … */
  readonly retryBaseMs?: number | undefined;
  /** … up to this (30,000 ms). */
  readonly retryCapMs?: number | undefined;
  /** A batch that would be tried for longer is refused (15 minutes); Infinity never gives up. */
  readonly giveUpAfterMs?: number | undefined;

  /** Compress bodies over 1 KiB, where the runtime can (true). */
  readonly gzip?: boolean | undefined;
  /** In place of the global `fetch`. */
  readonly fetch?: typeof globalThis.fetch | undefined;
}

const DEFAULTS = {
  maxBatchEvents: 100,
  maxBatchBytes: 1024 * 1024,
  maxWaitMs: 1000,
  maxQueueEvents: 10_000,
  maxQueueBytes: 16 * 1024 * 1024,
  timeoutMs: 30_000,
  retryBaseMs: 500,
  retryCapMs: 30_000,
  giveUpAfterMs: 15 * 60_000,
  gzip: true,
  onRejected: ({ id, event, problem }: Rejection) =>
    console.error(`finest-hour: ${event.type} ${id} is not stored: ${problem.detail} (${problem.type})`),
  onRetry: (_problem: Problem, _waitMs: number): void => undefined,
  // Called bare, whatever the global is by then: some runtimes refuse a fetch that is a method of something else.
  fetch: ((input, init) => fetch(input, init)) as typeof globalThis.fetch,
};

export type Settings = typeof DEFAULTS & { readonly endpoint: string; readonly key: string; readonly source: string };

/** The options with what was left out. Throws a TypeError for what can't work. */
export function readOptions({ url, key, source, ...rest }: ClientOptions): Settings {
  for (const [name, value] of Object.entries({ url, key, source })) {
    if (!value) throw new TypeError(`${name} is missing`);
  }
  const given = Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined));
  for (const [name, value] of Object.entries(given)) {
    if (typeof value === 'number' && !(value >= (name.endsWith('Ms') ? 0 : 1))) {
      throw new TypeError(`${name} must be a positive number: ${value}`);
    }
  }
  const endpoint = new URL('v1/events', url.endsWith('/') ? url : `${url}/`).href;
  const settings = { ...DEFAULTS, ...given, endpoint, key, source };
  return { ...settings, onRejected: listener(settings.onRejected), onRetry: listener(settings.onRetry) };
}
