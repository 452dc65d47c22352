import type { RequestProblemType } from '../../http-problem.ts';
import { NO_STORE } from '../headers.ts';
import { refTo } from '../problem-schemas.ts';
import { responsesOf, type Outcome } from '../responses.ts';
import { withScope } from '../security.ts';
import type { Operation, Parameter, ResourceDocs, Schema } from '../types.ts';

const TAG = 'Customers';
const PROBLEMS: readonly RequestProblemType[] = [
  'unauthorized',
  'forbidden',
  'not-found',
  'internal',
  'not-set-up',
  'unavailable',
];

const idParameter: Parameter = {
  name: 'id',
  in: 'path',
  required: true,
  description: 'An id of the customer, percent-encoded. Ids that were linked are one person.',
  schema: { type: 'string' },
};

type Told = Pick<Operation, 'operationId' | 'summary' | 'description'>;

function operation(told: Told, outcome: Omit<Outcome, 'status' | 'headers'>): Operation {
  const responses = responsesOf(told.operationId, [{ status: 200, headers: NO_STORE, ...outcome }], PROBLEMS);
  return { tags: [TAG], security: withScope('admin'), parameters: [idParameter], ...told, responses };
}

const read = operation(
  {
    operationId: 'readCustomer',
    summary: 'All that is held of a person',
    description: 'Of all their linked ids, and of nobody else. That it was asked for is written down.',
  },
  { description: 'What is held.', content: { 'application/json': { schema: refTo('CustomerExport') } } },
);

const erase = operation(
  {
    operationId: 'eraseCustomer',
    summary: 'Erases a person',
    description:
      'Their events are rewritten or deleted, and what is sent of them later is refused as `erased`. Their cases are counted on, without a name. It is written down that somebody was erased, and by whom.',
  },
  { description: 'They are erased.', content: { 'application/json': { schema: refTo('Erasure') } } },
);

const count = (description: string): Schema => ({ type: 'integer', minimum: 0, description });
const texts = (description: string): Schema => ({ type: 'array', items: { type: 'string' }, description });
const objects = (description: string): Schema => ({ type: 'array', items: { type: 'object' }, description });

const SCHEMAS: Readonly<Record<string, Schema>> = {
  CustomerExport: {
    title: 'What is held of a person',
    type: 'object',
    required: ['ids', 'events', 'facts', 'links', 'rejectedEvents'],
    properties: {
      ids: texts('Those that are one person.'),
      events: objects('As CloudEvents: of their own streams, and of their cases.'),
      facts: objects('What their cases came to.'),
      links: objects('What was said of their several ids.'),
      rejectedEvents: objects('Refused events that tell of them.'),
    },
  },
  Erasure: {
    title: 'What was erased',
    type: 'object',
    required: ['erased', 'cases', 'events', 'rejected'],
    properties: {
      erased: texts('The ids that were one person.'),
      cases: count('Their cases, which are counted on without them.'),
      events: count('Events that told of them.'),
      rejected: count('Refused events of which nothing was kept.'),
    },
  },
};

/** `/v1/customers/{id}` */
export const customersDocs: ResourceDocs = {
  tag: { name: TAG, description: 'What is held of a person is told to an administrator, or erased.' },
  paths: { '/v1/customers/{id}': { get: read, delete: erase } },
  schemas: SCHEMAS,
};
