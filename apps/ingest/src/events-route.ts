import { Hono } from 'hono';
import { authorize, type IngestEnv } from './authorize.ts';
import { boundToSource } from '@finest-hour/store';
import type { IngestDeps } from './deps.ts';
import { HttpProblem } from './http-problem.ts';
import { readEvents } from './read-events.ts';
import { receiveEvents } from './receive-events.ts';
import { isAllRefused } from './receipt.ts';

/** `POST /v1/events`: events in, a receipt out, once they are committed. */
export function eventsRoute(deps: IngestDeps): Hono<IngestEnv> {
  const route = new Hono<IngestEnv>();
  route.post('/', authorize(deps, 'ingest'), async (context) => {
    const read = await readEvents(context.req.raw, deps.nowUs());
    const incoming = read.map((item) => ({ ...item, result: boundToSource(context.get('key').source, item.result) }));
    const receipt = await receiveEvents(deps, context.get('key').id, incoming);
    const { accepted, duplicates, rejectedCount } = receipt;
    deps.log.info({ key: context.get('key').name, accepted, duplicates, rejected: rejectedCount }, 'events');
    if (!isAllRefused(receipt)) return context.json(receipt);
    const detail = `all ${rejectedCount} events were refused`;
    const problem = { type: 'all-refused', title: 'Every event was refused', status: 422, detail, ...receipt };
    return context.body(JSON.stringify(problem), 422, { 'Content-Type': 'application/problem+json' });
  });
  route.all('/', ({ req }) => {
    throw new HttpProblem('method-not-allowed', `${req.method} is not supported here`, { headers: { Allow: 'POST' } });
  });
  return route;
}
