import { REJECTED_STATUSES } from '@finest-hour/store';
import { DETAIL } from '../problem-schemas.ts';
import type { Schema } from '../types.ts';

type Properties = Readonly<Record<string, Schema>>;

const whole = (title: string, properties: Properties): Schema => ({
  title,
  type: 'object',
  required: Object.keys(properties),
  properties,
});

const text: Schema = { type: 'string' };
const id: Schema = { type: 'string', format: 'uuid' };
const time: Schema = { type: 'string', format: 'date-time' };
const orNull = (schema: Schema): Schema => ({ ...schema, type: [schema['type'], 'null'] });
const count = (description: string): Schema => ({ type: 'integer', minimum: 0, description });
const next: Schema = {
  ...orNull(text),
  description: 'Where to go on: the `after` of the next request. null: this was the last.',
};

const problem = whole('Why it was refused', {
  type: { ...text, description: 'Of an event’s problem, or of a request’s whose body held no event.' },
  title: text,
  detail: DETAIL,
  pointer: { ...orNull(text), description: 'JSON Pointer into the event; empty: the event itself.' },
});

const item: Properties = {
  id,
  receivedAt: { ...time, description: 'When it came; of one that came several times, the last.' },
  firstReceivedAt: time,
  times: {
    type: 'integer',
    minimum: 1,
    description: 'So often the same came by this key and was refused for the same reason.',
  },
  key: {
    ...whole('The key by which it came', { id: text, name: orNull(text), prefix: orNull(text) }),
    description: 'Name and prefix are null where the key is no longer known.',
  },
  source: orNull(text),
  eventId: orNull(text),
  problem,
  status: { enum: REJECTED_STATUSES },
  replayedAt: orNull(time),
  truncated: { type: 'boolean', description: 'The payload is only the beginning of what came.' },
  corrected: { type: 'boolean', description: 'A correction was refused too; the problem is the correction’s.' },
};

const replayed: Properties = { id, status: { enum: ['accepted', 'duplicate'] } };

/** What the routes of refused events answer. */
export const REJECTED_SCHEMAS: Properties = {
  RejectedEvent: whole('A refused event in a list', item),
  RejectedDetail: whole('A refused event', {
    ...item,
    payload: { ...text, description: 'As it came.' },
    correction: { ...orNull(text), description: 'The last one that was refused.' },
  }),
  RejectedPage: whole('Refused events', {
    events: { type: 'array', items: { $ref: '#/components/schemas/RejectedEvent' } },
    next,
    counts: {
      type: 'object',
      description: 'How many there are of each problem, on all pages.',
      additionalProperties: count('Of this type.'),
    },
  }),
  Discarded: whole('What was discarded', { discarded: count('So many.') }),
  Replayed: whole('What became of a replayed event', replayed),
  ReplayedAll: whole('What became of replayed events', {
    accepted: count('Stored now.'),
    duplicates: count('Stored before.'),
    refused: count('Refused again; they wait on with their new reason.'),
    next,
  }),
  'problem.replay-refused': {
    ...whole('The event was refused again', { ...(problem['properties'] as Properties), status: { const: 422 }, id }),
    description: 'The event waits on, with this problem. A correction is kept.',
  },
};
