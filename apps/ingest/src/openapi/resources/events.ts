import { examples } from '@finest-hour/events';
import { REQUEST_ID } from '@finest-hour/telemetry';
import type { RequestProblemType } from '../../http-problem.ts';
import { MAX_LISTED_REFUSALS, STREAM_BATCH_EVENTS } from '../../limits.ts';
import { attributeSchema, EVENT_ATTRIBUTES, eventSchemas, REQUIRED_ATTRIBUTES } from '../event-schemas.ts';
import { RATE_HEADERS } from '../headers.ts';
import { EVENT_LIMITS, thousands } from '../limits-text.ts';
import { refTo } from '../problem-schemas.ts';
import { responsesOf } from '../responses.ts';
import { withScope } from '../security.ts';
import type { Content, Operation, Parameter, ResourceDocs } from '../types.ts';
import { LINE_SCHEMAS, RECEIPT_SCHEMAS } from './receipt-schemas.ts';

const ID = 'receiveEvents';

const PROBLEMS: readonly RequestProblemType[] = [
  'empty-body',
  'incomplete-body',
  'bad-encoding',
  'bad-json',
  'bad-batch',
  'unauthorized',
  'forbidden',
  'timeout',
  'too-large',
  'unsupported-media-type',
  'unsupported-encoding',
  'too-many-events',
  'internal',
  'busy',
  'stopping',
  'unavailable',
];

const [first, second] = examples();
const lines = [first, second].map((event) => JSON.stringify(event)).join('\n');

const BODIES: Content = {
  'application/cloudevents+json': { schema: refTo('Event'), examples: { event: { value: first } } },
  'application/cloudevents-batch+json': {
    schema: refTo('EventBatch'),
    examples: { batch: { value: [first, second] } },
  },
  'application/x-ndjson': {
    schema: { type: 'string', description: 'An event a line. Read, stored and answered as it comes.' },
    'x-itemSchema': refTo('Event'),
    examples: { lines: { value: lines } },
  },
  'application/json': {
    schema: {
      description: 'With `ce-*` headers the data alone (binary mode); without them an event or a batch.',
      anyOf: [refTo('Event'), refTo('EventBatch'), refTo('EventData')],
    },
    examples: { event: { value: first }, batch: { value: [first, second] } },
  },
};

const ENCODING: Parameter = {
  name: 'Content-Encoding',
  in: 'header',
  description: 'How the body is compressed.',
  schema: { enum: ['identity', 'gzip', 'br', 'zstd'], default: 'identity' },
};

const NAMES: readonly Parameter[] = [
  {
    name: 'X-Request-Id',
    in: 'header',
    description: 'How the sender calls the request; of every operation. Anything else is passed over for a new id.',
    schema: { type: 'string', pattern: REQUEST_ID.source },
  },
  {
    name: 'traceparent',
    in: 'header',
    description: 'The trace it belongs to (W3C Trace Context); of every operation.',
    schema: { type: 'string' },
  },
];

/** `ce-id` and the others of binary mode. */
const BINARY: readonly Parameter[] = EVENT_ATTRIBUTES.map((name) => ({
  name: `ce-${name}`,
  in: 'header',
  description: `Binary mode only${REQUIRED_ATTRIBUTES.includes(name) ? ', and required there' : ''}: the event’s \`${name}\`, percent-encoded.`,
  schema: attributeSchema(name),
}));

const DESCRIPTION = `
The answer is a receipt, and is sent only once the events are committed. \`source\` and \`id\` identify an event for ever: the same event again is a duplicate, which is free, and other content under the same name is refused as a conflict. What is refused is told with the field and the reason, and kept: see [refused events](#refused-events). Unknown types and unknown fields are accepted.

A stream of lines is answered with lines: a receipt after each batch (${thousands(STREAM_BATCH_EVENTS)} events, or what was there when the sender paused), and a last line that says \`done\`. Without it, not everything was stored; where something broke the stream off, the last line says what.

${EVENT_LIMITS.map((limit) => `- ${limit}`).join('\n')}
`.trim();

const operation: Operation = {
  operationId: ID,
  tags: ['Events'],
  summary: 'Events in, a receipt out',
  description: DESCRIPTION,
  security: withScope('ingest'),
  parameters: [ENCODING, ...NAMES, ...BINARY],
  requestBody: { description: 'One event or many, in UTF-8.', required: true, content: BODIES },
  responses: responsesOf(
    ID,
    [
      {
        status: 200,
        description: 'At least one event was accepted or a duplicate, or none was sent. Lines are always answered so.',
        headers: RATE_HEADERS,
        content: {
          'application/json': { schema: refTo('Receipt') },
          'application/x-ndjson': {
            schema: { type: 'string', description: 'Receipts, a line a batch, and a last line.' },
            'x-itemSchema': refTo('AnswerLine'),
          },
        },
      },
      {
        status: 422,
        description: `Every event was refused (\`all-refused\`). The first ${MAX_LISTED_REFUSALS} are listed.`,
        headers: RATE_HEADERS,
        content: { 'application/problem+json': { schema: refTo('problem.all-refused') } },
      },
    ],
    PROBLEMS,
  ),
};

/** `POST /v1/events` */
export const eventsDocs: ResourceDocs = {
  tag: { name: 'Events', description: 'What other systems push.' },
  paths: { '/v1/events': { post: operation } },
  schemas: { ...eventSchemas, ...RECEIPT_SCHEMAS, ...LINE_SCHEMAS },
};
