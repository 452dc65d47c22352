import { readFileSync } from 'node:fs';
import { ANYWHERE_LIMITS, ANYWHERE_RESPONSES } from './anywhere.ts';
import { COMMON_HEADERS } from './headers.ts';
import { problemSchemas } from './problem-schemas.ts';
import { customersDocs } from './resources/customers.ts';
import { eventsDocs } from './resources/events.ts';
import { healthDocs } from './resources/health.ts';
import { metricsDocs } from './resources/metrics.ts';
import { rejectedDocs } from './resources/rejected.ts';
import { selfDocs } from './resources/self.ts';
import { SECURITY_SCHEMES } from './security.ts';
import type { OpenApiDocument, ResourceDocs } from './types.ts';

/** Every resource, in the order in which the page shows them. A new route adds its own here. */
const RESOURCES: readonly ResourceDocs[] = [eventsDocs, rejectedDocs, customersDocs, healthDocs, metricsDocs, selfDocs];

const manifest = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as {
  version: string;
};

const DESCRIPTION = `
Other systems push what happens in a complaint as events (CloudEvents 1.0). A receipt means: stored for ever. A retry is free. A mistake is explained.

Everything but success is \`application/problem+json\` (RFC 9457); \`type\` is a relative reference, stable for ever. An address that does not exist is answered 404, a method that an address does not have 405, what is no HTTP 400. ${ANYWHERE_LIMITS}

Every answer has an \`X-Request-Id\`, by which the request is found in the log of the server: the one that it came with, the trace that it belongs to, or a new one.
`.trim();

/** The API as OpenAPI 3.1, from the schemas that validate and the answers that were recorded. */
export function openApiDocument(): OpenApiDocument {
  return {
    openapi: '3.1.1',
    info: {
      title: 'Finest Hour: ingest',
      version: manifest.version,
      summary: 'Events in, receipts out.',
      description: DESCRIPTION,
      license: { name: 'Apache License 2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: '/', description: 'Where this document comes from.' }],
    tags: RESOURCES.map(({ tag }) => tag),
    paths: Object.assign({}, ...RESOURCES.map(({ paths }) => paths)) as OpenApiDocument['paths'],
    components: {
      securitySchemes: SECURITY_SCHEMES,
      headers: COMMON_HEADERS,
      responses: ANYWHERE_RESPONSES,
      schemas: Object.assign(problemSchemas(), ...RESOURCES.map(({ schemas }) => schemas ?? {})),
    },
  };
}
