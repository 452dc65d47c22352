import { responsesOf } from '../responses.ts';
import { OPEN } from '../security.ts';
import type { Operation, ResourceDocs } from '../types.ts';

const TAG = 'This document';

const json: Operation = {
  operationId: 'readOpenApi',
  tags: [TAG],
  summary: 'The API as OpenAPI 3.1',
  description: 'Made of the schemas that events are validated with; its examples are answers that the server gave.',
  security: OPEN,
  responses: responsesOf(
    'readOpenApi',
    [
      {
        status: 200,
        description: 'An OpenAPI 3.1 document.',
        content: { 'application/json': { schema: { type: 'object', required: ['openapi', 'info', 'paths'] } } },
      },
    ],
    [],
  ),
};

const page: Operation = {
  operationId: 'readDocs',
  tags: [TAG],
  summary: 'The same as a page',
  description: 'Rendered from the document, for people. It loads nothing from anywhere.',
  security: OPEN,
  responses: responsesOf(
    'readDocs',
    [
      {
        status: 200,
        description: 'A page.',
        headers: {
          'Content-Security-Policy': {
            description: 'No scripts, and nothing from elsewhere.',
            required: true,
            schema: { type: 'string' },
          },
          'X-Content-Type-Options': { description: '`nosniff`', required: true, schema: { const: 'nosniff' } },
          'Referrer-Policy': { description: '`no-referrer`', required: true, schema: { const: 'no-referrer' } },
        },
        content: { 'text/html': { schema: { type: 'string' } } },
      },
    ],
    [],
  ),
};

/** `/openapi.json` and `/docs` */
export const selfDocs: ResourceDocs = {
  tag: { name: TAG, description: 'The contract, for machines and for people.' },
  paths: { '/openapi.json': { get: json }, '/docs': { get: page } },
};
