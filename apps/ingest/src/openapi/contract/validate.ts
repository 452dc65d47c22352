import addFormats from 'ajv-formats';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import type { OpenApiDocument, Schema } from '../types.ts';

/** Words of OpenAPI and of ours that are no rules. */
const VOCABULARY = ['components', 'discriminator', 'personal', 'x-family'];

/** The same, with no other fields allowed than those that are named: what answers may not hold, though readers must bear it. */
function closed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(closed);
  if (typeof value !== 'object' || value === null) return value;
  const fields = Object.fromEntries(Object.entries(value).map(([name, field]) => [name, closed(field)]));
  const isOpen = 'allOf' in value || 'propertyNames' in value || 'additionalProperties' in value;
  return 'properties' in value && 'type' in value && !isOpen ? { ...fields, additionalProperties: false } : fields;
}

export interface Check {
  /** What is wrong with a value; empty: nothing. */
  (schema: Schema, value: unknown): readonly string[];
}

/** Validates by schemas that refer to the components of a document. `strict`: no field may be there that is not named. */
export function checkerOf({ components }: OpenApiDocument, strict: boolean): Check {
  const ajv = new Ajv2020({ strict: true, allowUnionTypes: true, strictRequired: false, allErrors: true });
  addFormats.default(ajv);
  ajv.addFormat('identifier', (text: string) => Buffer.byteLength(text) <= 512).addVocabulary(VOCABULARY);
  const prepare = (schema: unknown) => (strict ? closed(schema) : schema) as Schema;
  const compiled = new Map<string, ValidateFunction>();
  return (schema, value) => {
    const key = JSON.stringify(schema);
    const validate =
      compiled.get(key) ?? ajv.compile({ ...prepare(schema), components: prepare({ schemas: components.schemas }) });
    compiled.set(key, validate);
    if (validate(value)) return [];
    return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message ?? ''}`);
  };
}
