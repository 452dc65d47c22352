import type { RequestProblemType } from '../http-problem.ts';
import type { Headers, Schema } from './types.ts';

const text: Schema = { type: 'string' };

/** What a key has left, in events. Absent where the server is set to no limit. */
export const RATE_HEADERS: Headers = {
  'RateLimit-Policy': {
    description: 'How many events the key may send at once (`q`), and in how many seconds they are made up for (`w`).',
    schema: text,
  },
  RateLimit: { description: 'How many it may send now (`r`), and when it may send all again (`t`).', schema: text },
};

const noStore = { description: '`no-store`: it may tell of persons.', schema: { const: 'no-store' } };

export const NO_STORE: Headers = { 'Cache-Control': { ...noStore, required: true } };

const challenge: Headers = {
  'WWW-Authenticate': { description: 'Why the key is not enough (RFC 6750).', required: true, schema: text },
};

const retry: Headers = {
  'Retry-After': {
    description: 'Seconds to wait.',
    required: true,
    schema: { type: 'string', pattern: '^[1-9]\\d*$' },
  },
};

/** What comes with a problem. */
export const PROBLEM_HEADERS: Partial<Readonly<Record<RequestProblemType, Headers>>> = {
  unauthorized: challenge,
  forbidden: challenge,
  // Also that nothing is held of a person tells of one; elsewhere it may be stored.
  'not-found': { 'Cache-Control': noStore },
  'method-not-allowed': { Allow: { description: 'The methods of this address.', required: true, schema: text } },
  'unsupported-media-type': { Accept: { description: 'The media types that are supported.', schema: text } },
  'unsupported-encoding': { 'Accept-Encoding': { description: 'The encodings that are supported.', schema: text } },
  'too-many-events': { ...retry, ...RATE_HEADERS },
  busy: retry,
  stopping: retry,
  unavailable: retry,
};

/** What comes with whatever is answered. */
export const COMMON_HEADERS: Headers = {
  'X-Request-Id': {
    description:
      'By what the request is found in our log: its own `X-Request-Id`, the trace it belongs to, or a new one.',
    schema: text,
  },
};
