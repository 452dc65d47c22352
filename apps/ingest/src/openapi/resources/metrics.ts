import { NO_STORE } from '../headers.ts';
import { refTo } from '../problem-schemas.ts';
import { responsesOf } from '../responses.ts';
import { OPEN } from '../security.ts';
import type { Operation, ResourceDocs } from '../types.ts';

const TAG = 'Metrics';

const scrape: Operation = {
  operationId: 'readMetrics',
  tags: [TAG],
  summary: 'What Prometheus reads',
  description:
    'Counters and gauges in the text format of Prometheus. Where the server has a `METRICS_TOKEN`, it is sent as `Authorization: Bearer <token>`; otherwise nothing is needed.',
  security: OPEN,
  responses: responsesOf(
    'readMetrics',
    [
      {
        status: 200,
        description: 'The metrics.',
        headers: NO_STORE,
        content: { 'text/plain': { schema: { type: 'string' } } },
      },
      {
        status: 401,
        description: 'The server has a token, and another one or none was presented.',
        headers: {
          'WWW-Authenticate': { description: 'The scheme (RFC 6750).', required: true, schema: { type: 'string' } },
        },
        content: { 'application/problem+json': { schema: refTo('problem.no-token') } },
      },
    ],
    [],
  ),
};

/** `/metrics` */
export const metricsDocs: ResourceDocs = {
  tag: { name: TAG, description: 'For Prometheus and whatever reads its format.' },
  paths: { '/metrics': { get: scrape } },
  schemas: {
    'problem.no-token': {
      title: 'No valid token was presented',
      description: 'Of `/metrics` alone.',
      type: 'object',
      required: ['type', 'title', 'status'],
      properties: {
        type: { const: 'unauthorized' },
        title: { const: 'No valid token was presented' },
        status: { const: 401 },
      },
    },
  },
};
