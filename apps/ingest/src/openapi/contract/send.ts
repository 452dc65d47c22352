import { createIngestApp } from '../../app.ts';
import { DEFAULT_OPTIONS, type AppOptions } from '../../app-options.ts';
import type { AppendStatus } from '@finest-hour/store';
import type { CustomersStore } from '../../customers-store.ts';
import { memoryDeps, type MemoryDeps } from '../../testing/memory-deps.ts';
import { customersMemory } from './customers-memory.ts';
import { rejectedMemory } from './rejected-memory.ts';

/** A request, as far as it differs from one with a valid key. */
export interface Sent {
  readonly method: string;
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array | ReadableStream<Uint8Array>;
}

/** What is special about the server. */
export interface Situation {
  readonly options?: Partial<AppOptions>;
  /** The database fails so. */
  readonly failure?: Error;
  /** What the store says of every event. */
  readonly status?: AppendStatus;
  /** It may neither tell nor erase persons. */
  readonly withoutCustomers?: boolean;
  /** Sent before. */
  readonly first?: readonly Sent[];
}

export interface Server {
  readonly deps: MemoryDeps;
  send(sent: Sent): Promise<Response>;
}

/** A request is named, so that its answer is the same each time. */
const ALWAYS = { authorization: 'Bearer fh_push', 'x-request-id': 'request-1' };

/** The app, over a store in memory. */
export function openServer(
  options: Partial<AppOptions> = {},
  customers: CustomersStore | null = customersMemory,
): Server {
  const deps = Object.assign(memoryDeps(), { rejectedEvents: rejectedMemory, customers });
  const app = createIngestApp(deps, { ...DEFAULT_OPTIONS, ...options });
  const send = async ({ method, path, headers, body }: Sent) => {
    const init = { method, headers: { ...ALWAYS, ...headers }, body, duplex: 'half' };
    return app.request(path, init as RequestInit);
  };
  return { deps, send };
}

/** Sends one request to a server of its own. */
export async function send(sent: Sent, situation: Situation = {}): Promise<Response> {
  const { options, failure, status, withoutCustomers = false, first = [] } = situation;
  const server = openServer(options, withoutCustomers ? null : customersMemory);
  for (const before of first) await (await server.send(before)).text();
  if (status !== undefined) server.deps.appendRows = async (rows) => rows.map(() => status);
  if (failure !== undefined) server.deps.failWith(failure);
  return server.send(sent);
}
