import type { ServerResponse } from 'node:http';
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

const REQUEST_ID_HEADER = 'X-Request-Id';

/** Patterns alone: an address that nothing answers is whatever somebody typed. */
function routeOf(context: Context): string | null {
  const route = routePath(context, -1);
  return route.endsWith('*') ? null : route;
}

function outcomeOf(context: Context): Outcome {
  const key = context.get('key') as { readonly id: string } | undefined;
  const [problem, counts] = [context.get('problem'), context.get('counts')];
  const facts = { ...(key && { keyId: key.id }), ...(problem && { problem }), ...counts };
  return { route: routeOf(context), facts };
}

/** Names each request in its answer, and tells metrics, log and trace what became of it. */
export const observe = ({ log, metrics, tracer }: IngestDeps) =>
  createMiddleware(async (context, next) => {
    const requestId = requestIdOf(context.req.raw.headers);
    context.set('requestId', requestId);
    // Straight into the server's answer where there is one: otherwise all headers would be built twice.
    const { outgoing } = (context.env ?? {}) as { readonly outgoing?: ServerResponse };
    outgoing?.setHeader(REQUEST_ID_HEADER, requestId);
    const answer = async () => {
      await next();
      if (outgoing === undefined) context.header(REQUEST_ID_HEADER, requestId);
      return context.res;
    };
    await observeRequest({ log, observe: metrics.handled, tracer }, context.req.raw, requestId, answer, () =>
      outcomeOf(context),
    );
    const problem = context.get('problem');
    if (problem !== undefined) metrics.refused(problem);
  });
