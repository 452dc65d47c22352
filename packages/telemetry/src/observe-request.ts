import type { Handled } from './http-metrics.ts';
import type { Logger } from './log.ts';
import { NO_TRACER, type Tracer } from './tracer.ts';

/** Where is told what became of requests. */
export interface Observer {
  readonly log: Logger;
  readonly observe: (handled: Handled) => void;
  readonly tracer: Tracer;
}

/** What an app knows of a request once it is answered: nothing that tells of persons, and no secret. */
export interface Outcome {
  /** The pattern of the address; null: none fits. */
  readonly route: string | null;
  readonly facts?: Readonly<Record<string, string | number>>;
}

/** Asked for every few seconds by whoever watches: they would fill the log. */
const QUIET: ReadonlySet<string | null> = new Set(['/healthz', '/readyz', '/metrics']);

function levelOf(route: string | null, status: number): 'debug' | 'info' | 'warn' {
  if (QUIET.has(route)) return 'debug';
  return status >= 500 ? 'warn' : 'info';
}

function prefixed(facts: Readonly<Record<string, string | number>>): Record<string, string | number> {
  return Object.fromEntries(Object.entries(facts).map(([name, value]) => [`finest_hour.${name}`, value]));
}

/** Has a request answered, and tells metrics, log and trace of it: one observation, one line, one span. */
export async function observeRequest(
  { log, observe, tracer }: Observer,
  { method, headers }: Request,
  requestId: string,
  answer: () => Promise<Response>,
  outcomeOf: () => Outcome,
): Promise<Response> {
  const startMs = performance.now();
  const response = await answer();
  const { status } = response;
  const ms = performance.now() - startMs;
  const { route, facts = {} } = outcomeOf();
  observe({ method, route, status, seconds: ms / 1000 });
  const level = levelOf(route, status);
  if (log.isLevelEnabled(level)) {
    log[level]({ requestId, method, route, status, ms: Math.round(ms * 10) / 10, ...facts }, 'request');
  }
  if (tracer !== NO_TRACER && !QUIET.has(route)) {
    const http = { 'http.request.method': method, 'http.response.status_code': status };
    const attributes = { ...http, ...(route !== null && { 'http.route': route }), ...prefixed(facts) };
    const name = route === null ? method : `${method} ${route}`;
    tracer.record({
      name,
      kind: 'server',
      ms,
      attributes,
      traceparent: headers.get('traceparent'),
      failed: status >= 500,
    });
  }
  return response;
}
