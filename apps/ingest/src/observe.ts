import { observeRequest, requestIdOf, type Outcome } from '@finest-hour/telemetry';
import type { Context } from 'hono';
import { createMiddleware } from 'hono/factory';
import { routePath } from 'hono/route';
import type { IngestDeps } from './deps.ts';
import type { RequestProblemType } from './http-problem.ts';

declare module 'hono' {
  interface ContextVariableMap {
    /** By what the sender, and the log, know the request. */
    requestId: string;
    /** What it came to, in numbers. */
    counts?: Readonly<Record<string, number>>;
    /** Why it was refused as a whole. */
    problem?: RequestProblemType;
  }
}

/** Patterns alone: an address that nothing answers is whatever somebody typed. */
function routeOf(context: Context): string | null {
  const route = routePath(context, -1);
  return route.endsWith('*') ? null : route;
}

function outcomeOf(context: Context): Outcome {
  const { key, problem, counts } = context.var as Context['var'] & { readonly key?: { readonly id: string } };
  const facts = { ...(key && { keyId: key.id }), ...(problem && { problem }), ...counts };
  return { route: routeOf(context), facts };
}

/** Names each request in its answer, and tells metrics, log and trace what became of it. */
export const observe = ({ log, metrics, tracer }: IngestDeps) =>
  createMiddleware(async (context, next) => {
    const requestId = requestIdOf(context.req.raw.headers);
    context.set('requestId', requestId);
    context.header('X-Request-Id', requestId);
    const answer = async () => {
      await next();
      return context.res;
    };
    await observeRequest({ log, observe: metrics.handled, tracer }, context.req.raw, requestId, answer, () =>
      outcomeOf(context),
    );
    const { problem } = context.var;
    if (problem !== undefined) metrics.refused(problem);
  });
