import type { Context } from 'hono';
import type { Logger } from 'pino';
import { HttpProblem, REQUEST_PROBLEMS } from './http-problem.ts';
import { isUnavailable } from './unavailable.ts';

const RETRY_AFTER_SECONDS = '5';

/** Whatever was thrown, as a problem: a refusal is one already, a database out of reach passes, anything else is our fault. */
function problemOf(error: unknown): HttpProblem {
  if (error instanceof HttpProblem) return error;
  if (isUnavailable(error)) {
    const headers = { 'Retry-After': RETRY_AFTER_SECONDS };
    return new HttpProblem('unavailable', 'nothing of this request is promised to be stored; send it again', {
      headers,
    });
  }
  return new HttpProblem('internal', 'this request failed, and nothing of it is promised to be stored');
}

/** The one place where errors become answers. What is our fault is logged, with its cause. */
export function problemResponse(context: Context, error: unknown, log: Logger): Response {
  const problem = problemOf(error);
  const [status, title] = REQUEST_PROBLEMS[problem.type];
  if (status >= 500) log.error({ err: error }, problem.type);
  const { headers = {}, members = {} } = problem.options;
  const body = { type: problem.type, title, status, detail: problem.message, ...members };
  return context.body(JSON.stringify(body), status, { ...headers, 'Content-Type': 'application/problem+json' });
}
