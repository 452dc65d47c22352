import { Validator } from '@seriousme/openapi-schema-validator';
import { EVENT_PROBLEMS, EVENT_TYPES } from '@finest-hour/events';
import { expect, test } from 'vitest';
import { REQUEST_PROBLEMS } from '../http-problem.ts';
import * as limits from '../limits.ts';
import { send } from './contract/send.ts';
import { checkerOf } from './contract/validate.ts';
import { openApiDocument } from './document.ts';

const document = openApiDocument();
const { schemas } = document.components;

async function faultsOf(text: string): Promise<unknown> {
  const { valid, errors } = await new Validator().validate(JSON.parse(text) as Record<string, unknown>);
  return valid ? null : errors;
}

test('what is served is a valid OpenAPI 3.1 document', async () => {
  const text = await (await send({ method: 'GET', path: '/openapi.json' })).text();
  expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(document)));
  expect(await faultsOf(text)).toBeNull();
  expect(await faultsOf(text.replace('"responses":', '"answers":'))).not.toBeNull();
});

test('every reference leads somewhere, and every component is referred to', () => {
  const text = JSON.stringify(document);
  const refs = new Set([...text.matchAll(/"#\/components\/schemas\/([^"]+)"/g)].map(([, name]) => name));
  expect([...refs].filter((name) => name === undefined || !(name in schemas))).toEqual([]);
  expect(Object.keys(schemas).filter((name) => !refs.has(name))).toEqual([]);
});

test('every example of a component fits it', () => {
  const check = checkerOf(document, false);
  for (const [name, schema] of Object.entries(schemas)) {
    for (const example of (schema['examples'] ?? []) as readonly unknown[]) {
      expect([name, check({ $ref: `#/components/schemas/${name}` }, example)]).toEqual([name, []]);
    }
  }
});

test('every event type and every problem is a component with an example', () => {
  const names = [
    ...EVENT_TYPES.map(({ type }) => type),
    ...Object.keys(REQUEST_PROBLEMS).map((type) => `problem.${type}`),
    ...Object.keys(EVENT_PROBLEMS).map((type) => `refusal.${type}`),
  ];
  expect(names.filter((name) => !Array.isArray(schemas[name]?.['examples']))).toEqual([]);
});

test('limits are told as they are', () => {
  const told = document.paths['/v1/events']?.post?.description;
  // 65,536, 16,777,216 and 50,331,648 bytes
  expect([limits.MAX_EVENT_BYTES, limits.MAX_BODY_BYTES, limits.MAX_BYTES_IN_FLIGHT]).toEqual([
    64 * 1024,
    16 * 1024 * 1024,
    48 * 1024 * 1024,
  ]);
  for (const limit of ['64 KiB', '16 MiB', '48 MiB', '10,000 events', '30 s', '120 s']) expect(told).toContain(limit);
});
