import { createIngestApp } from '../app.ts';
import { memoryDeps, type MemoryDeps } from './memory-deps.ts';

/** A valid event in structured form. */
export const opened = {
  specversion: '1.0',
  id: 'e-1',
  source: 'desk',
  type: 'case.opened',
  subject: 'case-1',
  time: '2026-03-02T09:00:00Z',
  data: { customer: 'c-1', channel: 'phone' },
};

export const closed = { ...opened, id: 'e-2', type: 'case.closed', data: {} };

/** An app over a store in memory, and a way to push to it. */
export interface Bench {
  readonly deps: MemoryDeps;
  /** Posts a body (as JSON unless it is text or bytes) with a valid key, and reads the answer. */
  push(body: unknown, headers?: Readonly<Record<string, string>>): Promise<Answer>;
  request(path: string, init?: RequestInit): Promise<Answer>;
}

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Record<string, unknown>;
}

type Body = NonNullable<RequestInit['body']>;
const asBody = (body: unknown): Body =>
  typeof body === 'string' || body instanceof Uint8Array ? (body as Body) : JSON.stringify(body);

export function ingestBench(): Bench {
  const deps = memoryDeps();
  const app = createIngestApp(deps);
  const request: Bench['request'] = async (path, init) => {
    const response = await app.request(path, init);
    const body = (await response.json()) as Record<string, unknown>;
    return { status: response.status, headers: response.headers, body };
  };
  const push: Bench['push'] = (body, headers = {}) => {
    const defaults = { authorization: 'Bearer fh_push', 'content-type': 'application/json' };
    return request('/v1/events', { method: 'POST', body: asBody(body), headers: { ...defaults, ...headers } });
  };
  return { deps, push, request };
}
