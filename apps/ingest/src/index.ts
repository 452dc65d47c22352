// The ingest API: composed without listening, described, and served.
export { createIngestApp } from './app.ts';
export type { IngestDeps } from './deps.ts';
export { openApiRoute } from './openapi/openapi-route.ts';
export { serveIngest, type RunningIngest } from './server.ts';
export type { IngestSettings } from './settings.ts';
