import { REQUIRED_ATTRIBUTES } from './attributes.ts';
import { EVENT_TYPES } from './catalogue.ts';
import type { EventDefinition } from './definition.ts';
import { Identifier, MAX_ID_BYTES, Time } from './fields.ts';

/** A JSON Schema 2020-12 as plain data. */
export type JsonSchema = Readonly<Record<string, unknown>>;

/** Without TypeBox's own hidden marks. */
const plain = (schema: object): JsonSchema => JSON.parse(JSON.stringify(schema)) as JsonSchema;

function rule({ type, data }: EventDefinition): JsonSchema {
  const needsData = (data.required?.length ?? 0) > 0;
  return {
    if: { properties: { type: { const: type } } },
    then: { properties: { data: { $ref: `#/$defs/${type}` } }, ...(needsData && { required: ['data'] }) },
  };
}

/** The JSON Schema (2020-12) of one event in structured mode: the envelope, and the data of every known type. */
export function jsonSchema(): JsonSchema {
  const definitions = EVENT_TYPES.map(({ type, measures, data }) => [type, { description: measures, ...plain(data) }]);
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: 'A Finest Hour event',
    description: 'CloudEvents 1.0 in JSON. Other types, other attributes and other fields of data are accepted.',
    type: 'object',
    required: [...REQUIRED_ATTRIBUTES],
    properties: {
      specversion: { const: '1.0' },
      id: plain(Identifier),
      source: plain(Identifier),
      type: plain(Identifier),
      subject: plain(Identifier),
      time: { ...plain(Time), maxLength: MAX_ID_BYTES },
      sequence: plain(Identifier),
      data: { type: 'object' },
    },
    propertyNames: { pattern: '^[a-z0-9]+$' },
    allOf: EVENT_TYPES.map(rule),
    $defs: Object.fromEntries(definitions),
  };
}
