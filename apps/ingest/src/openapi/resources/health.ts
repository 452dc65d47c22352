import { responsesOf } from '../responses.ts';
import { refTo } from '../problem-schemas.ts';
import { OPEN } from '../security.ts';
import type { Operation, ResourceDocs, Schema } from '../types.ts';

const TAG = 'Health';

const alive: Operation = {
  operationId: 'isAlive',
  tags: [TAG],
  summary: 'Whether the process is alive',
  description: 'Answered without the database.',
  security: OPEN,
  responses: responsesOf(
    'isAlive',
    [{ status: 200, description: 'It is.', content: { 'application/json': { schema: refTo('Health') } } }],
    [],
  ),
};

const readinessContent = { 'application/json': { schema: refTo('Readiness') } };

const ready: Operation = {
  operationId: 'isReady',
  tags: [TAG],
  summary: 'Whether it can do its work',
  description:
    'The database must be reachable and its schema current. How much waits for a worker is told, and never fails it.',
  security: OPEN,
  responses: responsesOf(
    'isReady',
    [
      { status: 200, description: 'It can.', content: readinessContent },
      { status: 503, description: 'It cannot.', content: readinessContent },
    ],
    [],
  ),
};

const readiness: Schema = {
  title: 'Readiness',
  type: 'object',
  required: ['status', 'database', 'migrations', 'waitingMarks', 'lagSeconds'],
  properties: {
    status: { enum: ['ready', 'not ready'] },
    database: { type: 'boolean', description: 'It can be reached.' },
    migrations: { type: 'boolean', description: 'Its schema is current.' },
    lagSeconds: {
      type: ['number', 'null'],
      description: 'How long the first of them has waited; null: it could not be read.',
    },
    waitingMarks: {
      type: ['integer', 'null'],
      description: 'Streams that wait for a worker; null: it could not be read.',
    },
  },
};

/** `/healthz` and `/readyz` */
export const healthDocs: ResourceDocs = {
  tag: { name: TAG, description: 'For whoever watches over the process.' },
  paths: { '/healthz': { get: alive }, '/readyz': { get: ready } },
  schemas: {
    Health: { title: 'Health', type: 'object', required: ['status'], properties: { status: { const: 'ok' } } },
    Readiness: readiness,
  },
};
