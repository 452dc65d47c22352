import { EVENT_PROBLEMS } from '@finest-hour/events';
import { REJECTED_STATUSES } from '@finest-hour/store';
import { MAX_EVENT_BYTES } from '../../limits.ts';
import type { RequestProblemType } from '../../http-problem.ts';
import type { LimitRange } from '../../rejected-query.ts';
import { LISTED, REPLAYED } from '../../rejected-route.ts';
import { NO_STORE } from '../headers.ts';
import { bytes, thousands } from '../limits-text.ts';
import { refTo } from '../problem-schemas.ts';
import { responsesOf, type Outcome } from '../responses.ts';
import { withScope } from '../security.ts';
import type { Operation, Parameter, ResourceDocs } from '../types.ts';
import { REJECTED_SCHEMAS } from './rejected-schemas.ts';

const TAG = 'Refused events';
const ALWAYS: readonly RequestProblemType[] = ['unauthorized', 'forbidden', 'internal', 'unavailable'];

const query = (name: string, description: string, schema: Parameter['schema'] = { type: 'string' }): Parameter => ({
  name,
  in: 'query',
  description,
  schema,
});
const time = { type: 'string', format: 'date-time' };

const FILTERS: readonly Parameter[] = [
  query('type', `Types of problems, separated by commas: ${Object.keys(EVENT_PROBLEMS).join(', ')}, …`),
  query('source', 'The `source` of the event.'),
  query('key', 'Id, name or prefix of the key by which it came.'),
  query('from', 'Received at this time or later.', time),
  query('to', 'Received before this time.', time),
  query('status', 'Waiting to be corrected or discarded, or replayed.', {
    enum: [...REJECTED_STATUSES, 'all'],
    default: 'waiting',
  }),
  query('all', 'Says that no filter is meant, where one must be given.', { const: 'true' }),
];

const paging = (range: LimitRange): readonly Parameter[] => [
  query('limit', `So many, ${thousands(range.most)} at the most.`, {
    type: 'integer',
    minimum: 1,
    maximum: range.most,
    default: range.default,
  }),
  query('after', 'The `next` of the answer before.'),
];

const idParameter: Parameter = {
  name: 'id',
  in: 'path',
  required: true,
  description: 'The id of the refused event.',
  schema: { type: 'string', format: 'uuid' },
};

const json = (status: number, description: string, schema: string, headers = {}): Outcome => ({
  status,
  description,
  headers,
  content: { 'application/json': { schema: refTo(schema) } },
});

type Told = Pick<Operation, 'operationId' | 'summary' | 'description'> & Partial<Operation>;

function operation(told: Told, outcomes: readonly Outcome[], problems: readonly RequestProblemType[]): Operation {
  const responses = responsesOf(told.operationId, outcomes, [...problems, ...ALWAYS]);
  return { tags: [TAG], security: withScope('ingest', 'admin'), ...told, responses };
}

const DELIBERATE = 'A filter, or `all=true`, must say which ones are meant.';

const list = operation(
  {
    operationId: 'listRejectedEvents',
    summary: 'A page of refused events',
    description: 'The latest first, without what was sent, and how many there are of each problem.',
    parameters: [...FILTERS, ...paging(LISTED)],
  },
  [json(200, 'A page.', 'RejectedPage', NO_STORE)],
  ['bad-query'],
);

const discardAll = operation(
  {
    operationId: 'discardRejectedEvents',
    summary: 'Discards refused events',
    description: `They are deleted. ${DELIBERATE}`,
    parameters: [...FILTERS],
  },
  [json(200, 'How many were discarded.', 'Discarded')],
  ['bad-query'],
);

const replayAll = operation(
  {
    operationId: 'replayRejectedEvents',
    summary: 'Replays refused events',
    description: `Those that wait are read again as they were kept or last corrected, the oldest first, each once. ${DELIBERATE}`,
    parameters: [...FILTERS, ...paging(REPLAYED)],
  },
  [json(200, 'What became of them.', 'ReplayedAll')],
  ['bad-query'],
);

const read = operation(
  {
    operationId: 'readRejectedEvent',
    summary: 'One refused event, with what was sent',
    description: 'The payload as it came, and the last correction that was refused.',
    parameters: [idParameter],
  },
  [json(200, 'The event.', 'RejectedDetail', NO_STORE)],
  ['not-found'],
);

const discard = operation(
  {
    operationId: 'discardRejectedEvent',
    summary: 'Discards one refused event',
    description: 'It is deleted.',
    parameters: [idParameter],
  },
  [{ status: 204, description: 'It is gone.' }],
  ['not-found'],
);

const replay = operation(
  {
    operationId: 'replayRejectedEvent',
    summary: 'Replays one, with or without a correction',
    description:
      'The body is the event as it should have been; without one it is read as it was kept or last corrected. It is stored once, however many replay it at the same time.',
    parameters: [idParameter],
    requestBody: {
      description: `The corrected event, ${bytes(MAX_EVENT_BYTES)} at the most, not compressed.`,
      required: false,
      content: {
        'application/cloudevents+json': { schema: refTo('Event') },
        'application/json': { schema: refTo('Event') },
      },
    },
  },
  [
    json(200, 'It is stored.', 'Replayed'),
    {
      status: 422,
      description: 'It was refused again, with a problem of an event.',
      content: { 'application/problem+json': { schema: refTo('problem.replay-refused') } },
    },
  ],
  ['bad-json', 'not-found', 'already-replayed', 'too-large', 'unsupported-media-type', 'unsupported-encoding'],
);

/** `/v1/rejected-events` */
export const rejectedDocs: ResourceDocs = {
  tag: {
    name: TAG,
    description:
      'What was refused is kept: listed, corrected, replayed, discarded. A key sees what came by it and by those that it replaced, an administrator’s key everything.',
  },
  paths: {
    '/v1/rejected-events': { get: list, delete: discardAll },
    '/v1/rejected-events/replay': { post: replayAll },
    '/v1/rejected-events/{id}': { get: read, delete: discard },
    '/v1/rejected-events/{id}/replay': { post: replay },
  },
  schemas: REJECTED_SCHEMAS,
};
