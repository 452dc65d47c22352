import type { ContentfulStatusCode } from 'hono/utils/http-status';

/** Every reason for which a whole request is refused: its status and title. Stable: systems act on the names. */
export const REQUEST_PROBLEMS = {
  'empty-body': [400, 'The body is empty'],
  'incomplete-body': [400, 'The body ended too soon'],
  'bad-encoding': [400, 'The body does not inflate'],
  'bad-json': [400, 'The body is not JSON'],
  'bad-batch': [400, 'The body is not a batch'],
  'bad-query': [400, 'The address asks for something else than it may'],
  'bad-request': [400, 'The request is not HTTP'],
  unauthorized: [401, 'No valid key was presented'],
  forbidden: [403, 'The key may not do this'],
  'not-found': [404, 'There is nothing here'],
  'method-not-allowed': [405, 'This method is not supported here'],
  timeout: [408, 'The body took too long'],
  'already-replayed': [409, 'The event was replayed before'],
  'too-large': [413, 'The request is too large'],
  'unsupported-media-type': [415, 'The media type is not supported'],
  'unsupported-encoding': [415, 'The content encoding is not supported'],
  'too-many-events': [429, 'The key has sent too many events'],
  'headers-too-large': [431, 'The headers are too large'],
  internal: [500, 'Something failed here'],
  'not-set-up': [501, 'This server is not set up for it'],
  busy: [503, 'Too much is being worked on'],
  stopping: [503, 'The server is being stopped'],
  unavailable: [503, 'The database cannot be reached'],
} as const satisfies Record<string, readonly [ContentfulStatusCode, string]>;

export type RequestProblemType = keyof typeof REQUEST_PROBLEMS;

export interface HttpProblemOptions {
  readonly headers?: Readonly<Record<string, string>>;
  /** Further members of the problem, such as the position of a mistake. */
  readonly members?: Readonly<Record<string, unknown>>;
}

/** A request that is refused as a whole; the one error that becomes an answer (RFC 9457), in `problem-response.ts`. */
export class HttpProblem extends Error {
  override readonly name = 'HttpProblem';
  readonly type: RequestProblemType;
  readonly options: HttpProblemOptions;

  constructor(type: RequestProblemType, detail: string, options: HttpProblemOptions = {}) {
    super(detail);
    this.type = type;
    this.options = options;
  }
}
