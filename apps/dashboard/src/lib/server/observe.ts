import {
  answerScrape,
  createHttpMetrics,
  NO_TRACER,
  observeRequest,
  Registry,
  requestIdOf,
  startTracer,
  watchDatabase,
  watchProcess,
  type Tracer,
} from '@finest-hour/telemetry';
import type { RequestEvent } from '@sveltejs/kit';
import { readWorkload } from './data.ts';
import { log } from './log.ts';
import { settings } from './settings.ts';

const registry = new Registry();
const scraped = { registry, refresh: watchDatabase(registry, readWorkload) };
const handled = createHttpMetrics(registry);
let tracer: Tracer = NO_TRACER;

/** To be called once, before the first request. */
export async function startObserving(): Promise<void> {
  watchProcess({ register: registry });
  tracer = await startTracer('dashboard');
}

/** Names a request in its answer, and tells metrics, log and trace what became of it. */
export async function observe(event: RequestEvent, answer: () => Promise<Response>): Promise<Response> {
  const { request, route, locals } = event;
  locals.requestId = requestIdOf(request.headers);
  const observer = { log, observe: handled, tracer };
  const response = await observeRequest(observer, request, locals.requestId, answer, () => ({ route: route.id }));
  response.headers.set('x-request-id', locals.requestId);
  return response;
}

/** What failed, under the id of its request; never its address, which may name a person. */
export function logFailure(error: unknown, { request, route, locals }: RequestEvent): void {
  log.error({ requestId: locals.requestId, method: request.method, route: route.id, err: error }, 'a request failed');
}

export function scrape(request: Request): Promise<Response> {
  return answerScrape(scraped, request, settings.metricsToken);
}
