import { EVENT_TYPES, examples, jsonSchema, type EventDefinition } from '@finest-hour/events';
import { MAX_BATCH_EVENTS } from '../limits.ts';
import { refTo } from './problem-schemas.ts';
import type { Schema } from './types.ts';

const ATTRIBUTES = 'EventAttributes';
const OTHER = 'OtherEvent';

interface Published {
  readonly required: readonly string[];
  readonly properties: Readonly<Record<string, Schema>>;
  readonly propertyNames: Schema;
  readonly $defs: Readonly<Record<string, Schema>>;
}

/** The same schema that `packages/events` publishes and validates with, taken apart. */
const published = jsonSchema() as unknown as Published;

export const EVENT_ATTRIBUTES = Object.keys(published.properties).filter((name) => name !== 'data');
export const REQUIRED_ATTRIBUTES = published.required;

export function attributeSchema(name: string): Schema {
  return published.properties[name] ?? {};
}

function known({ type, family, measures, data }: EventDefinition): Schema {
  const needsData = (data.required?.length ?? 0) > 0;
  return {
    title: type,
    description: `Measures: ${measures}.`,
    'x-family': family,
    allOf: [refTo(ATTRIBUTES)],
    type: 'object',
    required: ['type', ...(needsData ? ['data'] : [])],
    properties: { type: { const: type }, data: published.$defs[type] },
    examples: examples().filter((example) => example.type === type),
  };
}

const attributes: Schema = {
  title: 'The attributes of an event',
  description: 'CloudEvents 1.0. Others, of a–z and 0–9, are accepted and kept as extensions.',
  type: 'object',
  required: published.required,
  properties: published.properties,
  propertyNames: published.propertyNames,
};

const other: Schema = {
  title: 'An event of another type',
  description: 'Types that are not known are accepted, stored, counted and shown; nothing is measured by them.',
  allOf: [refTo(ATTRIBUTES)],
  type: 'object',
  properties: { type: { not: { enum: EVENT_TYPES.map(({ type }) => type) } } },
};

const event: Schema = {
  title: 'An event',
  description: 'CloudEvents 1.0 in JSON; `type` tells which of them it is. A type without a mapping is an OtherEvent.',
  oneOf: [...EVENT_TYPES.map(({ type }) => refTo(type)), refTo(OTHER)],
  discriminator: {
    propertyName: 'type',
    mapping: Object.fromEntries(EVENT_TYPES.map(({ type }) => [type, `#/components/schemas/${type}`])),
  },
};

/** One component an event type, named for it, and what they have in common. */
export const eventSchemas: Readonly<Record<string, Schema>> = {
  Event: event,
  EventBatch: { title: 'A batch', type: 'array', maxItems: MAX_BATCH_EVENTS, items: refTo('Event') },
  EventData: {
    title: 'The data alone',
    description: 'In binary mode, where the attributes are `ce-*` headers: what its type has as `data`.',
    type: 'object',
  },
  [ATTRIBUTES]: attributes,
  ...Object.fromEntries(EVENT_TYPES.map((definition) => [definition.type, known(definition)])),
  [OTHER]: other,
};
