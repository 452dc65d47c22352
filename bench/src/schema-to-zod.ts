import { parseTimeUs } from '@finest-hour/events';
import { z } from 'zod';
import type { SchemaSubset } from './schema-subset.ts';

function text({ minLength, maxLength, pattern, format }: SchemaSubset): z.ZodType {
  let type = z.string();
  if (minLength !== undefined) type = type.min(minLength);
  if (maxLength !== undefined) type = type.max(maxLength);
  if (pattern !== undefined) type = type.regex(new RegExp(pattern));
  return format === 'date-time' ? type.refine((value) => parseTimeUs(value) !== null) : type;
}

function convert(schema: SchemaSubset): z.ZodType {
  if (schema.const !== undefined) return z.literal(schema.const);
  if (schema.enum !== undefined) return z.enum(schema.enum as [string, ...string[]]);
  if (schema.type === 'boolean') return z.boolean();
  if (schema.type === 'number') return schema.minimum === undefined ? z.number() : z.number().min(schema.minimum);
  if (schema.type === 'integer') return z.int().min(schema.minimum ?? -Infinity);
  if (schema.type === 'string') return text(schema);
  const fields = Object.entries(schema.properties ?? {}).map(([key, field]) => {
    const type = convert(field);
    return [key, schema.required?.includes(key) ? type : type.optional()] as const;
  });
  return z.looseObject(Object.fromEntries(fields));
}

/** The same check, by zod. */
export function toZod(schema: object): (data: unknown) => boolean {
  const type = convert(schema as SchemaSubset);
  return (data) => type.safeParse(data).success;
}
