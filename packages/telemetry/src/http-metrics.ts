import { Histogram, type Registry } from 'prom-client';

/** A request that was answered. */
export interface Handled {
  readonly method: string;
  /** The pattern of its address, never the address itself; null: none fits. */
  readonly route: string | null;
  readonly status: number;
  readonly seconds: number;
}

/** Labels are bounded: what clients make up is all one. */
const METHODS: ReadonlySet<string> = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']);

const SECONDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

/** Times of answers; to be told of each. */
export function createHttpMetrics(registry: Registry): (handled: Handled) => void {
  const requestSeconds = new Histogram({
    name: 'finest_hour_http_request_seconds',
    help: 'Time until the answer to a request begins, by method, route and status.',
    labelNames: ['method', 'route', 'status'],
    buckets: SECONDS,
    registers: [registry],
  });
  return ({ method, route, status, seconds }) => {
    const labels = { method: METHODS.has(method) ? method : 'other', route: route ?? 'none', status };
    requestSeconds.observe(labels, seconds);
  };
}
