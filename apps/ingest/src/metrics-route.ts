import { answerScrape } from '@finest-hour/telemetry';
import { Hono } from 'hono';
import type { AppOptions } from './app-options.ts';
import type { IngestDeps } from './deps.ts';
import { refuseOtherMethods } from './method-not-allowed.ts';

/** `GET /metrics`, for Prometheus. */
export function metricsRoute({ metrics }: IngestDeps, { metricsToken }: AppOptions): Hono {
  const route = new Hono();
  route.get('/metrics', (context) => answerScrape(metrics, context.req.raw, metricsToken));
  refuseOtherMethods(route, { '/metrics': 'GET' });
  return route;
}
