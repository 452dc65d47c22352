// What the processes tell of themselves: metrics for Prometheus, a log in lines of JSON, traces for OpenTelemetry.
export { watchDatabase, type Workload } from './database-metrics.ts';
export { createHttpMetrics, type Handled } from './http-metrics.ts';
export { createLog, LOG_LEVELS, type Logger } from './log.ts';
export { observeRequest, type Observer, type Outcome } from './observe-request.ts';
export { REQUEST_ID, requestIdOf } from './request-id.ts';
export { answerScrape } from './scrape.ts';
export { NO_TRACER, startTracer, stopTracers, type Tracer } from './tracer.ts';
export { collectDefaultMetrics as watchProcess, Counter, Gauge, Histogram, Registry } from 'prom-client';
