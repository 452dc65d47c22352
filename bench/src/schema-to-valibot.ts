import { parseTimeUs } from '@finest-hour/events';
import * as v from 'valibot';
import type { SchemaSubset } from './schema-subset.ts';

type Type = v.GenericSchema;

function text({ minLength, maxLength, pattern, format }: SchemaSubset): Type {
  const checks: v.PipeItem<string, string, v.BaseIssue<unknown>>[] = [];
  if (minLength !== undefined) checks.push(v.minLength(minLength));
  if (maxLength !== undefined) checks.push(v.maxLength(maxLength));
  if (pattern !== undefined) checks.push(v.regex(new RegExp(pattern)));
  if (format === 'date-time') checks.push(v.check((value: string) => parseTimeUs(value) !== null));
  return v.pipe(v.string(), ...checks);
}

function convert(schema: SchemaSubset): Type {
  if (schema.const !== undefined) return v.literal(schema.const);
  if (schema.enum !== undefined) return v.picklist(schema.enum);
  if (schema.type === 'boolean') return v.boolean();
  if (schema.type === 'number') return v.pipe(v.number(), v.finite(), v.minValue(schema.minimum ?? -Infinity));
  if (schema.type === 'integer') return v.pipe(v.number(), v.integer(), v.minValue(schema.minimum ?? -Infinity));
  if (schema.type === 'string') return text(schema);
  const fields = Object.entries(schema.properties ?? {}).map(([key, field]) => {
    const type = convert(field);
    return [key, schema.required?.includes(key) ? type : v.optional(type)] as const;
  });
  return v.looseObject(Object.fromEntries(fields));
}

/** The same check, by valibot. */
export function toValibot(schema: object): (data: unknown) => boolean {
  const type = convert(schema as SchemaSubset);
  return (data) => v.safeParse(type, data).success;
}
