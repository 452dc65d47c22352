import { randomUUID } from 'node:crypto';

/** What a caller may call its request: it is repeated in a header and in the log. */
export const REQUEST_ID = /^[\w.:@/+=-]{1,128}$/;
/** W3C Trace Context, any version; a trace of zeros is none. */
const TRACEPARENT = /^[\da-f]{2}-(?!0{32})([\da-f]{32})-[\da-f]{16}-[\da-f]{2}(?:-.*)?$/;

/** By what a request is found again: its `X-Request-Id`, or the trace that it belongs to, or a new id. */
export function requestIdOf(headers: Headers): string {
  const named = headers.get('x-request-id');
  if (named !== null && REQUEST_ID.test(named)) return named;
  return TRACEPARENT.exec(headers.get('traceparent') ?? '')?.[1] ?? randomUUID();
}
