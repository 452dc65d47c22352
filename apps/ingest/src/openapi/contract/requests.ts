import { opened } from '../../testing/push.ts';
import { CUSTOMER } from './customers-memory.ts';
import { WAITING } from './rejected-memory.ts';
import type { Sent } from './send.ts';

export const EVENT = { 'content-type': 'application/cloudevents+json' };
export const BATCH = { 'content-type': 'application/cloudevents-batch+json' };
export const LINES = { 'content-type': 'application/x-ndjson' };

export const ADMIN = { authorization: 'Bearer fh_admin' };

const REFUSED = '/v1/rejected-events';
const OPENED = JSON.stringify(opened);

/** Events as they are pushed. */
export function push(body: unknown, headers: Readonly<Record<string, string>> = EVENT): Sent {
  const isRaw = typeof body === 'string' || body instanceof Uint8Array || body instanceof ReadableStream;
  return { method: 'POST', path: '/v1/events', headers, body: isRaw ? (body as string) : JSON.stringify(body) };
}

/** The replay of one refused event. */
export function replay(id: string, body?: string, headers: Readonly<Record<string, string>> = EVENT): Sent {
  return { method: 'POST', path: `${REFUSED}/${id}/replay`, headers, ...(body !== undefined && { body }) };
}

const get = (path: string): Sent => ({ method: 'GET', path });

/** A request of each operation that succeeds. A new operation adds its own here. */
export const VALID: Readonly<Record<string, Sent>> = {
  receiveEvents: push(opened),
  listRejectedEvents: get(REFUSED),
  discardRejectedEvents: { method: 'DELETE', path: `${REFUSED}?type=bad-data` },
  replayRejectedEvents: { method: 'POST', path: `${REFUSED}/replay?all=true` },
  readRejectedEvent: get(`${REFUSED}/${WAITING}`),
  discardRejectedEvent: { method: 'DELETE', path: `${REFUSED}/${WAITING}` },
  replayRejectedEvent: replay(WAITING, OPENED),
  readCustomer: { ...get(`/v1/customers/${CUSTOMER}`), headers: ADMIN },
  eraseCustomer: { method: 'DELETE', path: `/v1/customers/${CUSTOMER}`, headers: ADMIN },
  isAlive: get('/healthz'),
  isReady: get('/readyz'),
  readMetrics: get('/metrics'),
  readOpenApi: get('/openapi.json'),
  readDocs: get('/docs'),
};
