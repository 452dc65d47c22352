import { brotliCompressSync, gzipSync, zstdCompressSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { openServer } from './contract/send.ts';
import { EVENT, push } from './contract/requests.ts';
import { checkerOf } from './contract/validate.ts';
import { openApiDocument } from './document.ts';
import type { Schema } from './types.ts';

interface Sent {
  readonly type: string;
  readonly data: Readonly<Record<string, unknown>>;
}

const document = openApiDocument();
const { schemas } = document.components;
/** As readers may: other fields are allowed. */
const check = checkerOf(document, false);
const operation = document.paths['/v1/events']?.post;

/** The event types of the document, with their examples. */
const types = Object.entries(schemas)
  .filter(([, schema]) => 'x-family' in schema)
  .map(([type, schema]) => ({ type, schema, examples: schema['examples'] as readonly Sent[] }));

async function post(body: unknown): Promise<{ status: number; body: unknown }> {
  const response = await openServer().send(push(body));
  return { status: response.status, body: await response.json() };
}

/** Where a required field stands, in the schema and in what is sent. */
interface Place {
  readonly pointer: string;
  readonly steps: readonly string[];
}

const propertiesOf = (schema: Schema) => (schema['properties'] ?? {}) as Readonly<Record<string, Schema>>;

/** Every field that is required by a schema, at any depth, of those that a value has. */
function requiredIn(schema: Schema, value: unknown, steps: readonly string[] = []): readonly Place[] {
  if (typeof value !== 'object' || value === null) return [];
  const own = ((schema['required'] ?? []) as readonly string[]).map((name) => [...steps, name]);
  const inner = Object.entries(propertiesOf(schema)).flatMap(([name, field]) =>
    requiredIn(field, (value as Readonly<Record<string, unknown>>)[name], [...steps, name]),
  );
  return [...own.map((all) => ({ pointer: `/${all.join('/')}`, steps: all })), ...inner];
}

function without(value: unknown, [step, ...rest]: readonly string[]): unknown {
  const entries = Object.entries(value as Readonly<Record<string, unknown>>);
  return rest.length === 0
    ? Object.fromEntries(entries.filter(([name]) => name !== step))
    : Object.fromEntries(entries.map(([name, field]) => [name, name === step ? without(field, rest) : field]));
}

describe('every event type of the document', () => {
  test('there are 44', () => {
    expect(types).toHaveLength(44);
  });

  test.each(types)('$type: its examples fit it alone, and are accepted', async ({ type, examples }) => {
    for (const example of examples) {
      expect(check({ $ref: '#/components/schemas/Event' }, example)).toEqual([]);
      expect(check({ $ref: `#/components/schemas/${type}` }, example)).toEqual([]);
      expect(await post(example)).toMatchObject({ status: 200, body: { accepted: 1 } });
    }
  });

  test.each(types)(
    '$type: without a required field it is refused there, by the server as by the schema',
    async ({ type, schema, examples }) => {
      const attributes = schemas['EventAttributes'] ?? {};
      for (const example of examples) {
        const inData = requiredIn(propertiesOf(schema)['data'] ?? {}, example.data, ['data']);
        for (const { pointer, steps } of [
          ...requiredIn(attributes, example).filter(({ steps }) => steps.length === 1),
          ...inData,
        ]) {
          const broken = without(example, steps);
          expect(await post(broken)).toMatchObject({ status: 422, body: { rejected: [{ problem: { pointer } }] } });
          // An event without a type is one of no known type, so it is its own schema that is asked.
          expect(check({ $ref: `#/components/schemas/${type}` }, broken)).not.toEqual([]);
        }
      }
    },
  );

  test('a type that is not known is accepted, and fits', async () => {
    const [first] = types;
    const unknown = { ...first?.examples[0], type: 'parcel.lost', data: { weight: 2 } };
    expect(check({ $ref: '#/components/schemas/Event' }, unknown)).toEqual([]);
    expect(await post(unknown)).toMatchObject({ status: 200, body: { accepted: 1 } });
  });
});

describe('every content type in every encoding', () => {
  const compress: Readonly<Record<string, (text: string) => Uint8Array>> = {
    identity: Buffer.from,
    gzip: gzipSync,
    br: brotliCompressSync,
    zstd: zstdCompressSync,
  };
  const encodings = operation?.parameters?.find(({ name }) => name === 'Content-Encoding')?.schema['enum'];
  const bodies = Object.entries(operation?.requestBody?.content ?? {}).flatMap(([contentType, { examples = {} }]) =>
    Object.entries(examples).map(([name, { value }]) => ({ contentType, name, value })),
  );
  const sent = bodies.flatMap((body) => (encodings as readonly string[]).map((encoding) => ({ ...body, encoding })));

  test.each(sent)(
    '$contentType, $name, $encoding: the example is accepted',
    async ({ contentType, encoding, value }) => {
      const body = compress[encoding]?.(typeof value === 'string' ? value : JSON.stringify(value));
      const server = openServer();
      const response = await server.send(push(body, { 'content-type': contentType, 'content-encoding': encoding }));
      await response.text();
      expect(response.status).toBe(200);
      expect(server.deps.events).toHaveLength(Array.isArray(value) || contentType.includes('ndjson') ? 2 : 1);
      expect(server.deps.rejected).toEqual([]);
    },
  );

  test.each([
    ['import-7/2026:a.b@c=+', true],
    ['x'.repeat(128), true],
    ['x'.repeat(129), false],
    ['two words', false],
    ['é', false],
  ])('a request called %j is answered by that name if and only if the document allows it', async (name, allowed) => {
    const pattern = operation?.parameters?.find((one) => one.name === 'X-Request-Id')?.schema['pattern'];
    expect(new RegExp(String(pattern)).test(name)).toBe(allowed);
    const response = await openServer().send(push(types[0]?.examples[0], { ...EVENT, 'x-request-id': name }));
    expect(response.headers.get('x-request-id') === name).toBe(allowed);
  });

  test('binary mode by the headers that are listed', async () => {
    const names = operation?.parameters?.map(({ name }) => name).filter((name) => name.startsWith('ce-')) ?? [];
    const example = types[0]?.examples[0] as Sent & Readonly<Record<string, unknown>>;
    const attributes = names.flatMap((name) => {
      const value = example[name.slice('ce-'.length)];
      return value === undefined ? [] : [[name, encodeURIComponent(String(value))]];
    });
    const headers = { 'content-type': 'application/json', ...Object.fromEntries(attributes) };
    const response = await openServer().send(push(example.data, headers));
    expect(await response.json()).toMatchObject({ accepted: 1 });
  });
});
