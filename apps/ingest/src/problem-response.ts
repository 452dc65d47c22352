import { QueueFullError } from '@finest-hour/store';
import type { Context } from 'hono';
import type { Logger } from '@finest-hour/telemetry';
import { busy } from './body/budget.ts';
import { HttpProblem, REQUEST_PROBLEMS } from './http-problem.ts';
import { UNAVAILABLE_SECONDS } from './limits.ts';
import { isUnavailable } from './unavailable.ts';

/** Whatever was thrown, as a problem: a refusal is one already, a database out of reach passes, anything else is our fault. */
export function problemOf(error: unknown): HttpProblem {
  if (error instanceof HttpProblem) return error;
  if (error instanceof QueueFullError) return busy(error.message);
  if (isUnavailable(error)) {
    const headers = { 'Retry-After': String(UNAVAILABLE_SECONDS) };
    return new HttpProblem('unavailable', 'nothing of this request is promised to be stored; send it again', {
      headers,
    });
  }
  return new HttpProblem('internal', 'this request failed, and nothing of it is promised to be stored');
}

/** A problem as RFC 9457 has it. */
export function problemBody({ type, message, options }: HttpProblem): Readonly<Record<string, unknown>> {
  const [status, title] = REQUEST_PROBLEMS[type];
  return { type, title, status, detail: message, ...options.members };
}

/** Their cause is ours to know; that too much is asked for, or that we are being stopped, is no fault. */
const LOGGED: ReadonlySet<string> = new Set(['internal', 'unavailable']);

/** The one place where errors become answers. What is our fault is logged, with its cause. */
export function problemResponse(context: Context, error: unknown, log: Logger): Response {
  const problem = problemOf(error);
  const [status] = REQUEST_PROBLEMS[problem.type];
  context.set('problem', problem.type);
  if (LOGGED.has(problem.type)) log.error({ requestId: context.get('requestId'), err: error }, problem.type);
  const headers = { ...problem.options.headers, 'Content-Type': 'application/problem+json' };
  return context.body(JSON.stringify(problemBody(problem)), status, headers);
}
