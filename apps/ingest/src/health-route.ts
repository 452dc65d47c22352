import { Hono } from 'hono';
import type { IngestDeps } from './deps.ts';
import { refuseOtherMethods } from './method-not-allowed.ts';

/** `/healthz`: the process is alive. `/readyz`: it can do its work; how much waits for a worker, and how long, is told and never fails it. */
export function healthRoute(deps: IngestDeps): Hono {
  const route = new Hono();
  route.get('/healthz', (context) => context.json({ status: 'ok' }));
  route.get('/readyz', async (context) => {
    const { ready, ...state } = await deps.readiness();
    return context.json({ status: ready ? 'ready' : 'not ready', ...state }, ready ? 200 : 503);
  });
  refuseOtherMethods(route, { '/healthz': 'GET', '/readyz': 'GET' });
  return route;
}
