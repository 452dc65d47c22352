import { Hono } from 'hono';
import { DEFAULT_OPTIONS, type AppOptions } from './app-options.ts';
import { customersRoute } from './customers-route.ts';
import type { IngestDeps } from './deps.ts';
import { eventsRoute } from './events-route.ts';
import { healthRoute } from './health-route.ts';
import { HttpProblem } from './http-problem.ts';
import { openApiRoute } from './openapi/openapi-route.ts';
import { metricsRoute } from './metrics-route.ts';
import { observe } from './observe.ts';
import { problemResponse } from './problem-response.ts';
import { rejectedRoute } from './rejected-route.ts';

/** The ingest API, composed and not listening; `app.request()` tests it, `serveIngest` serves it. */
export function createIngestApp(deps: IngestDeps, options: AppOptions = DEFAULT_OPTIONS): Hono {
  const app = new Hono();
  app.use(observe(deps));
  app.route('/v1/events', eventsRoute(deps, options));
  app.route('/v1/rejected-events', rejectedRoute(deps));
  app.route('/v1/customers', customersRoute(deps));
  app.route('/', healthRoute(deps));
  app.route('/', metricsRoute(deps, options));
  app.route('/', openApiRoute());
  app.notFound((context) => {
    const problem = new HttpProblem('not-found', `no such address: ${context.req.path}`);
    return problemResponse(context, problem, deps.log);
  });
  app.onError((error, context) => problemResponse(context, error, deps.log));
  return app;
}
