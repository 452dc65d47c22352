import { bytes } from './limits-text.ts';
import { responsesOf } from './responses.ts';
import type { RequestProblemType } from '../http-problem.ts';
import { HEADERS_MS, MAX_HEADER_BYTES } from '../http-server.ts';
import type { Answer } from './types.ts';

/** How requests are named that no operation answers. */
export const ANYWHERE = 'anywhere';

const PROBLEMS: readonly RequestProblemType[] = [
  'not-found',
  'method-not-allowed',
  'bad-request',
  'timeout',
  'headers-too-large',
];

/** Answers to requests that reach no operation: components of their own, by the type of the problem. */
export const ANYWHERE_RESPONSES: Readonly<Record<string, Answer>> = Object.fromEntries(
  PROBLEMS.flatMap((type) => Object.values(responsesOf(ANYWHERE, [], [type])).map((answer) => [type, answer])),
);

export const ANYWHERE_LIMITS = `All headers of a request together may have ${bytes(MAX_HEADER_BYTES)}, and must be there within ${HEADERS_MS / 1000} s.`;
