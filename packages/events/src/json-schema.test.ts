import { Compile } from 'typebox/schema';
import { expect, test } from 'vitest';
import { EVENT_TYPES, familyOf } from './catalogue.ts';
import { examples } from './examples.ts';
import { jsonSchema } from './json-schema.ts';
import { asCaseEvent, asCustomerEvent } from './narrow.ts';
import { readEvent } from './read-event.ts';

const schema = Compile(jsonSchema());

test('the published schema accepts every example', () => {
  expect(examples().filter((example) => !schema.Check(example))).toEqual([]);
});

test('the published schema refuses what the reader refuses', () => {
  const [example] = examples();
  expect(schema.Check({ ...example, type: 'case.opened', data: { channel: 'phone' } })).toBe(false);
  expect(schema.Check({ ...example, type: 'case.opened', data: undefined })).toBe(false);
  expect(schema.Check({ ...example, subject: undefined })).toBe(false);
  expect(schema.Check({ ...example, time: '2026-02-30T00:00:00Z' })).toBe(false);
  expect(schema.Check({ ...example, type: 'case.unheard-of', data: { any: 1 } })).toBe(true);
});

test('the schema is plain data that survives JSON', () => {
  expect(JSON.parse(JSON.stringify(jsonSchema()))).toEqual(jsonSchema());
});

test('every type is known once, and by its family', () => {
  expect(EVENT_TYPES).toHaveLength(44);
  expect(new Set(EVENT_TYPES.map(({ type }) => type)).size).toBe(44);
  expect(familyOf('contact.made')).toBe('case');
  expect(familyOf('customer.left')).toBe('customer');
  expect(familyOf('agent.coached')).toBe('agent');
  expect(familyOf('reading.taken')).toBe('reading');
  expect(familyOf('toString')).toBe('other');
});

test('an event read back is narrowed by its type, and only within its family', () => {
  const example = examples().find(({ type }) => type === 'case.opened');
  const result = readEvent(example, 4e15);
  if (!result.ok) throw new Error(result.problem.detail);
  const event = asCaseEvent(result.event);
  if (event.type !== 'case.opened') throw new Error(event.type);
  expect(event.data.customer).toBe('customer-7');
  expect(() => asCustomerEvent(result.event)).toThrow('not a customer event: case.opened');
});
